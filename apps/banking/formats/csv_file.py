"""CSV of a bank's site, read by the columns that a person named."""

import csv
import io
from datetime import date, datetime

from apps.banking.formats.errors import StatementRefused
from apps.banking.rules.columns import DATE_FORMATS, CsvMapping
from apps.banking.rules.lines import (
    NAME_LENGTH,
    REFERENCE_LENGTH,
    TEXT_LENGTH,
    NotAnAmountError,
    ParsedStatement,
    StatementLine,
    cents_of,
    clean,
)

Row = dict[str, str]
COLUMNS = (
    "booked_on",
    "value_on",
    "ordered_on",
    "amount",
    "credit",
    "debit",
    "remittance",
    "counterparty_name",
    "counterparty_iban",
    "bank_reference",
    "currency",
)


def read(data: bytes, mapping: CsvMapping | None) -> list[ParsedStatement]:
    """Return the one statement of a CSV. Raises StatementRefused, with the number of the row that cannot be read."""
    if mapping is None:
        raise StatementRefused("Per un CSV vanno indicate le colonne.")
    lines = []
    for number, row in _rows(data, mapping):
        try:
            line = _line(row, mapping)
        except (NotAnAmountError, ValueError) as error:
            raise StatementRefused(f"Riga {number}: data o importo non si leggono con queste impostazioni.") from error
        if line.amount_cents:
            lines.append(line)
    return [ParsedStatement("", tuple(lines))]


def headings(data: bytes, mapping: CsvMapping) -> list[str]:
    """Return the headings of a CSV as its encoding and delimiter give them. Raises StatementRefused."""
    return [clean(name, TEXT_LENGTH) for name in _reader(data, mapping).fieldnames or []]


def _rows(data: bytes, mapping: CsvMapping) -> list[tuple[int, Row]]:
    reader = _reader(data, mapping)
    names = {clean(name, TEXT_LENGTH) for name in reader.fieldnames or []}
    absent = {getattr(mapping, column) for column in COLUMNS} - {""} - names
    if absent:
        raise StatementRefused(f"Nel file non c'è la colonna {', '.join(sorted(absent))}.")
    try:
        rows = [
            (reader.line_num, {clean(k, TEXT_LENGTH): clean(v, TEXT_LENGTH) for k, v in row.items()}) for row in reader
        ]
    except csv.Error as error:
        raise StatementRefused("Il file non è un CSV che si riesca a leggere.") from error
    return [(number, row) for number, row in rows if row.get(mapping.booked_on)]


def _reader(data: bytes, mapping: CsvMapping) -> "csv.DictReader[str]":
    try:
        text = data.decode(mapping.encoding)
        rest = "\n".join(text.splitlines()[mapping.skip_rows :])
        reader = csv.DictReader(io.StringIO(rest), delimiter=mapping.delimiter)
        found = reader.fieldnames
    except (UnicodeDecodeError, csv.Error) as error:
        raise StatementRefused("Il file non si legge con questa codifica: provane un'altra.") from error
    if not found:
        raise StatementRefused("Il file non ha una riga di intestazione.")
    return reader


def _line(row: Row, mapping: CsvMapping) -> StatementLine:
    if mapping.currency and row[mapping.currency].upper() not in {"", "EUR", "EURO", "€"}:
        raise StatementRefused("Il file ha un movimento in una valuta diversa dall'euro.")
    booked_on = _date(row[mapping.booked_on], mapping)
    return StatementLine(
        booked_on=booked_on,
        value_on=_optional_date(row, mapping.value_on, mapping) or booked_on,
        ordered_on=_optional_date(row, mapping.ordered_on, mapping),
        amount_cents=_cents(row, mapping),
        bank_reference=clean(_cell(row, mapping.bank_reference), REFERENCE_LENGTH),
        counterparty_name=clean(_cell(row, mapping.counterparty_name), NAME_LENGTH),
        counterparty_iban=clean(_cell(row, mapping.counterparty_iban), 34),
        remittance=row[mapping.remittance],
    )


def _cents(row: Row, mapping: CsvMapping) -> int:
    if mapping.amount:
        return _amount(row[mapping.amount], mapping)
    credit, debit = _cell(row, mapping.credit), _cell(row, mapping.debit)
    return (abs(_amount(credit, mapping)) if credit else 0) - (abs(_amount(debit, mapping)) if debit else 0)


def _amount(text: str, mapping: CsvMapping) -> int:
    bare = text.replace("€", "").replace("EUR", "").replace("\u2212", "-")
    return cents_of(bare, decimal=mapping.decimal, thousands=mapping.thousands)


def _cell(row: Row, column: str) -> str:
    return row.get(column, "") if column else ""


def _date(text: str, mapping: CsvMapping) -> date:
    return datetime.strptime(text.partition(" ")[0], DATE_FORMATS[mapping.date_format]).date()  # noqa: DTZ007


def _optional_date(row: Row, column: str, mapping: CsvMapping) -> date | None:
    text = _cell(row, column)
    return _date(text, mapping) if text else None
