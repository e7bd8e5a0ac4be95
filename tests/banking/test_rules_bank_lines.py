"""What a line pays: applied by itself only when everything agrees, whatever else is around it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.banking.states import LineState
from apps.matching.rules.bank_lines import Awaited, Reason, Seen, alike, judge

DAY = date(2026, 3, 31)
GIFT = Awaited(
    donation_id=1,
    organisation_id=9,
    reference="RF18539007547034",
    amount_cents=50_00,
    donor_name="Ada Rossi",
    is_payable=True,
    is_settled=False,
    last_day=DAY,
)
SEEN = Seen(organisation_id=9, amount_cents=50_00, name="ROSSI ADA", begun_on=DAY, is_reversal=False)

gifts = st.builds(
    Awaited,
    donation_id=st.integers(1, 5),
    organisation_id=st.sampled_from([9, 10]),
    reference=st.just("RF18539007547034"),
    amount_cents=st.sampled_from([50_00, 60_00]),
    donor_name=st.sampled_from(["Ada Rossi", "Ugo Bianchi", ""]),
    is_payable=st.booleans(),
    is_settled=st.booleans(),
    last_day=st.just(DAY),
)
lines = st.builds(
    Seen,
    organisation_id=st.just(9),
    amount_cents=st.sampled_from([50_00, 60_00]),
    name=st.sampled_from(["ROSSI ADA", ""]),
    begun_on=st.sampled_from([DAY, DAY + timedelta(days=1)]),
    is_reversal=st.booleans(),
)


@given(lines, st.lists(gifts, max_size=3), st.lists(gifts, max_size=3), st.booleans())
def test_only_a_line_that_agrees_in_everything_is_applied_by_itself(
    seen: Seen, named: list[Awaited], resembling: list[Awaited], mistyped: bool
) -> None:
    verdict = judge(seen, named=named, resembling=resembling, mistyped=mistyped)
    if verdict.state is LineState.MATCHED:
        (gift,) = [each for each in named if each.organisation_id == seen.organisation_id]
        assert verdict.donation_ids == (gift.donation_id,)
        assert gift.is_payable
        assert not seen.is_reversal
        assert gift.amount_cents == seen.amount_cents
        assert seen.begun_on <= gift.last_day or gift.is_settled
    known = {each.donation_id for each in [*named, *resembling] if each.organisation_id == 9}
    assert set(verdict.donation_ids) <= known
    assert (verdict.state is LineState.UNMATCHED) == (not verdict.donation_ids)


@pytest.mark.parametrize(
    ("line", "gift", "state", "reason"),
    [
        ({}, {}, LineState.MATCHED, Reason.REFERENCE),
        ({"amount_cents": 49_99}, {}, LineState.SUGGESTED, Reason.AMOUNT_DIFFERS),
        ({"begun_on": DAY + timedelta(days=1)}, {}, LineState.SUGGESTED, Reason.AFTER_DEADLINE),
        ({"begun_on": DAY + timedelta(days=1)}, {"is_settled": True}, LineState.MATCHED, Reason.REFERENCE),
        ({}, {"is_payable": False}, LineState.DOUBLE, Reason.PAID_BEFORE),
        ({}, {"organisation_id": 10}, LineState.UNMATCHED, Reason.OTHER_ACCOUNT),
        ({"is_reversal": True}, {}, LineState.UNMATCHED, Reason.REVERSAL),
    ],
)
def test_a_named_gift_is_judged_by_what_differs(
    line: dict[str, object], gift: dict[str, object], state: LineState, reason: Reason
) -> None:
    verdict = judge(replace(SEEN, **line), named=[replace(GIFT, **gift)], resembling=[])
    assert (verdict.state, verdict.reason) == (state, reason)


def test_two_references_wait_for_a_person() -> None:
    verdict = judge(SEEN, named=[GIFT, replace(GIFT, donation_id=2)], resembling=[])
    assert (verdict.state, verdict.donation_ids) == (LineState.SUGGESTED, (1, 2))


def test_a_name_alone_or_an_amount_alone_suggests_nothing() -> None:
    for other in (replace(GIFT, amount_cents=1_00), replace(GIFT, donor_name="Ugo Bianchi")):
        assert judge(SEEN, named=[], resembling=[other]).reason is Reason.NOTHING


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_of_names_has_no_order(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
