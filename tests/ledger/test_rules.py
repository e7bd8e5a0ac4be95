"""The chart of accounts, lines, balances and fingerprints."""

import pytest

from apps.ledger.chart import AccountKind, Side, UnknownAccountCode, nature_of
from apps.ledger.rules import (
    Line,
    balance_of,
    describe_commit,
    describe_line,
    describe_release,
    fingerprint,
)
from apps.ledger.states import TransferState


@pytest.mark.parametrize(
    ("code", "kind", "side"),
    [
        ("psp:acct_1Ab", AccountKind.PSP, Side.DEBIT),
        ("campaign:12:donations", AccountKind.DONATIONS, Side.CREDIT),
        ("campaign:12:fees", AccountKind.FEES, Side.DEBIT),
        ("appropriation:3", AccountKind.APPROPRIATION, Side.DEBIT),
        ("pool:3", AccountKind.POOL, Side.CREDIT),
        ("campaign:12:match", AccountKind.MATCH, Side.CREDIT),
        ("campaign:12:cleared", AccountKind.CLEARED, Side.CREDIT),
        ("treasury:reggio-emilia", AccountKind.TREASURY, Side.CREDIT),
    ],
)
def test_the_chart_knows_every_code_of_the_design(code: str, kind: AccountKind, side: Side) -> None:
    nature = nature_of(code)
    assert (nature.kind, nature.normal_side) == (kind, side)


def test_only_the_pool_is_guarded() -> None:
    codes = ["psp:a", "campaign:1:donations", "campaign:1:fees", "appropriation:1", "campaign:1:match", "treasury:a"]
    assert nature_of("pool:1").guarded
    assert not any(nature_of(code).guarded for code in codes)


@pytest.mark.parametrize(
    "code", ["", "pool", "pool:", "pool:0", "pool:x", "pool:1 ", "pool:1\n", "Pool:1", "campaign:1", "campaign:1:gifts"]
)
def test_the_chart_refuses_a_code_it_does_not_know(code: str) -> None:
    with pytest.raises(UnknownAccountCode):
        nature_of(code)


@pytest.mark.parametrize("amount_cents", [0, -1])
def test_a_line_moves_a_positive_amount(amount_cents: int) -> None:
    with pytest.raises(ValueError, match="positive amount"):
        Line("pool:1", "campaign:1:match", amount_cents)


def test_a_line_moves_between_two_accounts() -> None:
    with pytest.raises(ValueError, match="two accounts"):
        Line("pool:1", "pool:1", 1)


def test_the_two_sides_are_mirror_images() -> None:
    credit = balance_of(Side.CREDIT, debits_posted=30, credits_posted=100, debits_pending=20, credits_pending=5)
    debit = balance_of(Side.DEBIT, debits_posted=100, credits_posted=30, debits_pending=5, credits_pending=20)
    assert credit == debit


def test_every_part_of_a_line_is_in_its_fingerprint() -> None:
    line = Line("pool:1", "campaign:1:match", 100)
    descriptions = [
        describe_line(TransferState.POSTED, line),
        describe_line(TransferState.PENDING, line),
        describe_line(TransferState.POSTED, Line("pool:2", "campaign:1:match", 100)),
        describe_line(TransferState.POSTED, Line("pool:1", "campaign:2:match", 100)),
        describe_line(TransferState.POSTED, Line("pool:1", "campaign:1:match", 101)),
        describe_commit("a", 100),
        describe_commit("b", 100),
        describe_commit("a", 101),
        describe_release("a"),
        describe_release("b"),
    ]
    assert len({fingerprint([description]) for description in descriptions}) == len(descriptions)


def test_a_line_twice_is_not_the_line_once() -> None:
    assert fingerprint(["a", "a"]) != fingerprint(["a"])
