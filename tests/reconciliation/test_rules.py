"""The comparison of two lists of movements, and the nights of a city."""

import doctest
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.reconciliation import rules, wording
from apps.reconciliation.rules import Movement, differences, in_flight, key_of, key_of_entry, next_night, side_by_side

CHARGE = Movement("charge:ch_1", 50_00, 1_00)
REFUND = Movement("refund:re_1", -50_00, 0)
AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def codes(processor: list[Movement], ledger: list[Movement]) -> list[str]:
    return [found.code for found in differences(processor, ledger)]


def test_the_same_movements_in_any_order_agree() -> None:
    assert codes([CHARGE, REFUND], [REFUND, CHARGE]) == []


@pytest.mark.parametrize(
    ("processor", "ledger", "found"),
    [
        ([CHARGE], [], ["not_in_ledger"]),
        ([], [CHARGE], ["not_at_processor"]),
        ([CHARGE], [REFUND], ["not_in_ledger", "not_at_processor"]),
        ([CHARGE], [Movement("charge:ch_1", 50_01, 1_00)], ["differs"]),
        ([CHARGE], [Movement("charge:ch_1", 50_00, 99)], ["differs"]),
        ([CHARGE], [Movement("charge:ch_1", 49_00, 0)], ["differs"]),
        ([CHARGE, CHARGE], [CHARGE], ["repeated_there"]),
        ([CHARGE], [CHARGE, CHARGE], ["repeated_here"]),
        ([Movement("payout:po_1", -49_00, 0)], [], ["not_in_ledger"]),
    ],
)
def test_what_disagrees_is_named(processor: list[Movement], ledger: list[Movement], found: list[str]) -> None:
    assert codes(processor, ledger) == found


def test_what_is_repeated_differs_by_what_is_too_much() -> None:
    (found,) = differences([CHARGE, CHARGE, CHARGE], [CHARGE])
    assert found.difference_cents == 2 * 49_00


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8), st.data())
def test_one_cent_anywhere_is_found(amounts: list[int], data: st.DataObject) -> None:
    processor = [Movement(f"charge:{number}", cents, 0) for number, cents in enumerate(amounts)]
    assert codes(processor, list(processor)) == []
    at = data.draw(st.integers(0, len(amounts) - 1))
    ledger = list(processor)
    cent = data.draw(st.sampled_from([-1, 1]))
    ledger[at] = Movement(ledger[at].key, ledger[at].amount_cents + cent, 0)
    assert codes(processor, ledger) == ["differs"]
    assert sum(found.difference_cents for found in differences(processor, ledger)) == -cent


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef")))
def test_the_differences_add_up_to_the_difference_of_the_sums(theirs: list[str], ours: list[str]) -> None:
    there, here = ([Movement(key, ord(key), 1) for key in keys] for keys in (theirs, ours))
    total = rules.net_cents(there) - rules.net_cents(here)
    assert sum(found.difference_cents for found in differences(there, here)) == total


@pytest.mark.parametrize(
    ("kind", "source", "cents", "entry"),
    [
        ("charge", "ch_1", 5, "charge:ch_1"),
        ("payment", "py_1", 5, "charge:py_1"),
        ("refund", "re_1", -5, "refund:re_1"),
        ("payment_refund", "pyr_1", -5, "refund:pyr_1"),
        ("refund_failure", "re_1", 5, "refund_failure:re_1"),
        ("payout", "po_1", -5, "payout:po_1"),
        ("payout_failure", "po_1", 5, "payout_failure:po_1"),
        ("adjustment", "dp_1", -5, "dispute:dp_1:needs_response"),
        ("adjustment", "dp_1", -5, "dispute:dp_1:lost"),
        ("adjustment", "dp_1", 5, "dispute:dp_1:won"),
    ],
)
def test_every_kind_of_movement_pairs_with_the_entry_of_its_key(kind: str, source: str, cents: int, entry: str) -> None:
    assert key_of(kind, source, cents) == key_of_entry(entry, cents)
    assert rules.source_of(key_of(kind, source, cents)) == source


def test_what_a_dispute_takes_does_not_pair_with_what_it_gives_back() -> None:
    assert key_of("adjustment", "dp_1", -5) != key_of_entry("dispute:dp_1:won", 5)


def test_a_kind_that_nobody_provided_for_keeps_its_name_and_is_found() -> None:
    assert codes([Movement(key_of("stripe_fee", "txn_1", -5), -5, 0)], []) == ["not_in_ledger"]


def test_only_what_one_side_has_can_be_in_flight_and_only_while_it_is_young() -> None:
    young, settled = Movement("charge:ch_1", 5, 0, at=AT), AT - timedelta(minutes=15)
    (lonely,) = differences([young], [])
    (different,) = differences([young], [Movement("charge:ch_1", 6, 0, at=AT)])
    assert in_flight(lonely, settled)
    assert in_flight(lonely, AT)
    assert not in_flight(lonely, AT + timedelta(milliseconds=1))
    assert not in_flight(lonely, None)
    assert not in_flight(different, settled)


def test_both_books_stand_side_by_side_in_order_of_time() -> None:
    first, second = Movement("a", 1, 0, at=AT), Movement("b", 2, 0, at=AT + timedelta(hours=1))
    pairs = side_by_side([second, first], [second])
    assert [(pair.key, pair.theirs is None, pair.ours is None) for pair in pairs] == [
        ("a", False, True),
        ("b", False, False),
    ]


@given(st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: AT + timedelta(minutes=minutes)), st.text(max_size=8))
def test_the_next_night_is_within_a_day_and_in_the_small_hours(now: datetime, name: str) -> None:
    night = next_night(now, "Europe/Rome", name)
    assert timedelta() < night - now <= timedelta(hours=25)
    assert night.astimezone(ZoneInfo("Europe/Rome")).hour in (3, 4)


def test_examples_hold() -> None:
    for module in (rules, wording):
        assert doctest.testmod(module).failed == 0
