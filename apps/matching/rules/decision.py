"""The decision on one campaign, from frozen inputs: who counts, whether it is reached, what is granted.

Pure: the same inputs give the same decision everywhere. How a decision is stored and recomputed is in `record`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import MatchKind
from apps.matching.rules import eligibility, exhaustion, per_donation, threshold
from apps.matching.rules.boosts import Announcement
from apps.matching.rules.eligibility import Contribution, Judged
from apps.matching.rules.exhaustion import AwardReason, Request
from apps.matching.rules.measure import Measure, measure, reached_from_cents
from apps.matching.rules.per_donation import Matched
from apps.matching.rules.settled import require_settled
from apps.matching.rules.words import Limit, Outcome, Phase

__all__ = [
    "Decision",
    "DecisionInputs",
    "Limit",
    "Outcome",
    "Phase",
    "Turn",
    "decide",
    "offer_cents",
    "requests_of",
    "turns_cents",
]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One of those who ask the same pool at the same instant, in order: for how much, beside what it has. Cents.

    `rank` and `weight_cents` are of the rules that use them; see `exhaustion.Request`.
    """

    campaign_id: int
    requested_cents: int
    rank: int | None = None
    weight_cents: int | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionInputs:
    """Everything a decision depends on.

    `document` is the frozen rules document as published. `free_cents` is what the pool had free and `reserved_cents`
    what it held for this campaign at that instant, reserved or committed. `queue` names everybody who asked with it,
    where what one gets depends on the others; empty when the campaign asks alone. `opened_at` and `announcements` are
    what the boosts of a match per donation need.
    """

    rules_number: int
    rules_sha256: str
    document: Mapping[str, Any]
    campaign_id: int
    cost_cents: int
    contributions: tuple[Contribution, ...]
    free_cents: int
    reserved_cents: int
    phase: Phase
    category: str = ""
    opened_at: datetime | None = None
    announcements: tuple[Announcement, ...] = ()
    queue: tuple[Turn, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, and by which rules. Cents."""

    inputs: DecisionInputs
    rules: Mapping[str, str]
    judged: tuple[Judged, ...]
    matches: tuple[Matched, ...]
    eligible_cents: int
    distinct_donors: int
    threshold_cents: int
    reached: bool
    entitlement_cents: int
    granted_cents: int
    refund_fees_cents: int
    outcome: Outcome
    reasons: tuple[Limit, ...]


def decide(inputs: DecisionInputs) -> Decision:
    """Return the decision on one campaign; raises RulesRefused or NotSettled on rules that cannot be computed.

    Alone, the grant is taken from what the pool holds for the campaign plus what is free, so it exceeds what is held
    only when the pool is free. `first_come_whole` then gives the entitlement or nothing: what is due is never above
    what was due at the crossing unless money was given back since, and a part would be the very thing the call
    excludes, so the campaign waits. In a queue, the grant is what is held plus its own turns in the queue.
    """
    terms = MatchTerms.from_document(inputs.document).for_category(inputs.category)
    require_settled(terms)
    found = measure(terms, inputs.cost_cents, inputs.contributions, inputs.opened_at, inputs.announcements)
    offered_cents = offer_cents(terms, inputs, found.due_cents)
    reached_cents = reached_from_cents(terms, inputs.cost_cents, offered_cents)
    shortfalls = _shortfalls(terms, found, reached_cents)
    due_cents, granted_cents = (0, 0) if shortfalls else (found.due_cents, offered_cents)
    return Decision(
        inputs=inputs,
        rules=_names(terms),
        judged=found.judged,
        matches=found.matches,
        eligible_cents=found.eligible_cents,
        distinct_donors=found.distinct_donors,
        threshold_cents=reached_cents,
        reached=not shortfalls,
        entitlement_cents=due_cents,
        granted_cents=granted_cents,
        refund_fees_cents=found.refund_fees_cents if shortfalls else 0,
        outcome=_outcome(bool(shortfalls), due_cents, granted_cents),
        reasons=(*shortfalls, *_bounds(terms, due_cents, granted_cents)),
    )


def offer_cents(terms: MatchTerms, inputs: DecisionInputs, due_cents: int) -> int:
    """Return what the pool has for a campaign that is due an amount, whether it is reached or not. Cents."""
    if not inputs.queue:
        available_cents = inputs.reserved_cents + inputs.free_cents
        return exhaustion.rule_of(terms.exhaustion).grant_cents(due_cents, available_cents)
    return min(due_cents, inputs.reserved_cents + turns_cents(terms, inputs))


def turns_cents(terms: MatchTerms, inputs: DecisionInputs) -> int:
    """Return what a campaign's own turns in the queue get. Cents."""
    awards = exhaustion.allocate(terms.exhaustion, requests_of(inputs.queue), inputs.free_cents)
    return sum(
        award.granted_cents
        for turn, award in zip(inputs.queue, awards, strict=True)
        if turn.campaign_id == inputs.campaign_id
    )


def requests_of(queue: Sequence[Turn]) -> list[Request]:
    """Return the turns of a queue as the exhaustion rule takes them, ties by campaign.

    A campaign has several turns only where the rule serves them in order, one per gift.
    """
    several = len({turn.campaign_id for turn in queue}) < len(queue)
    return [
        Request(place if several else turn.campaign_id, turn.requested_cents, turn.rank, turn.weight_cents)
        for place, turn in enumerate(queue)
    ]


def _shortfalls(terms: MatchTerms, found: Measure, reached_cents: int) -> Sequence[Limit]:
    limits = []
    if found.eligible_cents < reached_cents:
        limits.append(Limit.TOO_LITTLE_MONEY)
    if found.distinct_donors < terms.counting.min_distinct_donors:
        limits.append(Limit.TOO_FEW_DONORS)
    return limits


def _bounds(terms: MatchTerms, due_cents: int, granted_cents: int) -> Sequence[Limit]:
    found = []
    if due_cents > 0 and due_cents == threshold.cap_cents_of(terms):
        found.append(Limit.CAP)
    if granted_cents < due_cents:
        found.append(Limit.POOL_SHORT)
    return found


def _names(terms: MatchTerms) -> Mapping[str, str]:
    is_per_donation = terms.kind is MatchKind.PER_DONATION
    return {
        "eligibility": eligibility.IDENTIFIER,
        "match": per_donation.IDENTIFIER if is_per_donation else threshold.base_rule(terms).IDENTIFIER,
        "exhaustion": exhaustion.rule_of(terms.exhaustion).IDENTIFIER,
    }


_OUTCOMES = {
    AwardReason.NOTHING_DUE: Outcome.NOTHING_DUE,
    AwardReason.POOL_SHORT: Outcome.WAITING,
    AwardReason.PARTIAL: Outcome.GRANTED_IN_PART,
    AwardReason.FULL: Outcome.GRANTED,
}


def _outcome(falls_short: bool, due_cents: int, granted_cents: int) -> Outcome:
    if falls_short:
        return Outcome.NOT_REACHED
    return _OUTCOMES[exhaustion.reason_of(due_cents, granted_cents)]
