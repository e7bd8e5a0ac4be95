"""Files for a spreadsheet: the one writer of CSV, and what keeps a cell from being a formula. Owns no columns.

One rule for every export: a spreadsheet set to Italian reads its days, instants and sums as what they are, whatever the
language of the page: `18/02/2027`, `18/02/2027 09:30:00` in the city's time, `1234,50`. What programs read says ISO
8601 and cents: the HTTP interface, and the archive of one's own data. An XLSX file has typed cells and is written by
`apps.backoffice.lists`, with formulas switched off.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import IO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, or skips to find one."""
_EURO = re.compile(r"-\d+,\d{2}")
_UNSAFE = re.compile(r"[^\w.-]+")


def inert(words: str) -> str:
    """Return words that a spreadsheet does not run: what it would take for a formula begins with an apostrophe.

    An amount in euro below zero is a number, and stays one.

    >>> inert("=1+1"), inert("Rossi"), inert("-2"), inert("-2,50")
    ("'=1+1", 'Rossi', "'-2", '-2,50')
    """
    return f"'{words}" if words.startswith(FORMULA) and not _EURO.fullmatch(words) else words


def day_cell(day: date) -> str:
    """Return a day, or the day of an instant that is already local.

    >>> day_cell(date(2027, 2, 18))
    '18/02/2027'
    """
    return day.strftime("%d/%m/%Y")


def moment_cell(instant: datetime, zone: tzinfo | None = None) -> str:
    """Return an instant in the city's time, or in that of a zone."""
    return timezone.localtime(instant, zone).strftime("%d/%m/%Y %H:%M:%S")


def euro_cell(cents: int) -> str:
    """Return an amount.

    >>> euro_cell(123_450), euro_cell(-5)
    ('1234,50', '-0,05')
    """
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02d}"


def write_csv(file: IO[str], rows: Iterable[Iterable[str | int | None]]) -> None:
    """Write rows to a file opened with `newline=""`: `;` between cells, nothing for None, no formula anywhere."""
    writer = csv.writer(file, delimiter=";")
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def csv_answer(name: str, rows: Iterable[Iterable[str | int | None]]) -> HttpResponse:
    """Return rows as a download in UTF-8 with its mark; `name` is the file's, without its ending."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{file_name(name)}.csv")
    write_csv(response, rows)  # type: ignore[arg-type]
    return response


def file_name(name: str) -> str:
    """Return a name without what a header or a folder would read in it.

    >>> file_name('movimenti-../"orto"\\n')
    'movimenti-..-orto-'
    """
    return _UNSAFE.sub("-", name)
