"""Whether a pool can pay what a call promises: the three cases, every exhaustion rule, and what past editions teach."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.editions import reading
from apps.calls.rules.parts import Boost
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Base, Exhaustion, MatchKind
from apps.kernel.money import WHOLE_BPS
from apps.matching.rules import past_editions
from apps.matching.rules.settled import NotSettled
from apps.matching.rules.solvency import Assumption, simulate, usual_cost_cents

SHARES = st.integers(1, WHOLE_BPS)
MONEY = st.integers(1, 10**9)
THRESHOLD = st.builds(
    MatchTerms,
    kind=st.just(MatchKind.THRESHOLD),
    threshold_bps=SHARES,
    base=st.sampled_from(Base),
    match_share_bps=SHARES,
    cap_per_project_cents=st.integers(0, 10**9),
    exhaustion=st.sampled_from(Exhaustion),
)
PER_DONATION = st.builds(
    MatchTerms,
    kind=st.just(MatchKind.PER_DONATION),
    ratio_bps=st.integers(1, 3 * WHOLE_BPS),
    cap_per_donor_cents=st.none() | MONEY,
    cap_per_project_cents=st.integers(0, 10**9),
    exhaustion=st.sampled_from([Exhaustion.FIRST_COME_PARTIAL, Exhaustion.PRO_RATA]),
    boosts=st.lists(st.builds(Boost, ratio_bps=st.integers(1, 5 * WHOLE_BPS), hours=st.just(24)), max_size=2).map(
        tuple
    ),
)
ASSUMPTIONS = st.builds(
    Assumption,
    projects=st.integers(1, 60),
    cost_cents=MONEY,
    success_bps=st.integers(0, WHOLE_BPS),
    raised_bps=st.integers(0, WHOLE_BPS),
    gift_cents=st.integers(0, 10**6),
)
MILANO_2016 = MatchTerms(
    kind=MatchKind.THRESHOLD, threshold_bps=5_000, base=Base.REMAINING_COST, cap_per_project_cents=5_000_000
)
FORTY = Assumption(projects=40, cost_cents=10_000_000, success_bps=8_983, raised_bps=5_131)
POOL = 40_000_000


def test_milano_2016_promised_two_millions_against_four_hundred_thousand() -> None:
    worst = simulate(MILANO_2016, FORTY, POOL).worst
    assert (worst.demand_cents, worst.granted_cents, worst.short_cents) == (200_000_000, POOL, 160_000_000)
    assert (worst.pays_whole, worst.in_full, worst.in_part, worst.unpaid) == (8, 8, 0, 32)


def test_the_expected_case_follows_the_shares_supposed_and_rounds_the_successes_up() -> None:
    expected = simulate(MILANO_2016, FORTY, POOL).expected
    assert expected.funded == 36
    assert expected.each_cents == 10_000_000 - 5_131_000
    assert expected.demand_cents == 36 * 4_869_000


@pytest.mark.parametrize(
    ("exhaustion", "in_full", "in_part", "unpaid", "granted_cents"),
    [
        (Exhaustion.FIRST_COME_PARTIAL, 8, 1, 1, 42_000_000),
        (Exhaustion.FIRST_COME_WHOLE, 8, 0, 2, 40_000_000),
        (Exhaustion.RANKING, 8, 1, 1, 42_000_000),
        (Exhaustion.PRO_RATA, 0, 10, 0, 42_000_000),
    ],
)
def test_the_pool_runs_out_in_the_order_of_the_rule(
    exhaustion: Exhaustion, in_full: int, in_part: int, unpaid: int, granted_cents: int
) -> None:
    case = simulate(replace(MILANO_2016, exhaustion=exhaustion), replace(FORTY, projects=10), 42_000_000).worst
    assert (case.in_full, case.in_part, case.unpaid, case.granted_cents) == (in_full, in_part, unpaid, granted_cents)
    assert case.pays_whole == 8


def test_a_pool_that_is_enough_to_the_cent_never_runs_out_and_one_cent_less_does() -> None:
    eight = replace(FORTY, projects=8)
    assert simulate(MILANO_2016, eight, POOL).worst.pays_whole is None
    assert simulate(MILANO_2016, eight, POOL - 1).worst.pays_whole == 7


def test_the_cap_gap_is_what_citizens_must_raise_above_the_threshold() -> None:
    found = simulate(MILANO_2016, replace(FORTY, cost_cents=12_000_000), POOL)
    assert (found.reached_from_cents, found.whole_cost_from_cents, found.gap_cents) == (6_000_000, 7_000_000, 1_000_000)
    assert simulate(MILANO_2016, FORTY, POOL).gap_cents == 0


def test_the_highest_cap_stands_for_every_category() -> None:
    terms = replace(
        MILANO_2016, cap_per_project_cents=None, caps_by_category={"purchases": 4_000_000, "works": 15_000_000}
    )
    assert simulate(terms, FORTY, POOL).worst.each_cents == 15_000_000


def test_a_call_per_donation_stops_at_the_ceilings_of_donor_and_project() -> None:
    meta = reading.get_edition("gipuzkoa-meta").terms()
    supposed = Assumption(projects=15, cost_cents=600_000, success_bps=10_000, raised_bps=5_000, gift_cents=20_000)
    found = simulate(meta, supposed, 7_000_000)
    assert found.expected.each_cents == 15 * 10_000
    assert found.most.each_cents == 478_000
    assert (found.worst.demand_cents, found.worst.pays_whole) == (15 * 478_000, 14)


def test_the_first_cost_supposed_is_the_highest_that_threshold_and_cap_cover() -> None:
    assert usual_cost_cents(MILANO_2016) == 10_000_000
    assert simulate(MILANO_2016, replace(FORTY, cost_cents=10_000_000), POOL).gap_cents == 0
    assert usual_cost_cents(replace(MILANO_2016, max_project_cost_cents=8_000_000)) == 8_000_000
    assert usual_cost_cents(replace(MILANO_2016, cap_per_project_cents=0)) > 0


def test_a_kind_that_nobody_computes_is_refused() -> None:
    with pytest.raises(NotSettled):
        simulate(replace(MILANO_2016, kind=MatchKind.QUADRATIC), FORTY, POOL)


@given(THRESHOLD | PER_DONATION, ASSUMPTIONS, st.integers(0, 10**10))
def test_no_case_gives_more_than_the_pool_or_than_is_asked(
    terms: MatchTerms, supposed: Assumption, pool_cents: int
) -> None:
    for case in simulate(terms, supposed, pool_cents).cases:
        assert 0 <= case.granted_cents <= min(pool_cents, case.demand_cents)
        assert case.demand_cents == case.funded * case.each_cents
        assert case.in_full + case.in_part + case.unpaid == case.funded
        assert (case.pays_whole is None) == (case.demand_cents <= pool_cents)
        if case.pays_whole is None:
            assert (case.granted_cents, case.in_full) == (case.demand_cents, case.funded)
        else:
            assert case.pays_whole < case.funded


@given(THRESHOLD, ASSUMPTIONS, st.integers(0, 10**10))
def test_the_cases_of_a_threshold_ask_less_and_less(terms: MatchTerms, supposed: Assumption, pool_cents: int) -> None:
    found = simulate(terms, supposed, pool_cents)
    assert found.worst.demand_cents >= found.most.demand_cents >= found.expected.demand_cents
    assert found.gap_cents >= 0


@given(PER_DONATION, ASSUMPTIONS, st.integers(0, 10**10))
def test_no_case_of_a_call_per_donation_asks_more_than_the_worst(
    terms: MatchTerms, supposed: Assumption, pool_cents: int
) -> None:
    found = simulate(terms, supposed, pool_cents)
    assert found.worst.demand_cents >= max(found.most.demand_cents, found.expected.demand_cents)
    assert found.whole_cost_from_cents >= found.reached_from_cents


@given(THRESHOLD | PER_DONATION, ASSUMPTIONS, st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_larger_pool_never_pays_less(terms: MatchTerms, supposed: Assumption, pool_cents: int, more: int) -> None:
    before, after = simulate(terms, supposed, pool_cents), simulate(terms, supposed, pool_cents + more)
    if terms.exhaustion is not Exhaustion.FIRST_COME_WHOLE:
        assert after.worst.granted_cents >= before.worst.granted_cents
    assert after.worst.short_cents <= before.worst.short_cents


def test_past_editions_teach_from_the_reported_totals_alone() -> None:
    known = past_editions.learn({key: reading.get_edition(key).outcome for key in reading.list_keys()})
    assert (known.success.part, known.success.whole) == (16 + 19 + 18, 18 + 19 + 22)
    assert set(known.success.editions) == {"milano-2016", "milano-2020", "venezia-2022"}
    assert (known.raised.part, known.raised.whole) == (33_313_600 + 8_937_800, 65_701_800 + 8_937_800 + 7_700_000)
    assert set(known.raised.editions) == {"milano-2016", "venezia-2022"}
    assert (known.success.share_bps, known.raised.share_bps) == (8_983, 5_131)
    assert known.mean_gift_cents == (33_313_600 + 8_937_800) // (1_492 + 154 + 1_164)
    assert known.campaigns == 22


def test_an_edition_that_reports_half_of_a_ratio_does_not_count() -> None:
    known = past_editions.learn({"half": {"raised_cents": 1, "campaigns_funded": 3, "donors": "over 4000"}})
    assert known.success.editions == known.raised.editions == known.gift.editions == ()
    assert (known.success.share_bps, known.mean_gift_cents) == (WHOLE_BPS, 0)
