"""Lines, fingerprints and balances. Pure; knows nothing of tables."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from apps.ledger.chart import Side
from apps.ledger.states import TransferState


@dataclass(frozen=True)
class Line:
    """One movement in integer cents; raises ValueError unless the amount is positive and the accounts differ."""

    debit: str
    credit: str
    amount_cents: int

    def __post_init__(self) -> None:
        if self.amount_cents <= 0:
            raise ValueError(f"a line moves a positive amount, not {self.amount_cents}")
        if self.debit == self.credit:
            raise ValueError(f"a line moves between two accounts, not within {self.debit}")


@dataclass(frozen=True)
class Balance:
    """An account in its normal direction, integer cents.

    `posted_cents` is there for good, `pending_cents` is reserved out of it, `available_cents` is the difference, and
    `incoming_cents` is reserved into it by others.
    """

    posted_cents: int = 0
    pending_cents: int = 0
    available_cents: int = 0
    incoming_cents: int = 0


def balance_of(
    side: Side, *, debits_posted: int, credits_posted: int, debits_pending: int, credits_pending: int
) -> Balance:
    """Return the balance in the account's normal direction from its four sums, in cents.

    >>> balance_of(Side.CREDIT, debits_posted=30, credits_posted=100, debits_pending=20, credits_pending=5)
    Balance(posted_cents=70, pending_cents=20, available_cents=50, incoming_cents=5)
    """
    posted, outgoing, incoming = credits_posted - debits_posted, debits_pending, credits_pending
    if side == Side.DEBIT:
        posted, outgoing, incoming = -posted, credits_pending, debits_pending
    return Balance(posted, outgoing, posted - outgoing, incoming)


def sums_by_account(lines: Iterable[Line]) -> dict[str, tuple[int, int]]:
    """Return what lines debit and credit to each account, in cents, by code.

    >>> sums_by_account([Line("psp:a", "campaign:1:donations", 50), Line("campaign:1:fees", "psp:a", 2)])
    {'campaign:1:donations': (0, 50), 'campaign:1:fees': (2, 0), 'psp:a': (50, 2)}
    """
    debits, credits = Counter[str](), Counter[str]()
    for line in lines:
        debits[line.debit] += line.amount_cents
        credits[line.credit] += line.amount_cents
    return {code: (debits[code], credits[code]) for code in sorted({*debits, *credits})}


def describe_line(state: TransferState, line: Line) -> str:
    """Return what is fingerprinted of a posted or pending line."""
    return f"{state}|{line.debit}|{line.credit}|{line.amount_cents}"


def describe_commit(reserve_key: str, amount_cents: int) -> str:
    """Return what is fingerprinted of a reservation's commitment."""
    return f"{TransferState.POSTED}|of {reserve_key}|{amount_cents}"


def describe_release(reserve_key: str) -> str:
    """Return what is fingerprinted of a reservation's release."""
    return f"{TransferState.VOID}|of {reserve_key}"


def fingerprint(descriptions: Iterable[str]) -> str:
    """Return the SHA-256 of an entry's lines, in hex; their order does not matter.

    >>> fingerprint(["b", "a"]) == fingerprint(["a", "b"]) != fingerprint(["a"])
    True
    """
    return hashlib.sha256("\n".join(sorted(descriptions)).encode()).hexdigest()
