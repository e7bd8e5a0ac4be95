"""Lists of the office: what an address may ask, what a file may hold."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.http import QueryDict
from lxml import etree

from apps.backoffice import lists
from apps.backoffice.lists.reading import every_row

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Filters(lists.Filters):
    stato = forms.ChoiceField(label="Stato", choices=[("", "Tutti"), ("a", "A"), ("b", "B")], initial="a")


TABLE = lists.Table(
    file="prova",
    title="Prova",
    columns=(
        lists.text("nome", "Nome", lambda row: row["name"], sort=True),
        lists.money("importo", "Importo", lambda row: row["cents"], sort=True),
        lists.day("giorno", "Giorno", lambda row: row.get("day")),
        lists.moment("ora", "Ora", lambda row: row.get("at")),
        lists.link("pagina", "Pagina", lambda row: lists.Link(row["name"], "/gestione/")),
        lists.state("stato", "Stato", lambda row: lists.State("Aperto", "info")).exported(),
    ),
    filters=Filters,
    search=("name",),
    order="nome",
    page_size=2,
)
ROWS = [
    {"name": "beta", "cents": 200, "day": date(2026, 3, 1), "at": MOMENT},
    {"name": "Alfa", "cents": -5},
    {"name": "gamma", "cents": 123456, "day": None},
]


def listed(address: str, rows=ROWS, table=TABLE):
    return lists.read(QueryDict(address), table, lambda asked: rows)


def names(found) -> list[str]:
    return [row[0][1] for row in found.rows]


def downloaded(form: str, rows, table=TABLE) -> bytes:
    with lists.EXPORTS[form][0](table, every_row(rows, table)) as file:
        return file.read()


def test_a_list_sorts_by_what_a_header_says_and_by_nothing_else():
    assert names(listed("")) == ["Alfa", "beta"]
    assert names(listed("ordina=-importo")) == ["gamma", "beta"]
    for wrong in ("ordina=giorno", "ordina=password", "ordina=--nome", "ordina=name;drop", "ordina=-", "ordina="):
        assert names(listed(wrong)) == ["Alfa", "beta"], wrong


def test_words_are_found_without_their_accents_and_with_others():
    rows = [{"name": "Niccolò Città", "cents": 1}, {"name": "Ada", "cents": 2}]
    for words in ("niccolo", "NICCOLÒ citta", "nìccolo"):
        assert names(listed(f"q={words}", rows)) == ["Niccolò Città"], words
    assert names(listed("q=%25", rows)) == []


def test_headers_say_how_the_list_is_sorted_and_keep_the_filters():
    headers = {header.column.name: header for header in listed("stato=b&page=2&ordina=-importo").headers}
    assert headers["importo"].aria_sort == "descending"
    assert headers["importo"].path == "?stato=b&ordina=importo"
    assert (headers["nome"].aria_sort, headers["nome"].path) == ("none", "?stato=b&ordina=nome")
    assert (headers["giorno"].aria_sort, headers["giorno"].path) == ("", "")


def test_a_filter_asks_its_own_initial_value_until_another_is_asked_and_nothing_unknown():
    seen = []
    for address in ("", "stato=b", "stato=", "stato=zeta", "altro=1"):
        lists.read(QueryDict(address), TABLE, lambda asked: seen.append(asked["stato"]) or ROWS)
    assert seen == ["a", "b", "", "", "a"]
    assert "stato" in listed("stato=zeta").filters.errors


@pytest.mark.parametrize("words", ["q=BET", "q=aperto+bet", "q=bet%20"])
def test_words_are_looked_for_in_the_cells(words):
    assert names(listed(words)) == ["beta"]


def test_words_that_no_database_takes_are_refused_with_a_reason():
    for address in ("q=%00", "q=" + "a" * 81):
        found = listed(address)
        assert found.count == len(ROWS)
        assert "q" in found.filters.errors


@pytest.mark.parametrize("page", ["page=2", "page=99", "page=-1", "page=x"])
def test_any_page_number_gives_a_page(page):
    assert listed(page).count == len(ROWS)


def test_a_csv_has_every_row_in_words_that_an_italian_spreadsheet_reads():
    body = downloaded("csv", ROWS)
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Nome", "Importo", "Giorno", "Ora", "Pagina", "Stato"]
    assert rows[1] == ["beta", "2,00", "01/03/2026", "02/03/2026 10:30:00", "beta", "Aperto"]
    assert [row[1] for row in rows[2:]] == ["-0,05", "1234,56"]


@pytest.mark.parametrize("payload", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "\n=1"])
def test_no_cell_of_a_file_is_a_formula(payload):
    rows = [{"name": payload, "cents": 1}]
    cells = list(csv.reader(io.StringIO(downloaded("csv", rows).decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    assert cells[0] == cells[4] == f"'{payload}"
    sheet = sheet_of(downloaded("xlsx", rows))
    assert not sheet.findall(".//{*}f")
    assert (
        "".join(sheet.find(".//{*}row[@r='2']/{*}c[@r='A2']").itertext()).replace("_x000D_", "\r").strip()
        == payload.strip()
    )
    assert sheet.find(".//{*}c[@r='A2']").get("t") in ("inlineStr", "s")


def test_an_xlsx_has_real_numbers_and_dates_under_a_header_that_stays():
    sheet = sheet_of(downloaded("xlsx", ROWS))
    values = {cell.get("r"): cell for cell in sheet.findall(".//{*}c")}
    assert float(values["B2"].findtext("{*}v")) == 2.0
    assert float(values["B3"].findtext("{*}v")) == -0.05
    assert int(float(values["C2"].findtext("{*}v"))) == (date(2026, 3, 1) - date(1899, 12, 30)).days
    assert sheet.find(".//{*}pane").get("state") == "frozen"


def sheet_of(book: bytes):
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return etree.fromstring(packed.read("xl/worksheets/sheet1.xml"))


def test_rows_are_prepared_page_by_page():
    sizes = []

    def prepare(rows):
        sizes.append(len(rows))
        return rows

    table = lists.Table(file="x", title="X", columns=TABLE.columns, prepare=prepare, page_size=2)
    listed("", table=table)
    list(every_row([{"name": "a", "cents": 1}] * 1_200, table))
    assert sizes == [2, 500, 500, 200]
