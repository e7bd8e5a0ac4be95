"""What the tax agency is told of a year's gifts to one body, and what is left out, with the reason of each.

Sources: D.M. 30 January 2018 art. 1, provvedimento 9 February 2018 n. 34431, D.M. 3 February 2021: per donor the sum of
the gifts in money that natural persons paid in the year by traceable means, gifts given back left out; and apart, what
was given back in the year of gifts paid in earlier years, with the year of the gift.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stdnum.it import codicefiscale

from apps.receipts.states import Regime


class LeftOut(StrEnum):
    """Why a receipt is not told."""

    REGIME = "regime"
    LEGAL_ENTITY = "legal_entity"
    WRONG_TAX_CODE = "wrong_tax_code"
    RETURNED = "returned"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One receipt that was not cancelled for a mistake; `returned_on` is when its gift went back."""

    label: str
    tax_code: str
    donor_kind: str
    regime: str
    amount_cents: int
    deductible_cents: int
    paid_on: date
    returned_on: date | None = None


@dataclass(frozen=True)
class Row:
    """One donor's sum of a year, in cents, over a number of receipts."""

    tax_code: str
    year: int
    cents: int
    count: int


@dataclass(frozen=True)
class Omission:
    """A receipt of the year that is not told."""

    label: str
    reason: LeftOut
    cents: int


@dataclass(frozen=True)
class Flow:
    """The yearly flow of one body: sums per donor, sums given back, and what is left out."""

    year: int
    gifts: list[Row] = field(default_factory=list)
    refunds: list[Row] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    rewards_cents: int = 0
    receipts_cents: int = 0

    @property
    def told_cents(self) -> int:
        """The sum of the gifts that are told."""
        return sum(row.cents for row in self.gifts)

    @property
    def omitted_cents(self) -> int:
        """The sum of the receipts that are not told, at their whole amount."""
        return sum(omission.cents for omission in self.omissions)

    @property
    def reconciles(self) -> bool:
        """Whether told, rewards and omitted make the receipts of the year, to the cent."""
        return self.told_cents + self.rewards_cents + self.omitted_cents == self.receipts_cents


def is_person(tax_code: str) -> bool:
    """Tell whether a text is the codice fiscale of a natural person, check character included."""
    return len(tax_code) == 16 and codicefiscale.is_valid(tax_code)  # noqa: PLR2004


def build(entries: Iterable[Entry], year: int) -> Flow:
    """Return the flow of a year from all the receipts of a body; years are Italian and of the payment."""
    gifts: dict[tuple[str, int], list[int]] = defaultdict(list)
    refunds: dict[tuple[str, int], list[int]] = defaultdict(list)
    omissions, rewards_cents, receipts_cents = [], 0, 0
    for entry in sorted(entries, key=lambda entry: entry.label):
        if entry.paid_on.year == year:
            receipts_cents += entry.amount_cents
            reason = why_left_out(entry, year)
            if reason:
                omissions.append(Omission(entry.label, reason, entry.amount_cents))
            else:
                gifts[entry.tax_code, year].append(entry.deductible_cents)
                rewards_cents += entry.amount_cents - entry.deductible_cents
        elif _is_told_as_refund(entry, year):
            refunds[entry.tax_code, entry.paid_on.year].append(entry.deductible_cents)
    return Flow(year, _rows(gifts), _rows(refunds), omissions, rewards_cents, receipts_cents)


def why_left_out(entry: Entry, year: int) -> LeftOut | None:
    """Return why a receipt of the year is not told, or None."""
    if entry.regime != Regime.CTS_83:
        return LeftOut.REGIME
    if entry.donor_kind != "natural_person":
        return LeftOut.LEGAL_ENTITY
    if not is_person(entry.tax_code):
        return LeftOut.WRONG_TAX_CODE
    if entry.returned_on is not None and entry.returned_on.year <= year:
        return LeftOut.RETURNED
    return None


def _is_told_as_refund(entry: Entry, year: int) -> bool:
    returned = entry.returned_on
    return returned is not None and returned.year == year and why_left_out(entry, entry.paid_on.year) is None


def _rows(sums: dict[tuple[str, int], list[int]]) -> list[Row]:
    return [Row(tax_code, year, sum(cents), len(cents)) for (tax_code, year), cents in sorted(sums.items())]
