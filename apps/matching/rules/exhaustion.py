"""Who is paid when the pool is short.

The two rules of the first come depend on the order of the requests, which is the order in which they reached the
pool and must be stable. `ranking` follows the ranks and `pro_rata` the weights: the order of the requests changes
nothing for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from apps.calls.rules.vocabulary import Exhaustion
from apps.matching.rules import first_come_partial, first_come_whole, pro_rata, ranking
from apps.matching.rules.pro_rata import Part

TOGETHER = frozenset({Exhaustion.RANKING, Exhaustion.PRO_RATA})


class AwardReason(StrEnum):
    """Why an award is what it is."""

    FULL = "full"
    PARTIAL = "partial"
    POOL_SHORT = "pool_short"
    NOTHING_DUE = "nothing_due"


@dataclass(frozen=True)
class Request:
    """What one campaign, or one gift, may still have; `key` names it and settles ties.

    `rank` is its place in the final ranking, `weight_cents` what its part is proportional to: what it may have, unless
    a part was given before.
    """

    key: int
    entitlement_cents: int
    rank: int | None = None
    weight_cents: int | None = None


@dataclass(frozen=True)
class Award:
    """What one request gets."""

    key: int
    granted_cents: int
    reason: AwardReason


class ExhaustionRule(Protocol):
    """What the module of an exhaustion rule offers."""

    IDENTIFIER: str
    WORDING: Mapping[str, str]

    def grant_cents(self, entitlement_cents: int, available_cents: int) -> int:
        """Return what the next request in order gets, or one that is alone."""


RULES: dict[Exhaustion, ExhaustionRule] = {
    Exhaustion.FIRST_COME_PARTIAL: first_come_partial,
    Exhaustion.FIRST_COME_WHOLE: first_come_whole,
    Exhaustion.RANKING: ranking,
    Exhaustion.PRO_RATA: pro_rata,
}


def allocate(kind: Exhaustion, requests: Sequence[Request], free_cents: int) -> list[Award]:
    """Return one award per request, in the same order; their sum is never above what is free. Cents."""
    granted = _pro_rata(requests, free_cents) if kind is Exhaustion.PRO_RATA else _in_turn(kind, requests, free_cents)
    return [
        Award(request.key, part_cents, reason_of(request.entitlement_cents, part_cents))
        for request, part_cents in zip(requests, granted, strict=True)
    ]


def rule_of(kind: Exhaustion) -> ExhaustionRule:
    """Return the rule of a kind."""
    return RULES[kind]


def reason_of(entitlement_cents: int, granted_cents: int) -> AwardReason:
    """Return why this much was granted out of an entitlement."""
    if entitlement_cents <= 0:
        return AwardReason.NOTHING_DUE
    if granted_cents == 0:
        return AwardReason.POOL_SHORT
    return AwardReason.FULL if granted_cents == entitlement_cents else AwardReason.PARTIAL


def _in_turn(kind: Exhaustion, requests: Sequence[Request], free_cents: int) -> list[int]:
    rule, granted = rule_of(kind), [0] * len(requests)
    order: Sequence[int] = range(len(requests))
    if kind is Exhaustion.RANKING:
        order = ranking.order([(request.rank, request.key) for request in requests])
    for at in order:
        granted[at] = rule.grant_cents(requests[at].entitlement_cents, free_cents)
        free_cents -= granted[at]
    return granted


def _pro_rata(requests: Sequence[Request], free_cents: int) -> list[int]:
    parts = [Part(request.key, _weight(request), max(0, request.entitlement_cents)) for request in requests]
    granted = pro_rata.split(free_cents, parts)
    return [granted[request.key] for request in requests]


def _weight(request: Request) -> int:
    return max(0, request.entitlement_cents if request.weight_cents is None else request.weight_cents)
