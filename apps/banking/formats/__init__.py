"""Readers of statements, one per format; whatever the bytes, they return lines or raise StatementRefused.

Owns no rule of matching and keeps nothing.
"""

from apps.banking.formats import camt, csv_file, swift
from apps.banking.formats.errors import StatementRefused
from apps.banking.rules.columns import CsvMapping
from apps.banking.rules.lines import ParsedStatement
from apps.banking.states import StatementFormat

__all__ = ["MAX_BYTES", "MAX_LINES", "StatementRefused", "read"]

MAX_BYTES = 5_000_000
MAX_LINES = 20_000


def read(data: bytes, statement_format: StatementFormat, mapping: CsvMapping | None = None) -> list[ParsedStatement]:
    """Return the statements in a file, in its order. Raises StatementRefused.

    Refused: too large, not in the format, with a currency other than the euro, with document type declarations.
    """
    if len(data) > MAX_BYTES:
        raise StatementRefused(f"Il file supera {MAX_BYTES // 1_000_000} MB: chiedi alla banca un periodo più breve.")
    if not data.strip():
        raise StatementRefused("Il file è vuoto.")
    if statement_format is StatementFormat.CAMT053:
        found = camt.read(data)
    elif statement_format is StatementFormat.MT940:
        found = swift.read(data)
    else:
        found = csv_file.read(data, mapping)
    if sum(len(statement.lines) for statement in found) > MAX_LINES:
        raise StatementRefused(f"Il file ha più di {MAX_LINES} movimenti: chiedi alla banca un periodo più breve.")
    return found
