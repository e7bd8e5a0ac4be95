"""The comparison of two lists of movements, and of grants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.transparency.rules import Movement, compare_grants, compare_movements, difference_cents, key_of

CHARGE = Movement("charge:ch_1", 50_00, 1_00)
REFUND = Movement("refund:re_1", -50_00, 0)


def codes(processor: list[Movement], ledger: list[Movement]) -> list[str]:
    return [finding.code for finding in compare_movements(processor, ledger)]


def test_the_same_movements_in_any_order_agree() -> None:
    assert codes([CHARGE, REFUND], [REFUND, CHARGE]) == []
    assert difference_cents([CHARGE, REFUND], -1_00) == 0


@pytest.mark.parametrize(
    ("processor", "ledger", "found"),
    [
        ([CHARGE], [], ["not_in_ledger"]),
        ([], [CHARGE], ["not_at_processor"]),
        ([CHARGE], [REFUND], ["not_in_ledger", "not_at_processor"]),
        ([CHARGE], [Movement("charge:ch_1", 50_01, 1_00)], ["differs"]),
        ([CHARGE], [Movement("charge:ch_1", 50_00, 99)], ["differs"]),
        ([CHARGE], [Movement("charge:ch_1", 49_00, 0)], ["differs"]),
        ([CHARGE, CHARGE], [CHARGE], ["repeated"]),
        ([Movement("payout:po_1", -49_00, 0)], [], ["not_in_ledger"]),
    ],
)
def test_what_disagrees_is_named(processor: list[Movement], ledger: list[Movement], found: list[str]) -> None:
    assert codes(processor, ledger) == found


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8), st.data())
def test_one_cent_anywhere_is_found(amounts: list[int], data: st.DataObject) -> None:
    processor = [Movement(f"charge:{number}", cents, 0) for number, cents in enumerate(amounts)]
    assert codes(processor, list(processor)) == []
    at = data.draw(st.integers(0, len(amounts) - 1))
    ledger = list(processor)
    ledger[at] = Movement(ledger[at].key, ledger[at].amount_cents + data.draw(st.sampled_from([-1, 1])), 0)
    assert codes(processor, ledger) == ["differs"]
    assert difference_cents(processor, sum(each.net_cents for each in ledger)) in (-1, 1)


def test_kinds_that_mean_the_same_share_a_key() -> None:
    assert key_of("payment", "py_1") == "charge:py_1"
    assert key_of("payment_refund", "pyr_1") == "refund:pyr_1"
    assert key_of("adjustment", "dp_1") == "adjustment:dp_1"


def test_a_grant_that_is_not_posted_and_a_posting_that_was_not_granted_are_found() -> None:
    assert compare_grants({1: 100, 2: 0}, {1: 100, 3: 0}) == []
    assert [finding.subject for finding in compare_grants({1: 100}, {1: 99, 2: 5})] == ["campaign:1", "campaign:2"]
