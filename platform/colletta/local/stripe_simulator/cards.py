"""The published test cards and the checks of a card form. No number is ever stored.

Source: https://docs.stripe.com/testing
"""

import dataclasses
import datetime
import hashlib
import re
from collections.abc import Mapping

from colletta.local.stripe_simulator.context import Context, Json


@dataclasses.dataclass(frozen=True)
class Decline:
    """Why a bank says no: the codes and message of the API, and the words for the person who pays."""

    code: str
    decline_code: str
    message: str
    italian: str


@dataclasses.dataclass(frozen=True)
class TestCard:
    """What a published test number does."""

    brand: str = "visa"
    country: str = "US"
    decline: Decline | None = None
    needs_authentication: bool = False


GENERIC_DECLINE = Decline(
    "card_declined",
    "generic_decline",
    "Your card was declined.",
    "La carta è stata rifiutata. Provi con un'altra carta o chieda alla sua banca.",
)
INSUFFICIENT_FUNDS = Decline(
    "card_declined",
    "insufficient_funds",
    "Your card has insufficient funds.",
    "I fondi della carta non bastano. Provi con un'altra carta.",
)
EXPIRED_CARD = Decline(
    "expired_card", "expired_card", "Your card has expired.", "La carta è scaduta. Provi con un'altra carta."
)
AUTHENTICATION_FAILED = Decline(
    "payment_intent_authentication_failure",
    "authentication_required",
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new "
    "PaymentMethod to attempt to fulfill this PaymentIntent again.",
    "Il pagamento non è stato autorizzato. Può riprovare, anche con un'altra carta.",
)

MONTHS = 12
TEST_CARDS = {
    "4242424242424242": TestCard(),
    "4000003800000008": TestCard(country="IT"),
    "5555555555554444": TestCard(brand="mastercard"),
    "4000000000000002": TestCard(decline=GENERIC_DECLINE),
    "4000000000009995": TestCard(decline=INSUFFICIENT_FUNDS),
    "4000000000000069": TestCard(decline=EXPIRED_CARD),
    "4000002500003155": TestCard(country="FR", needs_authentication=True),
}


@dataclasses.dataclass(frozen=True)
class Card:
    """A card as typed on the hosted page, already checked."""

    number: str
    exp_month: int
    exp_year: int
    holder: str

    @property
    def test_card(self) -> TestCard:
        """What the number does."""
        return TEST_CARDS[self.number]

    def details(self, context: Context) -> Json:
        """Return what Stripe shows of a card; the fingerprint tells cards apart within one account."""
        digest = hashlib.sha256(f"{context.account}:{self.number}".encode()).hexdigest()
        return {
            "brand": self.test_card.brand,
            "country": self.test_card.country,
            "exp_month": self.exp_month,
            "exp_year": self.exp_year,
            "fingerprint": digest[:16],
            "funding": "credit",
            "last4": self.number[-4:],
            "network": self.test_card.brand,
            "three_d_secure": None,
            "wallet": None,
        }


def read(form: Mapping[str, str], *, today: datetime.date) -> tuple[Card | None, dict[str, str]]:
    """Return the card of a submitted form, or the Italian message of each field that is wrong."""
    number = re.sub(r"[\s-]", "", form.get("number", ""))
    expiry = _expiry(form.get("expiry", ""))
    holder = form.get("name", "").strip()
    found = {
        "number": _number_error(number),
        "expiry": _expiry_error(expiry, today),
        "cvc": None if re.fullmatch(r"\d{3,4}", form.get("cvc", "").strip()) else "Scriva le 3 cifre del codice.",
        "name": None if holder else "Scriva il nome che si legge sulla carta.",
    }
    errors = {field: message for field, message in found.items() if message}
    if errors or expiry is None:
        return None, errors
    month, year = expiry
    return Card(number=number, exp_month=month, exp_year=year, holder=holder[:200]), {}


def passes_luhn(number: str) -> bool:
    """Tell whether the digits end with their right check digit."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0


def _number_error(number: str) -> str | None:
    if not re.fullmatch(r"\d{12,19}", number):
        return "Scriva il numero della carta, di solito 16 cifre."
    if not passes_luhn(number):
        return "Il numero della carta non è valido: ricontrolli le cifre."
    if number not in TEST_CARDS:
        return "In questo ambiente di prova valgono solo le carte di prova elencate in fondo alla pagina."
    return None


def _expiry(typed: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,2})\s*/\s*(?:20)?(\d{2})|(\d{2})(\d{2})", typed.strip())
    if match is None:
        return None
    month, year = (int(part) for part in match.groups() if part is not None)
    return (month, 2000 + year) if 1 <= month <= MONTHS else None


def _expiry_error(expiry: tuple[int, int] | None, today: datetime.date) -> str | None:
    if expiry is None:
        return "Scriva la scadenza come mese e anno, per esempio 04/30."
    month, year = expiry
    if (year, month) < (today.year, today.month):
        return "La carta è scaduta: controlli mese e anno."
    return None
