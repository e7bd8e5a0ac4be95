"""What a campaign is entitled to, whatever the pool holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Base, MatchKind
from apps.matching.rules import threshold
from apps.matching.rules.settled import NotSettled

COSTS = st.integers(1, 10**10)
MONEY = st.integers(0, 2 * 10**10)
SHARES = st.integers(1, 10_000)
TERMS = st.builds(
    MatchTerms,
    kind=st.just(MatchKind.THRESHOLD),
    threshold_bps=SHARES,
    base=st.sampled_from(Base),
    match_share_bps=st.integers(0, 10_000),
    cap_per_project_cents=st.integers(0, 10**10),
)


def milano(base: Base, cap_cents: int = 5_000_000) -> MatchTerms:
    return MatchTerms(
        kind=MatchKind.THRESHOLD,
        threshold_bps=5_000,
        base=base,
        match_share_bps=5_000,
        cap_per_project_cents=cap_cents,
    )


@pytest.mark.parametrize(
    ("base", "match_cents"),
    [(Base.REMAINING_COST, 3_000_000), (Base.FIXED_SHARE, 5_000_000), (Base.CAPPED_REMAINING, 3_000_000)],
)
def test_milanos_two_sentences_give_two_sums(base: Base, match_cents: int) -> None:
    assert threshold.entitlement_cents(milano(base), 10_000_000, 7_000_000) == match_cents


@pytest.mark.parametrize("base", Base)
def test_one_cent_below_the_threshold_nothing_is_due(base: Base) -> None:
    terms = milano(base)
    assert threshold.reached_from_cents(10_001, 5_000) == 5_001
    assert threshold.entitlement_cents(terms, 10_001, 5_000) == 0
    assert threshold.entitlement_cents(terms, 10_001, 5_001) == 5_000


def test_a_fixed_share_is_rounded_down_and_the_threshold_up() -> None:
    terms = milano(Base.FIXED_SHARE)
    assert threshold.entitlement_cents(terms, 333, 167) == 166
    assert threshold.is_reached(333, 5_000, 166) is False


def test_the_capped_remaining_stops_at_the_share_before_the_rest_is_smaller() -> None:
    terms = MatchTerms(
        kind=MatchKind.THRESHOLD,
        threshold_bps=5_000,
        base=Base.CAPPED_REMAINING,
        match_share_bps=3_000,
        cap_per_project_cents=5_000_000,
    )
    assert [threshold.entitlement_cents(terms, 100_00, raised) for raised in (50_00, 70_00, 80_00, 100_00)] == [
        30_00,
        30_00,
        20_00,
        0,
    ]


def test_more_money_than_the_cost_leaves_nothing_to_the_remaining_bases() -> None:
    assert threshold.entitlement_cents(milano(Base.REMAINING_COST), 10_000, 12_000) == 0
    assert threshold.entitlement_cents(milano(Base.FIXED_SHARE), 10_000, 12_000) == 5_000


@given(terms=TERMS, cost_cents=COSTS, eligible_cents=MONEY)
def test_an_entitlement_is_never_below_zero_nor_above_the_cap(
    terms: MatchTerms, cost_cents: int, eligible_cents: int
) -> None:
    due_cents = threshold.entitlement_cents(terms, cost_cents, eligible_cents)
    assert 0 <= due_cents <= terms.cap_per_project_cents
    assert type(due_cents) is int


@given(terms=TERMS, cost_cents=COSTS, eligible_cents=MONEY)
def test_below_the_threshold_the_entitlement_is_zero(terms: MatchTerms, cost_cents: int, eligible_cents: int) -> None:
    if eligible_cents * 10_000 < cost_cents * terms.threshold_bps:
        assert threshold.entitlement_cents(terms, cost_cents, eligible_cents) == 0


@given(terms=TERMS, cost_cents=COSTS, eligible_cents=MONEY)
def test_a_remaining_base_never_brings_a_project_above_its_cost(
    terms: MatchTerms, cost_cents: int, eligible_cents: int
) -> None:
    if terms.base is not Base.FIXED_SHARE:
        due_cents = threshold.entitlement_cents(terms, cost_cents, eligible_cents)
        assert eligible_cents + due_cents <= max(eligible_cents, cost_cents)


@given(terms=TERMS, cost_cents=COSTS, less_cents=MONEY, more_cents=MONEY)
def test_what_a_project_has_in_all_never_falls_when_citizens_give_more(
    terms: MatchTerms, cost_cents: int, less_cents: int, more_cents: int
) -> None:
    less_cents, more_cents = sorted((less_cents, more_cents))
    assert less_cents + threshold.entitlement_cents(terms, cost_cents, less_cents) <= more_cents + (
        threshold.entitlement_cents(terms, cost_cents, more_cents)
    )


@given(terms=TERMS, cost_cents=COSTS)
def test_the_whole_cost_is_covered_from_the_stated_sum_and_not_one_cent_earlier(
    terms: MatchTerms, cost_cents: int
) -> None:
    from_cents = threshold.whole_cost_from_cents(terms, cost_cents)
    assert from_cents + threshold.entitlement_cents(terms, cost_cents, from_cents) >= cost_cents
    if from_cents > 0:
        before_cents = from_cents - 1
        assert before_cents + threshold.entitlement_cents(terms, cost_cents, before_cents) < cost_cents


def test_the_cap_gap_of_a_big_project_is_what_citizens_must_add() -> None:
    assert threshold.whole_cost_from_cents(milano(Base.REMAINING_COST), 20_000_000) == 15_000_000


def test_a_kind_without_a_threshold_is_refused_by_name() -> None:
    terms = MatchTerms(kind=MatchKind.PER_DONATION, ratio_bps=10_000, cap_per_project_cents=1)
    with pytest.raises(NotSettled, match="per_donation"):
        threshold.entitlement_cents(terms, 100, 100)
