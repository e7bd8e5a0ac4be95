"""One page of a list, read as its address asks: filtered, searched, sorted. Of a queryset only the page is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict

from apps.backoffice.lists.columns import Cell, Column, plain, sort_key
from apps.backoffice.lists.filters import SEARCH, Filters
from apps.backoffice.lists.tables import Rows, Table
from apps.search.rules import bare

SORT = "ordina"
FORMAT = "formato"
PAGE = "page"
CHUNK = 500
Find = Callable[[dict[str, Any]], Rows]


@dataclass(frozen=True)
class Header:
    """A column's header; `path` sorts by it, `aria_sort` says how the list is sorted by it now."""

    column: Column
    path: str
    aria_sort: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What the template shows of a list."""

    table: Table
    filters: Filters
    headers: list[Header]
    rows: list[list[tuple[Column, Cell]]]
    page_obj: Page[Any]
    query: str
    order: str
    is_narrowed: bool

    @property
    def count(self) -> int:
        """How many rows the filters leave."""
        return int(self.page_obj.paginator.count)


def read(query: QueryDict, table: Table, find: Find) -> Listed:
    """Return the page that an address asks for; `find` gets the values of the filters by name."""
    filters = filters_of(query, table)
    order = _order(query, table)
    page = Paginator(rows_of(query, table, find), table.page_size).get_page(query.get(PAGE))
    return Listed(
        table=table,
        filters=filters,
        headers=[_header(column, order, query) for column in table.shown],
        rows=[[(column, column.value(row)) for column in table.shown] for row in table.prepare(list(page))],
        page_obj=page,
        query=_without(query, PAGE, FORMAT),
        order="" if order == table.order else order,
        is_narrowed=filters.is_narrowing(query.dict()),
    )


def filters_of(query: QueryDict, table: Table) -> Filters:
    """Return the filter form with what an address asks."""
    return table.filters(query, has_search=bool(table.search))


def rows_of(query: QueryDict, table: Table, find: Find) -> Rows:
    """Return every row that an address asks for, sorted: a queryset that is not read yet, or a list."""
    asked = filters_of(query, table).asked()
    words = str(asked.get(SEARCH) or "").split() if table.search else []
    rows, order = find(asked), _order(query, table)
    column = table.sortable(order)
    if isinstance(rows, QuerySet):
        rows = rows.filter(_holds(table.search, words)) if words else rows
        return _ordered(rows, column, order) if column else rows
    if words:
        rows = [row for row in rows if _has_words(table, row, words)]
    if column is None:
        return rows
    return sorted(rows, key=lambda row: sort_key(column.value(row)), reverse=order.startswith("-"))


def every_row(rows: Rows, table: Table) -> Iterator[Any]:
    """Yield the rows of an export, read and prepared piece by piece."""
    pieces = rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else iter(rows)
    piece: list[Any] = []
    for row in pieces:
        piece.append(row)
        if len(piece) == CHUNK:
            yield from table.prepare(piece)
            piece = []
    yield from table.prepare(piece)


def _ordered(rows: QuerySet[Any], column: Column, order: str) -> QuerySet[Any]:
    if not isinstance(column.sort, tuple):
        raise TypeError(f"Column {column.name} of a queryset names no fields to sort by.")
    sign = "-" if order.startswith("-") else ""
    return rows.order_by(*(f"{sign}{field}" for field in column.sort), f"{sign}pk")


def _holds(fields: tuple[str, ...], words: list[str]) -> Q:
    return reduce(
        and_, (reduce(or_, (Q(**{f"{field}__unaccent__icontains": word}) for field in fields)) for word in words)
    )


def _has_words(table: Table, row: Any, words: list[str]) -> bool:
    cells = bare(" ".join(str(plain(column.value(row)) or "") for column in table.columns))
    return all(bare(word) in cells for word in words)


def _order(query: QueryDict, table: Table) -> str:
    asked = query.get(SORT, "")
    return asked if table.sortable(asked) else table.order


def _header(column: Column, order: str, query: QueryDict) -> Header:
    if not column.sort:
        return Header(column, "", "")
    is_current = order.removeprefix("-") == column.name
    is_down = is_current and order.startswith("-")
    asked = column.name if is_down or not is_current else f"-{column.name}"
    rest = _without(query, PAGE, FORMAT, SORT)
    path = f"?{rest}&{SORT}={asked}" if rest else f"?{SORT}={asked}"
    return Header(column, path, ("descending" if is_down else "ascending") if is_current else "none")


def _without(query: QueryDict, *names: str) -> str:
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
