"""From JSON to frozen values, strictly: every key is known, every value has its type, no text is longer than it may."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from apps.kernel.errors import DomainError

T = TypeVar("T")
MOST_ROWS = 60
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class ContentInvalid(DomainError):
    """The document is not a campaign's content; `where` names the place."""

    code = "content_invalid"


def read(kind: type[T], document: object, where: str = "") -> T:
    """Return a value of a dataclass from what JSON holds; raises ContentInvalid."""
    if not isinstance(document, dict):
        raise _invalid(where, "non è un oggetto")
    hints, known = _shape(kind)  # type: ignore[arg-type]
    unknown = sorted(set(document) - set(known))
    if unknown:
        raise _invalid(where, f"ha una voce sconosciuta: {unknown[0]}")
    values = {}
    for name, each in known.items():
        place = f"{where}.{name}" if where else name
        if name in document:
            values[name] = _value(hints[name], document[name], place, each.metadata)
        elif each.default is MISSING:
            raise _invalid(place, "manca")
    return kind(**values)


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return get_type_hints(kind), {each.name: each for each in fields(kind)}


def _value(hint: Any, value: object, where: str, limits: Mapping[str, int]) -> Any:
    if get_origin(hint) is tuple:
        return _rows(get_args(hint)[0], value, where, limits.get("rows", MOST_ROWS))
    if isinstance(hint, UnionType):
        return None if value is None else _value(get_args(hint)[0], value, where, limits)
    if hint is str:
        return _text(value, where, limits.get("most"))
    if hint in (int, bool):
        if type(value) is not hint or (hint is int and value < 0):  # type: ignore[operator]
            raise _invalid(where, "non è del tipo giusto")
        return value
    return read(hint, value, where)


def _rows(hint: Any, value: object, where: str, most: int) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple) or len(value) > most:
        raise _invalid(where, f"non è un elenco di al massimo {most} righe")
    return tuple(_value(hint, each, f"{where}.{at}", {}) for at, each in enumerate(value))


def _text(value: object, where: str, most: int | None) -> str:
    if not isinstance(value, str) or _CONTROLS.search(value) or (most is not None and len(value) > most):
        raise _invalid(where, f"non è un testo di al massimo {most} caratteri")
    return value


def _invalid(where: str, what: str) -> ContentInvalid:
    return ContentInvalid(f"Contenuto non valido: «{where}» {what}.", where=where)
