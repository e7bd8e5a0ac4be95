"""The card form of the hosted pages: what is wrong with it, in Italian, field by field. No number is ever stored."""

import dataclasses
import datetime
import re
from collections.abc import Mapping

from colletta.local.stripe_simulator.cards.catalogue import TestCard, of_number

MONTHS = 12


@dataclasses.dataclass(frozen=True)
class Card:
    """A card as typed, already checked."""

    test_card: TestCard
    exp_month: int
    exp_year: int
    holder: str


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
    test_card = of_number(number)
    if errors or expiry is None or test_card is None:
        return None, errors
    month, year = expiry
    return Card(test_card=test_card, exp_month=month, exp_year=year, holder=holder[:200]), {}


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
    if of_number(number) is None:
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
