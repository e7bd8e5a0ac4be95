"""A whole list as a file: CSV for any spreadsheet, XLSX with real numbers and dates. Nothing in a cell is a formula.

The file is written on disk piece by piece, so its size costs no memory, and sent only once it is whole.
"""

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils import timezone

from apps.backoffice.lists.columns import Cell, Column, Kind, plain
from apps.backoffice.lists.tables import Table
from apps.kernel.spreadsheets import day_cell, euro_cell, moment_cell
from apps.kernel.spreadsheets import write_csv as write_cells

_WIDEST, _NARROWEST = 60, 12
_LONGEST_CELL = 32_767
Write = Callable[[Table, Iterable[Any]], IO[bytes]]


def write_csv(table: Table, rows: Iterable[Any]) -> IO[bytes]:
    """Return a CSV file at its beginning: `;`, UTF-8 with its mark, euro with a comma, local days and hours."""
    file = TemporaryFile()  # noqa: SIM115
    words = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    write_cells(words, [[column.label for column in table.columns]])
    write_cells(words, ([_in_words(column, column.value(row)) for column in table.columns] for row in rows))
    words.detach()
    file.seek(0)
    return file


def write_xlsx(table: Table, rows: Iterable[Any]) -> IO[bytes]:
    """Return an XLSX file at its beginning: the header stays in sight, columns are as wide as what they hold."""
    file = TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_sheet_name(table.title))
    formats = {kind: book.add_format({"num_format": pattern}) for kind, pattern in _PATTERNS.items()}
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    widths = [max(_NARROWEST, len(column.label) + 2) for column in table.columns]
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.label, heading)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, column in enumerate(table.columns):
            widths[at] = max(widths[at], _write(sheet, (last, at), column, column.value(row), formats))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, _WIDEST))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    book.close()
    file.seek(0)
    return file


_PATTERNS = {
    Kind.MONEY: "#,##0.00",
    Kind.NUMBER: "0",
    Kind.DATE: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy hh:mm:ss",
}
EXPORTS: dict[str, tuple[Write, str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def _write(sheet: Any, place: tuple[int, int], column: Column, cell: Cell, formats: dict[Kind, Any]) -> int:
    value = plain(cell)
    if value is None:
        return 0
    if isinstance(value, int):
        sheet.write_number(*place, value / 100 if column.kind is Kind.MONEY else value, formats.get(column.kind))
        return len(str(value)) + 4
    if isinstance(value, date):
        local = timezone.localtime(value).replace(tzinfo=None) if isinstance(value, datetime) else value
        sheet.write_datetime(*place, local, formats.get(column.kind))
        return len("00/00/0000 00:00:00") + 2
    sheet.write_string(*place, value[:_LONGEST_CELL])
    return len(value) + 2


def _in_words(column: Column, cell: Cell) -> str:
    value = plain(cell)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return moment_cell(value)
    if isinstance(value, date):
        return day_cell(value)
    if isinstance(value, str):
        return value
    return euro_cell(value) if column.kind is Kind.MONEY else str(value)


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "Elenco"
