"""Files for a spreadsheet: the one writer of CSV, and what keeps a cell from being a formula. Owns no columns.

An XLSX file has typed cells and is written by `apps.backoffice.lists`, with formulas switched off.
"""

import csv
import re
from collections.abc import Iterable
from typing import IO

from django.http import HttpResponse
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
