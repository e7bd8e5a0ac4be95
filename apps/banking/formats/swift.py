"""MT940 (SWIFT), read by the mt-940 library, which is given text only and kept from logging what is in it.

Whatever the library raises is a refusal: its errors are those that its patterns happen to meet.
"""

import decimal
import io
import logging
from typing import Any

import mt940
from mt940.models import Amount, Balance, Transaction

from apps.banking.formats.errors import StatementRefused
from apps.banking.rules.lines import (
    MAX_CENTS,
    NAME_LENGTH,
    REFERENCE_LENGTH,
    TEXT_LENGTH,
    ParsedStatement,
    StatementLine,
    clean,
)

logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)

_OPTIONS = mt940.Options.all()
_ENCODINGS = ("utf-8", "cp1252")


def read(data: bytes) -> list[ParsedStatement]:
    """Return the statements of an MT940 file. Raises StatementRefused."""
    try:
        found = mt940.parse_statements(io.StringIO(_decoded(data)), options=_OPTIONS)
        statements = [
            ParsedStatement(
                clean(block.data.get("account_identification"), 40).replace(" ", ""),
                tuple(_line(row) for row in block if row.data.get("amount") is not None),
                _balance(block.data.get("final_opening_balance")),
                _balance(block.data.get("final_closing_balance")),
            )
            for block in found
        ]
    except StatementRefused:
        raise
    except Exception as error:
        raise StatementRefused("Il file non è un estratto conto MT940 che si riesca a leggere.") from error
    if not statements:
        raise StatementRefused("Il file non è un estratto conto MT940: manca il campo :20:.")
    return statements


def _decoded(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StatementRefused("Il file MT940 non è un testo leggibile.")


def _line(row: Transaction) -> StatementLine:
    data: dict[str, Any] = row.data
    amount = data["amount"]
    if (amount.currency or data.get("currency") or "EUR") != "EUR":
        raise StatementRefused("Il file ha un movimento in una valuta diversa dall'euro.")
    value_on = data["date"]
    booked_on = data.get("entry_date") or data.get("guessed_entry_date") or value_on
    names = ("transaction_details", "purpose", "end_to_end_reference", "additional_purpose", "extra_details")
    told = list(dict.fromkeys(clean(data.get(name), TEXT_LENGTH) for name in names))
    return StatementLine(
        booked_on=booked_on,
        value_on=value_on,
        amount_cents=_cents(amount.amount),
        bank_reference=clean(data.get("bank_reference"), REFERENCE_LENGTH),
        end_to_end=clean(data.get("end_to_end_reference") or data.get("customer_reference"), REFERENCE_LENGTH),
        counterparty_name=clean(data.get("applicant_name"), NAME_LENGTH),
        counterparty_iban=clean(data.get("applicant_iban"), 34),
        remittance=clean(" ".join(text for text in told if text), TEXT_LENGTH),
        is_reversal="R" in str(data.get("status") or "").upper(),
    )


def _balance(told: Balance | None) -> int | None:
    amount = told.amount if told else None
    return _cents(amount.amount) if isinstance(amount, Amount) and amount.currency == "EUR" else None


def _cents(amount: decimal.Decimal) -> int:
    cents = amount.scaleb(2)
    if not amount.is_finite() or cents != cents.to_integral_value() or abs(cents) >= MAX_CENTS:
        raise ValueError("an amount is whole cents")
    return int(cents)
