"""What a rectification changes, parameter by parameter, for the public page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apps.calls.rules.vocabulary import label


@dataclass(frozen=True)
class Difference:
    """One parameter before and after; None where it was, or is, not stated."""

    field: str
    label: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any], prefix: str = "") -> list[Difference]:
    """Return the parameters in which two rules documents differ, in alphabetical order.

    >>> [(d.field, d.before, d.after) for d in differences({"pool_cents": 1, "kind": "x"}, {"pool_cents": 2})]
    [('kind', 'x', None), ('pool_cents', 1, 2)]
    """
    return list(_walk(before, after, prefix))


def _walk(before: Mapping[str, Any], after: Mapping[str, Any], prefix: str) -> Iterator[Difference]:
    for name in sorted({*before, *after}):
        old, new, field = before.get(name), after.get(name), f"{prefix}{name}"
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _walk(old, new, f"{field}.")
        elif old != new:
            yield Difference(field, label(field), old, new)
