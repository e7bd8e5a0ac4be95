"""A line of a statement as every format gives it, its amount in cents and its fingerprint. Pure, no float."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MAX_CENTS = 10**14
GROUP = 3
NAME_LENGTH, TEXT_LENGTH, REFERENCE_LENGTH = 140, 1_000, 80
_NO_REFERENCE = frozenset({"", "NONREF", "NOTPROVIDED", "NOREF", "NOT PROVIDED"})
_PLAIN = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,15})(?:\.(?P<cents>\d{1,2})0{0,6})?", re.ASCII)


class NotAnAmountError(ValueError):
    """The text is not an amount of whole cents."""


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """One movement. Signed cents: money that arrived is positive.

    `ordered_on` is the day of the payer's order, when the bank says it. `is_reversal` gives back an earlier movement.
    """

    booked_on: date
    value_on: date
    amount_cents: int
    ordered_on: date | None = None
    bank_reference: str = ""
    end_to_end: str = ""
    counterparty_name: str = ""
    counterparty_iban: str = ""
    remittance: str = ""
    is_reversal: bool = False


@dataclass(frozen=True)
class ParsedStatement:
    """The lines of one account in a file. `account` is what the file says of it: an IBAN, a number, or nothing.

    The balances before and after its lines, in signed cents, are None where the file does not say them.
    """

    account: str
    lines: tuple[StatementLine, ...]
    opening_cents: int | None = None
    closing_cents: int | None = None

    @property
    def gap_cents(self) -> int:
        """What the closing balance has more than the opening one and the lines; 0 where it cannot be told."""
        if self.opening_cents is None or self.closing_cents is None:
            return 0
        return self.closing_cents - self.opening_cents - sum(line.amount_cents for line in self.lines)


@dataclass(frozen=True)
class KeyedLine:
    """A line with what makes it the same line in another file: content, and which of the alike ones it is, from 1."""

    line: StatementLine
    fingerprint: str
    occurrence: int


def cents_of(text: str, *, decimal: str = ".", thousands: str = "") -> int:
    """Return the signed cents of an amount; raises NotAnAmountError, also for a fraction of a cent.

    >>> cents_of("1250.5"), cents_of("-0.07"), cents_of("1.250,50", decimal=",", thousands=".")
    (125050, -7, 125050)
    """
    bare = "".join(text.split())
    if thousands:
        bare = _without_groups(bare, decimal, thousands)
    if decimal != ".":
        bare = bare.replace(".", "?").replace(decimal, ".")
    found = _PLAIN.fullmatch(bare)
    if found is None:
        raise NotAnAmountError(text)
    cents = int(found["whole"]) * 100 + int((found["cents"] or "0").ljust(2, "0"))
    if cents >= MAX_CENTS:
        raise NotAnAmountError(text)
    return -cents if found["sign"] == "-" else cents


def clean(text: object, length: int) -> str:
    """Return a text on one line, without control characters, cut at a length."""
    kept = "".join(" " if unicodedata.category(char).startswith("C") else char for char in str(text or ""))
    return " ".join(kept.split())[:length]


def keyed(lines: Sequence[StatementLine]) -> list[KeyedLine]:
    """Give each line of a file its fingerprint, and number those that are alike in their order.

    With a bank's reference the line is that reference, its day and amount; without one it is its whole content. So a
    line is known again in an overlapping file, and two equal gifts of one day are two.
    """
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        mark = fingerprint(line)
        seen[mark] += 1
        found.append(KeyedLine(line, mark, seen[mark]))
    return found


def fingerprint(line: StatementLine) -> str:
    """Return the hash of what makes a line itself, spaces and case aside."""
    content: list[object] = [line.booked_on.isoformat(), line.amount_cents]
    if line.bank_reference.upper() not in _NO_REFERENCE:
        content.append(line.bank_reference.upper())
    else:
        texts = (line.end_to_end, line.counterparty_name, line.counterparty_iban, line.remittance)
        content += [line.value_on.isoformat(), *("".join(text.split()).upper() for text in texts)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def begun_on(ordered_on: date | None, booked_on: date, value_on: date) -> date:
    """Return the day on which a transfer counts as begun: the order's, or else the earlier of booking and value."""
    return ordered_on or min(booked_on, value_on)


def _without_groups(text: str, decimal: str, thousands: str) -> str:
    whole, mark, rest = text.partition(decimal)
    groups = whole.lstrip("+-").split(thousands)
    if len(groups) > 1 and not (1 <= len(groups[0]) <= GROUP and all(len(group) == GROUP for group in groups[1:])):
        raise NotAnAmountError(text)
    return whole.replace(thousands, "") + mark + rest
