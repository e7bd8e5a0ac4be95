"""Stripe's form-encoded parameters: nesting, types, required and unknown names.

A check takes a raw value and its full name and returns the value as the endpoint uses it, or raises
Stripe's error with ``param``. Owns form, not meaning. Source: https://docs.stripe.com/error-codes
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from colletta.local.stripe_simulator import errors
from colletta.local.stripe_simulator.context import Json

Check = Callable[[Any, str], Any]

NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
METADATA_KEYS = 50
METADATA_KEY_LENGTH = 40
METADATA_VALUE_LENGTH = 500
TEXT_LENGTH = 5000


def parse(pairs: Iterable[tuple[str, str]]) -> Json:
    """Return the nested form of ``a[b][0][c]=v`` pairs; arrays stay mappings with digits as keys."""
    nested: Json = {}
    for name, value in pairs:
        match = NAME.fullmatch(name)
        if match is None:
            raise errors.invalid(f"Invalid parameter name: {name}", param=name)
        target, last = nested, match[1]
        for step in re.findall(r"\[([^\[\]]*)\]", match[2]):
            target = target.setdefault(last, {})
            if not isinstance(target, dict):
                raise errors.invalid(f"Invalid parameter nesting: {name}", param=name)
            last = step or str(len(target))
        target[last] = value
    return nested


def text(value: Any, name: str) -> str:
    """Check a string that is not empty."""
    if not isinstance(value, str):
        raise errors.invalid(f"Invalid string: {name}", param=name)
    if value == "":
        message = (
            f"You passed an empty string for '{name}'. We assume empty values are an attempt to unset a "
            f"parameter; however '{name}' cannot be unset."
        )
        raise errors.invalid(message, code="parameter_invalid_empty", param=name)
    if len(value) > TEXT_LENGTH:
        raise errors.invalid(f"Invalid string: {name} is too long", code="parameter_invalid_string", param=name)
    return value


def integer(value: Any, name: str) -> int:
    """Check a whole number."""
    if not isinstance(value, str) or not re.fullmatch(r"-?\d{1,15}", value):
        raise errors.invalid(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
    return int(value)


def integer_between(least: int, most: int) -> Check:
    """Return the check of a whole number between two bounds, both included."""

    def check(value: Any, name: str) -> int:
        number = integer(value, name)
        if not least <= number <= most:
            message = f"This value must be between {least} and {most} (both included): {name}"
            raise errors.invalid(message, code="parameter_invalid_integer", param=name)
        return number

    return check


def boolean(value: Any, name: str) -> bool:
    """Check ``true`` or ``false``."""
    if value not in ("true", "false"):
        raise errors.invalid(f"Invalid boolean: {value}", param=name)
    return bool(value == "true")


def one_of(*choices: str) -> Check:
    """Return the check of one of some words."""

    def check(value: Any, name: str) -> str:
        if value not in choices:
            raise errors.invalid(f"Invalid {name}: must be one of {', '.join(choices)}", param=name)
        return str(value)

    return check


def url(value: Any, name: str) -> str:
    """Check an absolute http(s) address."""
    address = text(value, name)
    if not re.match(r"https?://[^/\s]+", address):
        raise errors.invalid("Not a valid URL", code="url_invalid", param=name)
    return address


def metadata(value: Any, name: str) -> dict[str, str]:
    """Check a flat mapping of strings within Stripe's limits (50 keys of 40 characters, values of 500)."""
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise errors.invalid(f"Invalid object: {name}", param=name)
    if len(value) > METADATA_KEYS:
        raise errors.invalid(f"You can have up to {METADATA_KEYS} metadata keys", param=name)
    for key, item in value.items():
        if len(key) > METADATA_KEY_LENGTH or len(item) > METADATA_VALUE_LENGTH:
            raise errors.invalid(f"Metadata too long: {name}[{key}]", param=f"{name}[{key}]")
    return value


def moment_or_range(value: Any, name: str) -> dict[str, int]:
    """Check a Unix time or its bounds ``gt``, ``gte``, ``lt``, ``lte``; returned always as bounds."""
    if isinstance(value, str):
        moment = integer(value, name)
        return {"gte": moment, "lte": moment}
    bounds: dict[str, int] = shape(dict.fromkeys(("gt", "gte", "lt", "lte"), integer))(value, name)
    return bounds


def shape(fields: Mapping[str, Check], *, required: tuple[str, ...] = ()) -> Check:
    """Return the check of a mapping with these fields and no other."""

    def check(value: Any, name: str = "") -> Json:
        if not isinstance(value, dict):
            raise errors.invalid(f"Invalid object: {name}", param=name)
        for key in value:
            if key not in fields:
                full = _full_name(name, key)
                raise errors.invalid(f"Received unknown parameter: {full}", code="parameter_unknown", param=full)
        for key in required:
            if key not in value:
                full = _full_name(name, key)
                raise errors.invalid(f"Missing required param: {full}.", code="parameter_missing", param=full)
        return {key: fields[key](item, _full_name(name, key)) for key, item in value.items()}

    return check


def each(item_check: Check) -> Check:
    """Return the check of an array of such items."""

    def check(value: Any, name: str) -> list[Any]:
        if not isinstance(value, dict) or not all(key.isdigit() for key in value):
            raise errors.invalid(f"Invalid array: {name}", param=name)
        ordered = sorted(value.items(), key=lambda entry: int(entry[0]))
        return [item_check(item, f"{name}[{key}]") for key, item in ordered]

    return check


def _full_name(name: str, key: str) -> str:
    return f"{name}[{key}]" if name else key
