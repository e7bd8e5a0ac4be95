"""State tables: which state may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from apps.kernel.errors import DomainError

State = TypeVar("State", bound=StrEnum)


class ForbiddenTransition(DomainError):
    """The object is in a state from which the requested one cannot be reached."""

    code = "forbidden_transition"
    status = 409


def advance(table: Mapping[State, frozenset[State]], current: State, target: State) -> State:
    """Return `target` when the table lets it follow `current`; raises ForbiddenTransition."""
    if target not in table.get(current, frozenset()):
        raise ForbiddenTransition(
            f"Il passaggio da «{current}» a «{target}» non è previsto.", current=str(current), target=str(target)
        )
    return target
