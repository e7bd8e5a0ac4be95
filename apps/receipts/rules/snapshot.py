"""What a receipt says, frozen when it is issued: everything its document needs, and nothing read later.

Source: D.Lgs. 117/2017 art. 83, domain.md section 6.
"""

from dataclasses import asdict, dataclass
from datetime import date

from apps.calls.rules.canonical import sha256_of
from apps.receipts.rules.words import amount_in_words
from apps.receipts.states import Regime

LAYOUT = "receipt_1"


@dataclass(frozen=True)
class Issuer:
    """The body that received the money."""

    name: str
    tax_code: str
    runts: str
    address: str
    is_demo: bool


@dataclass(frozen=True)
class Donor:
    """Who gave."""

    kind: str
    name: str
    tax_code: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Payment:
    """The money: cents, day in Italy, means in words, reference at whoever moved it."""

    amount_cents: int
    reward_value_cents: int
    deductible_cents: int
    paid_on: date
    means: str
    reference: str


@dataclass(frozen=True)
class Wording:
    """The city's text for a regime, and its version."""

    version: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything a receipt says but its number."""

    issuer: Issuer
    donor: Donor
    payment: Payment
    campaign: str
    city: str
    regime: Regime
    wording: Wording
    issued_on: date
    is_demo: bool
    replaces: str = ""


def label(number: int, year: int) -> str:
    """Return how a receipt is called: `12/2026`."""
    return f"{number}/{year}"


def freeze(contents: Contents, *, number: int, year: int) -> dict[str, object]:
    """Return the snapshot of a receipt: plain JSON, amounts in cents, days as ISO text."""
    payment = contents.payment
    return {
        **asdict(contents),
        "layout": LAYOUT,
        "number": number,
        "year": year,
        "regime": str(contents.regime),
        "issued_on": contents.issued_on.isoformat(),
        "payment": {
            **asdict(payment),
            "paid_on": payment.paid_on.isoformat(),
            "amount_words": amount_in_words(payment.amount_cents),
        },
    }


def seal(snapshot: dict[str, object]) -> str:
    """Return the SHA-256 of a snapshot."""
    return sha256_of(snapshot)
