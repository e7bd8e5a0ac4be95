"""The office's menu: which entries a person sees, where they are now, what waits behind an entry.

Owns no entry: `views.frame.NAVIGATION` lists them, and adding one is a line there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from apps.people.roles import Role

HOME = "/gestione/"
GROUPS = ("", "Campagne", "Denaro", "Persone e contenuti", "Impostazioni")


@dataclass(frozen=True)
class Entry:
    """A page of the menu; `roles` are those that its view lets in, `badge` counts what waits there in one query."""

    group: str
    label: str
    path: str
    roles: frozenset[Role]
    badge: Callable[[], int] | None = None


@dataclass(frozen=True)
class Shown:
    """An entry as a person sees it; `current` is the value of aria-current."""

    label: str
    path: str
    badge: int
    current: str


@dataclass(frozen=True)
class Group:
    """The entries of one group that a person sees."""

    label: str
    entries: list[Shown]


def menu_of(entries: Sequence[Entry], roles: frozenset[Role], path: str) -> list[Group]:
    """Return the groups with something in them for who holds some roles, at the page of an address."""
    visible = [entry for entry in entries if entry.roles & roles]
    inside = max((entry.path for entry in visible if _is_inside(path, entry.path)), key=len, default="")
    groups = [
        Group(label, [_shown(entry, inside, path) for entry in visible if entry.group == label]) for label in GROUPS
    ]
    return [group for group in groups if group.entries]


def may_open(entries: Sequence[Entry], roles: frozenset[Role], path: str) -> bool:
    """Tell whether who holds some roles may open a page that belongs to an entry; other pages are not ours to keep."""
    inside = [entry for entry in entries if _is_inside(path, entry.path)]
    return not inside or bool(max(inside, key=lambda entry: len(entry.path)).roles & roles)


def _is_inside(path: str, entry: str) -> bool:
    return path == entry if entry == HOME else path.startswith(entry)


def _shown(entry: Entry, inside: str, path: str) -> Shown:
    current = ("page" if entry.path == path else "true") if entry.path == inside else ""
    return Shown(entry.label, entry.path, entry.badge() if entry.badge else 0, current)
