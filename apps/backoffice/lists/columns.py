"""Columns of an office list: what a cell holds, how it is shown, whether its header sorts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """How a cell is written: money in cents, a moment in the city's time zone."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    MOMENT = "moment"
    STATE = "state"
    LINK = "link"


@dataclass(frozen=True)
class Link:
    """A cell that leads to a page of the office; an empty path is plain text."""

    label: str
    path: str


@dataclass(frozen=True)
class State:
    """A state in words with its tone: info, success, waiting, danger, neutral."""

    label: str
    tone: str


Cell = str | int | date | datetime | Link | State | None
Value = Callable[[Any], Cell]
Sort = tuple[str, ...] | bool
"""The fields that a queryset is ordered by; True for rows in a list, which are ordered by the cell itself."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column; `name` stands in addresses, `is_only_exported` keeps it off the page."""

    name: str
    label: str
    value: Value
    kind: Kind = Kind.TEXT
    sort: Sort = False
    is_only_exported: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the cells are set to the right."""
        return self.kind in (Kind.NUMBER, Kind.MONEY)

    def exported(self) -> "Column":
        """Return this column for the exports only."""
        return replace(self, is_only_exported=True)


def text(name: str, label: str, value: Value, *, sort: Sort = False) -> Column:
    """Return a column of plain text."""
    return Column(name=name, label=label, value=value, sort=sort)


def long_text(name: str, label: str, value: Value) -> Column:
    """Return a column of sentences, in which the codes of others may be longer than a line."""
    return Column(name=name, label=label, value=value, kind=Kind.LONG)


def number(name: str, label: str, value: Value, *, sort: Sort = False) -> Column:
    """Return a column of whole numbers."""
    return Column(name=name, label=label, value=value, kind=Kind.NUMBER, sort=sort)


def money(name: str, label: str, value: Value, *, sort: Sort = False) -> Column:
    """Return a column of amounts in cents."""
    return Column(name=name, label=label, value=value, kind=Kind.MONEY, sort=sort)


def day(name: str, label: str, value: Value, *, sort: Sort = False) -> Column:
    """Return a column of days; an instant is shown by its day in the city's time zone."""
    return Column(name=name, label=label, value=value, kind=Kind.DATE, sort=sort)


def moment(name: str, label: str, value: Value, *, sort: Sort = False) -> Column:
    """Return a column of instants."""
    return Column(name=name, label=label, value=value, kind=Kind.MOMENT, sort=sort)


def state(name: str, label: str, value: Value, *, sort: Sort = False) -> Column:
    """Return a column of states: its cells are `State`."""
    return Column(name=name, label=label, value=value, kind=Kind.STATE, sort=sort)


def link(name: str, label: str, value: Value, *, sort: Sort = False) -> Column:
    """Return a column of links: its cells are `Link`."""
    return Column(name=name, label=label, value=value, kind=Kind.LINK, sort=sort)


def plain(cell: Cell) -> str | int | date | datetime | None:
    """Return what a cell says without how it is shown."""
    return cell.label if isinstance(cell, Link | State) else cell


def sort_key(cell: Cell) -> tuple[bool, Any]:
    """Return what rows in a list are ordered by: words without their capitals, empty cells first."""
    value = plain(cell)
    return value is not None, value.casefold() if isinstance(value, str) else value
