"""The decision on one campaign."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.document import RulesRefused
from apps.matching.rules import record
from apps.matching.rules.decision import Decision, Limit, Outcome, decide
from apps.matching.rules.settled import NotSettled
from tests.matching.contributions import contribution
from tests.matching.decision_inputs import inputs


def test_a_campaign_above_its_threshold_is_granted_the_remaining_cost() -> None:
    decision = decide(inputs(4_000_000, 3_000_000))
    assert (decision.eligible_cents, decision.threshold_cents) == (7_000_000, 5_000_000)
    assert (decision.entitlement_cents, decision.granted_cents) == (3_000_000, 3_000_000)
    assert (decision.outcome, decision.reasons) == (Outcome.GRANTED, ())
    assert decision.rules == {
        "eligibility": "eligibility@1",
        "match": "remaining_cost@1",
        "exhaustion": "first_come_partial@1",
    }


def test_money_promised_but_not_collected_does_not_reach_the_threshold() -> None:
    promised = (contribution(1, 4_999_999), contribution(2, 2_000_000, collected=False))
    decision = decide(inputs(contributions=promised))
    assert (decision.outcome, decision.granted_cents) == (Outcome.NOT_REACHED, 0)
    assert decision.reasons == (Limit.TOO_LITTLE_MONEY,)


def test_too_few_donors_are_a_threshold_of_their_own() -> None:
    rules = {"counting": {"min_distinct_donors": 3}}
    assert decide(inputs(4_000_000, 3_000_000, rules=rules)).reasons == (Limit.TOO_FEW_DONORS,)
    assert decide(inputs(4_000_000, 2_000_000, 1_000_000, rules=rules)).outcome is Outcome.GRANTED


def test_the_cap_is_named_when_it_binds() -> None:
    decision = decide(inputs(10_000_000, cost_cents=20_000_000))
    assert (decision.granted_cents, decision.reasons) == (5_000_000, (Limit.CAP,))


def test_a_short_pool_gives_a_part_under_the_partial_rule() -> None:
    decision = decide(inputs(7_000_000, free_cents=1_000_000, reserved_cents=500_000))
    assert (decision.granted_cents, decision.outcome) == (1_500_000, Outcome.GRANTED_IN_PART)
    assert decision.reasons == (Limit.POOL_SHORT,)


def test_a_short_pool_makes_a_campaign_wait_under_the_whole_rule() -> None:
    rules = {"exhaustion": "first_come_whole"}
    short = decide(inputs(7_000_000, rules=rules, free_cents=2_999_999))
    assert (short.granted_cents, short.outcome) == (0, Outcome.WAITING)
    enough = decide(inputs(7_000_000, rules=rules, free_cents=2_000_000, reserved_cents=1_000_000))
    assert (enough.granted_cents, enough.outcome) == (3_000_000, Outcome.GRANTED)


def test_an_empty_pool_makes_a_campaign_wait_under_the_partial_rule() -> None:
    assert decide(inputs(7_000_000, free_cents=0)).outcome is Outcome.WAITING


def test_a_reservation_is_enough_for_a_grant_when_nothing_else_is_free() -> None:
    assert decide(inputs(7_000_000, free_cents=0, reserved_cents=5_000_000)).granted_cents == 3_000_000


def test_a_project_that_citizens_have_paid_alone_is_reached_and_due_nothing() -> None:
    decision = decide(inputs(10_000_000))
    assert (decision.reached, decision.outcome) == (True, Outcome.NOTHING_DUE)


def test_a_call_without_a_match_reaches_its_threshold_and_is_due_nothing() -> None:
    decision = decide(inputs(7_000_000, rules={"cap_per_project_cents": 0}, free_cents=0))
    assert (decision.reached, decision.outcome, decision.reasons) == (True, Outcome.NOTHING_DUE, ())


@pytest.mark.parametrize("rules", [{"kind": "quadratic"}])
def test_a_parameter_that_is_not_settled_refuses_the_decision(rules: dict[str, Any]) -> None:
    with pytest.raises(NotSettled):
        decide(inputs(7_000_000, rules=rules))


def test_a_document_without_a_base_refuses_the_decision() -> None:
    with pytest.raises(RulesRefused):
        decide(inputs(7_000_000, rules={"base": None}))


@given(
    gifts=st.lists(st.integers(1, 6_000_000), max_size=6),
    free_cents=st.integers(0, 8_000_000),
    reserved_cents=st.integers(0, 5_000_000),
    base=st.sampled_from(["remaining_cost", "fixed_share", "capped_remaining"]),
    exhaustion=st.sampled_from(["first_come_partial", "first_come_whole"]),
)
def test_a_grant_is_within_entitlement_cap_reservation_and_pool(
    gifts: list[int], free_cents: int, reserved_cents: int, base: str, exhaustion: str
) -> None:
    decision: Decision = decide(
        inputs(
            *gifts,
            rules={"base": base, "exhaustion": exhaustion},
            free_cents=free_cents,
            reserved_cents=reserved_cents,
        )
    )
    assert 0 <= decision.granted_cents <= decision.entitlement_cents <= 5_000_000
    assert decision.granted_cents <= reserved_cents + free_cents
    if sum(gifts) < 5_000_000:
        assert decision.granted_cents == 0
    if base != "fixed_share":
        assert sum(gifts) + decision.granted_cents <= max(sum(gifts), 10_000_000)
    assert record.recompute(record.to_json(decision)) == []


@given(
    less_cents=st.integers(0, 12_000_000),
    more_cents=st.integers(0, 12_000_000),
    free_cents=st.integers(0, 8_000_000),
    base=st.sampled_from(["remaining_cost", "fixed_share", "capped_remaining"]),
    exhaustion=st.sampled_from(["first_come_partial", "first_come_whole"]),
)
def test_with_the_same_pool_more_donations_never_mean_less_in_all(
    less_cents: int, more_cents: int, free_cents: int, base: str, exhaustion: str
) -> None:
    rules = {"base": base, "exhaustion": exhaustion}
    totals = []
    for raised_cents in sorted((less_cents, more_cents)):
        gifts = [raised_cents] if raised_cents else []
        totals.append(raised_cents + decide(inputs(*gifts, rules=rules, free_cents=free_cents)).granted_cents)
    assert totals[0] <= totals[1]
