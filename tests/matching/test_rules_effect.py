"""The effect of one more gift: what the rules of the outcome find when it is really there. Pure."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.calls.rules.parts import Boost, Counting
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Base, Channel, Exhaustion, Judgement, MatchKind, Relation
from apps.matching.rules import boosts
from apps.matching.rules.effect import Moment, effect
from apps.matching.rules.eligibility import Contribution, Reason
from apps.matching.rules.measure import measure
from apps.matching.rules.per_donation import MatchReason, Used
from tests.matching.contributions import contribution

COST_CENTS = 1_000_00
THRESHOLD = MatchTerms(
    kind=MatchKind.THRESHOLD, threshold_bps=5_000, base=Base.REMAINING_COST, cap_per_project_cents=400_00
)
EACH = MatchTerms(kind=MatchKind.PER_DONATION, ratio_bps=10_000, cap_per_project_cents=300_00)
amounts = st.integers(1, 600_00)
gifts = st.lists(st.tuples(amounts, st.sampled_from("abc")), max_size=8)


def history(given_so_far: list[tuple[int, str]]) -> list[Contribution]:
    numbers = count(1)
    return [
        contribution(n, cents, donor_key=donor, sequence=n, at_second=n * 3_000)
        for n, (cents, donor) in zip(numbers, given_so_far, strict=False)
    ]


@given(gifts, amounts, st.integers(0, 400_00), st.integers(1, 3), st.none() | st.integers(1, 200_00))
def test_towards_a_threshold_a_gift_does_what_the_measure_finds_with_it(
    before: list[tuple[int, str]], cents: int, free_cents: int, donors: int, ceiling: int | None
) -> None:
    counting = Counting(min_distinct_donors=donors, per_donor_ceiling_cents=ceiling)
    terms, told = replace(THRESHOLD, counting=counting), tuple(history(before))
    gift = contribution(99, cents, donor_key="b")
    after = measure(terms, COST_CENTS, (*told, gift))
    reached = after.eligible_cents >= 500_00 and after.distinct_donors >= donors
    found = effect(Moment(terms=terms, cost_cents=COST_CENTS, free_cents=free_cents, contributions=told), gift)
    assert found.crosses is reached
    assert found.due_cents == (after.due_cents if reached else 0)
    assert found.reserved_cents == min(found.due_cents, free_cents)
    assert found.missing_cents == max(0, 500_00 - after.eligible_cents)


@settings(deadline=None)
@given(gifts, amounts, st.none() | st.integers(1, 200_00), st.booleans(), st.integers(0, 40_000))
def test_a_gift_that_is_matched_by_itself_gets_what_the_whole_sequence_gives_it(
    before: list[tuple[int, str]], cents: int, cap: int | None, first_only: bool, second: int
) -> None:
    boosted = (Boost(ratio_bps=20_000, hours=3, from_hour=2),)
    terms = replace(EACH, cap_per_donor_cents=cap, first_donation_only=first_only, boosts=boosted)
    told = history(before)
    gift = contribution(99, cents, donor_key="b", sequence=len(told) + 1, at_second=second)
    whole, so_far = (measure(terms, COST_CENTS, each) for each in ([*told, gift], told))
    keys = {each.donation_id: each.donor_key for each in told}
    own = [each for each in so_far.matches if keys[each.donation_id] == "b"]
    moment = Moment(
        terms=terms,
        cost_cents=COST_CENTS,
        free_cents=10_000_00,
        used=Used(so_far.due_cents, sum(each.match_cents for each in own), bool(own)),
        windows=tuple(boosts.windows(boosted, None, [])),
        second=second,
    )
    found = effect(moment, gift)
    assert (found.due_cents, found.match_reason) == (whole.matches[-1].match_cents, whole.matches[-1].reason)
    assert found.reserved_cents == found.due_cents


@pytest.mark.parametrize(
    ("kind", "free_cents", "reserved_cents"),
    [
        (Exhaustion.FIRST_COME_PARTIAL, 30_00, 30_00),
        (Exhaustion.FIRST_COME_PARTIAL, 0, 0),
        (Exhaustion.FIRST_COME_WHOLE, 30_00, 0),
        (Exhaustion.FIRST_COME_WHOLE, 60_00, 50_00),
        (Exhaustion.RANKING, 30_00, 30_00),
        (Exhaustion.PRO_RATA, 30_00, 30_00),
    ],
)
def test_a_short_pool_gives_what_its_rule_gives(kind: Exhaustion, free_cents: int, reserved_cents: int) -> None:
    terms = replace(EACH, exhaustion=kind)
    moment = Moment(terms=terms, cost_cents=COST_CENTS, free_cents=free_cents)
    assert effect(moment, contribution(1, 50_00)).reserved_cents == reserved_cents


def test_what_the_call_does_not_count_adds_nothing() -> None:
    terms = replace(EACH, counting=Counting(excluded_relations=(Relation.RELATED_PARTY,)))
    moment = Moment(terms=terms, cost_cents=COST_CENTS, free_cents=500_00)
    related = effect(moment, contribution(1, 50_00, relation=Relation.RELATED_PARTY))
    by_hand = effect(moment, contribution(1, 50_00, channel=Channel.OFFLINE))
    assert (related.counted_as, related.reserved_cents) == (Reason.RELATED_PARTY, 0)
    assert (by_hand.counted_as, by_hand.match_reason) == (Reason.CHANNEL_NOT_ADMITTED, MatchReason.NOT_COUNTED)


def test_what_is_judged_at_the_close_reserves_nothing_now() -> None:
    later = replace(EACH, judged=Judgement.AT_CLOSE)
    found = effect(Moment(terms=later, cost_cents=COST_CENTS, free_cents=500_00), contribution(1, 50_00))
    assert (found.due_cents, found.reserved_cents) == (50_00, 0)


def test_after_the_threshold_the_part_of_the_pool_falls_by_what_is_given() -> None:
    told = (contribution(1, 650_00),)
    moment = Moment(terms=THRESHOLD, cost_cents=COST_CENTS, free_cents=500_00, contributions=told, is_reached=True)
    found = effect(moment, contribution(2, 50_00))
    assert (found.crosses, found.before_cents, found.after_cents, found.reserved_cents) == (False, 350_00, 300_00, 0)
