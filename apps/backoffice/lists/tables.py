"""What a list of the office is, said once where its page is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from apps.backoffice.lists.columns import Column
from apps.backoffice.lists.filters import Filters

PAGE_SIZE = 50
Rows = QuerySet[Any] | Sequence[Any]
Prepare = Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A list: `file` names its downloads, `title` its caption, `order` a column (`-column` downwards).

    `search` has the fields that words are looked for in; with rows in a list, any name turns the search on and it
    looks in the cells. `prepare` turns the rows of one page, or of one piece of an export, into what columns read.
    """

    file: str
    title: str
    columns: tuple[Column, ...]
    filters: type[Filters] = Filters
    search: tuple[str, ...] = ()
    order: str = ""
    prepare: Prepare = list
    page_size: int = PAGE_SIZE
    empty_title: str = "Non c'è ancora niente"
    empty_text: str = ""
    empty_path: str = ""
    empty_label: str = ""

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns of the page."""
        return tuple(column for column in self.columns if not column.is_only_exported)

    def sortable(self, asked: str) -> Column | None:
        """Return the column that `name` or `-name` asks to sort by, None when it is unknown or does not sort."""
        name = asked.removeprefix("-")
        return next((column for column in self.columns if column.name == name and column.sort), None)
