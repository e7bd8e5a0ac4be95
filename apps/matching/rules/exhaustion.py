"""Who is paid when the pool is short.

Both rules depend on the order of the requests, which is the order in which they reached the pool; the order of equals
is the caller's and must be stable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from apps.calls.rules.vocabulary import Exhaustion
from apps.matching.rules import first_come_partial, first_come_whole
from apps.matching.rules.settled import NotSettled


class AwardReason(StrEnum):
    """Why an award is what it is."""

    FULL = "full"
    PARTIAL = "partial"
    POOL_SHORT = "pool_short"
    NOTHING_DUE = "nothing_due"


@dataclass(frozen=True)
class Request:
    """What one campaign is entitled to; `key` names it."""

    key: int
    entitlement_cents: int


@dataclass(frozen=True)
class Award:
    """What one campaign gets."""

    key: int
    granted_cents: int
    reason: AwardReason


class ExhaustionRule(Protocol):
    """What the module of an exhaustion rule offers."""

    IDENTIFIER: str
    WORDING: str

    def grant_cents(self, entitlement_cents: int, available_cents: int) -> int:
        """Return what the next request in order gets."""


RULES: dict[Exhaustion, ExhaustionRule] = {
    Exhaustion.FIRST_COME_PARTIAL: first_come_partial,
    Exhaustion.FIRST_COME_WHOLE: first_come_whole,
}


def allocate(kind: Exhaustion, requests: Sequence[Request], free_cents: int) -> list[Award]:
    """Return one award per request, in the same order; their sum is never above what is free. Cents.

    Raises NotSettled for the rules of later versions.
    """
    rule = rule_of(kind)
    awards = []
    for request in requests:
        granted_cents = rule.grant_cents(request.entitlement_cents, free_cents)
        free_cents -= granted_cents
        awards.append(Award(request.key, granted_cents, reason_of(request.entitlement_cents, granted_cents)))
    return awards


def rule_of(kind: Exhaustion) -> ExhaustionRule:
    """Return the rule of a kind; raises NotSettled."""
    if kind not in RULES:
        raise NotSettled(kind)
    return RULES[kind]


def reason_of(entitlement_cents: int, granted_cents: int) -> AwardReason:
    """Return why this much was granted out of an entitlement."""
    if entitlement_cents <= 0:
        return AwardReason.NOTHING_DUE
    if granted_cents == 0:
        return AwardReason.POOL_SHORT
    return AwardReason.FULL if granted_cents == entitlement_cents else AwardReason.PARTIAL
