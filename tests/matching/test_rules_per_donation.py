"""The match per donation: rooms, first donations, boosts, and what is reached with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.parts import Boost
from apps.calls.rules.terms import MatchTerms
from apps.matching.rules import record
from apps.matching.rules.boosts import Announcement, Window, announce, windows
from apps.matching.rules.decision import Limit, Outcome, Turn, decide
from apps.matching.rules.measure import measure
from apps.matching.rules.per_donation import Counted, MatchReason, match
from tests.matching.contributions import contribution
from tests.matching.decision_inputs import inputs

GOTEO: dict[str, Any] = {
    "kind": "per_donation",
    "ratio_bps": 10_000,
    "cap_per_donor_cents": 100_00,
    "cap_per_project_cents": 478_000,
    "pool_cents": 7_000_000,
}
OPENING = datetime(2026, 3, 1, 9, tzinfo=UTC)
WITHOUT = {"threshold_bps": None, "base": None, "match_share_bps": None}


def read(**changed: Any) -> MatchTerms:
    return MatchTerms.from_document({**GOTEO, **changed})


def gifts(*given_: tuple[str, int]) -> list[Counted]:
    return [Counted(place, donor, cents, 60 * place) for place, (donor, cents) in enumerate(given_, start=1)]


def matched(terms: MatchTerms, *given_: tuple[str, int]) -> list[tuple[int, MatchReason]]:
    return [(each.match_cents, each.reason) for each in match(terms, gifts(*given_), [])]


def test_each_euro_is_matched_up_to_the_donors_room() -> None:
    assert matched(read(), ("a", 60_00), ("b", 5_00), ("a", 60_00), ("a", 1_00)) == [
        (60_00, MatchReason.MATCHED),
        (5_00, MatchReason.MATCHED),
        (40_00, MatchReason.DONOR_MAXIMUM),
        (0, MatchReason.DONOR_MAXIMUM),
    ]


def test_the_projects_room_is_used_up_in_the_order_of_the_sequence() -> None:
    terms = read(cap_per_project_cents=120_00)
    assert matched(terms, ("a", 90_00), ("b", 90_00), ("c", 90_00)) == [
        (90_00, MatchReason.MATCHED),
        (30_00, MatchReason.PROJECT_MAXIMUM),
        (0, MatchReason.PROJECT_MAXIMUM),
    ]


def test_only_the_first_gift_of_a_donor_that_counts_is_matched() -> None:
    terms = read(first_donation_only=True)
    assert matched(terms, ("a", 0), ("a", 20_00), ("a", 50_00), ("b", 1_00)) == [
        (0, MatchReason.NOT_COUNTED),
        (20_00, MatchReason.MATCHED),
        (0, MatchReason.NOT_THE_FIRST),
        (1_00, MatchReason.MATCHED),
    ]


def test_a_ratio_is_rounded_down_to_the_cent() -> None:
    assert matched(read(ratio_bps=3_333), ("a", 1_01)) == [(33, MatchReason.MATCHED)]


def test_the_highest_boost_of_the_instant_holds_from_its_first_second_to_its_last() -> None:
    held = [Window(20_000, 100, 200), Window(15_000, 150, 300)]
    given_ = [Counted(number, str(number), 10_00, second) for number, second in enumerate((99, 100, 199, 200, 300))]
    assert [each.ratio_bps for each in match(read(), given_, held)] == [10_000, 20_000, 20_000, 15_000, 10_000]


def test_a_boost_may_begin_at_the_same_instant_for_every_campaign() -> None:
    boost = Boost(ratio_bps=20_000, hours=1, starts_at=OPENING + timedelta(days=2))
    assert windows([boost], OPENING, []) == [Window(20_000, 172_800, 176_400)]


def test_a_boost_that_is_not_announced_holds_never() -> None:
    assert windows([Boost(ratio_bps=20_000, hours=24)], OPENING, []) == []


def test_an_announcement_keeps_the_promise_of_the_frozen_rules_from_its_publication_on() -> None:
    promised, stated = Boost(ratio_bps=20_000, hours=24), Boost(ratio_bps=20_000, hours=24, from_hour=10)
    early = announce([promised], [stated], OPENING, OPENING)
    late = announce([promised], [stated], OPENING, OPENING + timedelta(hours=20))
    assert early == [Announcement(place=0, from_second=36_000, to_second=122_400)]
    assert late == [Announcement(place=0, from_second=72_000, to_second=122_400)]
    assert announce([promised], [stated], OPENING, OPENING + timedelta(hours=34)) == []
    assert windows([promised], OPENING, early) == [Window(20_000, 36_000, 122_400)]


@pytest.mark.parametrize(
    "stated",
    [Boost(ratio_bps=30_000, hours=24, from_hour=0), Boost(ratio_bps=20_000, hours=48, from_hour=0)],
)
def test_another_boost_than_the_one_promised_is_no_announcement(stated: Boost) -> None:
    assert announce([Boost(ratio_bps=20_000, hours=24)], [stated], OPENING, OPENING) == []


def test_without_a_threshold_donations_and_match_together_must_cover_the_cost() -> None:
    rules = {**GOTEO, **WITHOUT}
    enough = decide(inputs(100_00, 100_00, rules=rules, cost_cents=400_00))
    assert (enough.outcome, enough.granted_cents, enough.threshold_cents) == (Outcome.GRANTED, 200_00, 200_00)
    short = decide(inputs(100_00, 99_99, rules=rules, cost_cents=400_00))
    assert (short.reached, short.granted_cents, short.reasons) == (False, 0, (Limit.TOO_LITTLE_MONEY,))


def test_money_that_the_pool_does_not_have_reaches_nothing() -> None:
    rules = {**GOTEO, **WITHOUT}
    decision = decide(inputs(100_00, 100_00, rules=rules, cost_cents=400_00, free_cents=50_00, reserved_cents=149_99))
    assert (decision.reached, decision.threshold_cents) == (False, 200_01)


def test_a_threshold_that_is_stated_looks_at_the_donations_alone() -> None:
    rules = {**GOTEO, **WITHOUT, "threshold_bps": 5_000}
    decision = decide(inputs(100_00, 100_00, rules=rules, cost_cents=400_00, free_cents=0))
    assert (decision.reached, decision.outcome) == (True, Outcome.WAITING)


def test_the_record_publishes_the_sequence_and_is_computed_again() -> None:
    rules = {**GOTEO, **WITHOUT, "boosts": [{"ratio_bps": 20_000, "hours": 24}]}
    given_ = (
        contribution(1, 100_00, donor_key="a", sequence=7, at_second=3_600),
        contribution(2, 100_00, donor_key="a", sequence=4, at_second=1_800),
        contribution(3, 20_00, donor_key="b", sequence=9, at_second=7_200),
    )
    decision = decide(
        inputs(
            contributions=given_,
            rules=rules,
            cost_cents=300_00,
            opened_at=OPENING,
            announcements=(Announcement(place=0, from_second=7_200, to_second=9_000),),
        )
    )
    assert [(each.donation_id, each.match_cents, each.reason) for each in decision.matches] == [
        (2, 100_00, MatchReason.MATCHED),
        (1, 0, MatchReason.DONOR_MAXIMUM),
        (3, 40_00, MatchReason.BOOSTED),
    ]
    text = record.to_json(decision)
    assert record.recompute(text) == []
    assert record.recompute(text.replace('"sequence":4', '"sequence":8')) != []


GIFTS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 300_00)), max_size=25)
RATIOS = st.integers(1, 30_000)


@given(given_=GIFTS, ratio_bps=RATIOS, donor_cents=st.integers(1, 200_00), cap_cents=st.integers(1, 1_000_00))
def test_no_match_is_above_its_ratio_its_donor_or_its_project(
    given_: list[tuple[str, int]], ratio_bps: int, donor_cents: int, cap_cents: int
) -> None:
    terms = read(ratio_bps=ratio_bps, cap_per_donor_cents=donor_cents, cap_per_project_cents=cap_cents)
    found = match(terms, gifts(*given_), [])
    by_donor: dict[str, int] = {}
    for (donor, cents), each in zip(given_, found, strict=True):
        assert 0 <= each.match_cents <= cents * ratio_bps // 10_000
        assert type(each.match_cents) is int
        by_donor[donor] = by_donor.get(donor, 0) + each.match_cents
    assert all(cents <= donor_cents for cents in by_donor.values())
    assert sum(by_donor.values()) <= cap_cents


@given(given_=GIFTS, one_more=st.tuples(st.sampled_from("abcd"), st.integers(0, 300_00)), first=st.booleans())
def test_one_more_gift_changes_none_before_it_and_never_means_less_in_all(
    given_: list[tuple[str, int]], one_more: tuple[str, int], first: bool
) -> None:
    terms = read(first_donation_only=first, cap_per_project_cents=500_00)
    before, after = match(terms, gifts(*given_), []), match(terms, gifts(*given_, one_more), [])
    assert after[:-1] == before


@given(
    given_=GIFTS,
    free_cents=st.integers(0, 500_00),
    reserved_cents=st.integers(0, 500_00),
    cost_cents=st.integers(1, 800_00),
    threshold_bps=st.none() | st.integers(1, 10_000),
)
def test_a_grant_is_within_entitlement_cap_reservation_and_pool(
    given_: list[tuple[str, int]],
    free_cents: int,
    reserved_cents: int,
    cost_cents: int,
    threshold_bps: int | None,
) -> None:
    asked = tuple(
        contribution(place, cents, donor_key=donor, sequence=place)
        for place, (donor, cents) in enumerate(given_, start=1)
    )
    rules = {**GOTEO, **WITHOUT, "threshold_bps": threshold_bps, "cap_per_project_cents": 300_00}
    decision = decide(
        inputs(
            contributions=asked,
            rules=rules,
            cost_cents=cost_cents,
            free_cents=free_cents,
            reserved_cents=reserved_cents,
        )
    )
    assert 0 <= decision.granted_cents <= decision.entitlement_cents <= 300_00
    assert decision.granted_cents <= free_cents + reserved_cents
    if not decision.reached:
        assert decision.granted_cents == 0
    elif threshold_bps is None:
        assert decision.eligible_cents + decision.granted_cents >= cost_cents
    assert record.recompute(record.to_json(decision)) == []


@given(given_=GIFTS, seed=st.randoms(use_true_random=False))
def test_only_the_sequence_decides_and_not_the_order_of_reading(given_: list[tuple[str, int]], seed: Any) -> None:
    asked = [
        contribution(100 - place, cents, donor_key=donor, sequence=place)
        for place, (donor, cents) in enumerate(given_, start=1)
    ]
    terms = read(first_donation_only=True)
    assert measure(terms, 1_000_00, seed.sample(asked, len(asked))) == measure(terms, 1_000_00, asked)


@given(
    dues=st.lists(st.integers(1, 400_00), min_size=1, max_size=8),
    free_cents=st.integers(0, 2_000_00),
    kind=st.sampled_from(["ranking", "pro_rata"]),
)
def test_decisions_taken_together_give_no_more_than_the_pool_and_all_of_it_when_it_is_short(
    dues: list[int], free_cents: int, kind: str
) -> None:
    rules = {"exhaustion": kind, "judged": "at_close"}
    queue = tuple(
        Turn(campaign_id=number, requested_cents=cents, rank=50 - number) for number, cents in enumerate(dues, start=1)
    )
    found = [
        decide(
            inputs(
                1_000_00 - cents,
                rules={**rules, "threshold_bps": 1, "match_share_bps": None},
                cost_cents=1_000_00,
                campaign_id=number,
                free_cents=free_cents,
                queue=queue,
            )
        )
        for number, cents in enumerate(dues, start=1)
    ]
    assert [each.entitlement_cents for each in found] == dues
    assert sum(each.granted_cents for each in found) == min(free_cents, sum(dues))
    assert all(record.recompute(record.to_json(each)) == [] for each in found)
