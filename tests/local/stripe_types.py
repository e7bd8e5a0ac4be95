"""Holds an answer against the classes of the pinned `stripe` library, which are generated from Stripe's OpenAPI.

Owns the comparison: a field that the class has not, a required one that is missing, a type or a word that it does not
know. Strict where the library is open: a vocabulary is taken as closed.
"""

import types
import typing
from typing import Any

import stripe
from stripe._list_object import ListObject
from stripe._object_classes import get_object_class
from stripe._stripe_object import UntypedStripeObject

NONE = type(None)
SCALARS = (str, int, float, bool)


def problems(body: dict[str, Any], path: str = "") -> list[str]:
    """Return what is wrong with a Stripe object, found by its `object`; lists are read item by item."""
    name = body["object"]
    where = path or name
    if name == "list":
        return [found for index, item in enumerate(body["data"]) for found in problems(item, f"{where}[{index}]")]
    found = _of_class(body, get_object_class("V1", name), where)
    if name == "event":
        found += problems(body["data"]["object"], f"{where}.data.object")
    return found


def _of_class(body: Any, cls: type, path: str) -> list[str]:
    if not isinstance(body, dict):
        return [f"{path}: {body!r} is not an object"]
    fields = {
        name: kind for name, kind in cls.__annotations__.items() if typing.get_origin(kind) is not typing.ClassVar
    }
    found = [f"{path}.{name}: {cls.__qualname__} has no such field" for name in body if name not in fields]
    for name, kind in fields.items():
        if name in body:
            found += _of_kind(body[name], kind, f"{path}.{name}")
        elif not _may_be_none(kind):
            found.append(f"{path}.{name}: missing")
    return found


def _of_kind(value: Any, kind: Any, path: str) -> list[str]:
    origin, options = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return []
    if origin in (typing.Union, types.UnionType):
        return _of_union(value, options, path)
    if origin is typing.Literal:
        return [] if value in options else [f"{path}: {value!r} is none of {', '.join(map(str, options))}"]
    if origin is list:
        if not isinstance(value, list):
            return [f"{path}: {value!r} is not a list"]
        return [found for index, item in enumerate(value) for found in _of_kind(item, options[0], f"{path}[{index}]")]
    if origin in (dict, UntypedStripeObject) or kind is UntypedStripeObject:
        return [] if isinstance(value, dict) else [f"{path}: {value!r} is not a mapping"]
    if origin is ListObject or isinstance(kind, typing.ForwardRef | str):
        ours = isinstance(value, dict) and "object" in value
        return problems(value, path) if ours else [f"{path}: {value!r} is not an object of Stripe"]
    if kind in SCALARS:
        right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
        return [] if right else [f"{path}: {value!r} is not {kind.__name__}"]
    return _of_class(value, kind, path) if isinstance(kind, type) and issubclass(kind, stripe.StripeObject) else []


def _of_union(value: Any, options: tuple[Any, ...], path: str) -> list[str]:
    if value is None:
        return [] if NONE in options else [f"{path}: null"]
    closed = any(typing.get_origin(option) is typing.Literal for option in options)
    tried = [option for option in options if option is not NONE and not (closed and option is str)]
    found = [_of_kind(value, option, path) for option in tried]
    return [] if any(not wrong for wrong in found) else min(found, key=len)


def _may_be_none(kind: Any) -> bool:
    return typing.get_origin(kind) in (typing.Union, types.UnionType) and NONE in typing.get_args(kind)
