"""The decision on one campaign, from frozen inputs: who counts, whether the threshold is reached, what is granted.

Pure: the same inputs give the same decision everywhere. How a decision is stored and recomputed is in `record`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from apps.calls.rules.terms import MatchTerms
from apps.matching.rules import eligibility, exhaustion, threshold
from apps.matching.rules.eligibility import Contribution, Judged
from apps.matching.rules.exhaustion import AwardReason
from apps.matching.rules.settled import require_settled


class Phase(StrEnum):
    """At which moment the decision is taken."""

    PROVISIONAL = "provisional"
    DEFINITIVE = "definitive"
    ROLLOVER = "rollover"


class Outcome(StrEnum):
    """What the decision says."""

    NOT_REACHED = "not_reached"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    WAITING = "waiting"
    NOTHING_DUE = "nothing_due"


class Limit(StrEnum):
    """What kept the campaign below its threshold, or bounded its grant."""

    TOO_LITTLE_MONEY = "too_little_money"
    TOO_FEW_DONORS = "too_few_donors"
    CAP = "cap"
    POOL_SHORT = "pool_short"


@dataclass(frozen=True, kw_only=True)
class DecisionInputs:
    """Everything a decision depends on.

    `document` is the frozen rules document as published, `free_cents` what the pool had free and `reserved_cents`
    what it had reserved for this campaign at that instant.
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


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, and by which rules. Cents."""

    inputs: DecisionInputs
    rules: Mapping[str, str]
    judged: tuple[Judged, ...]
    eligible_cents: int
    distinct_donors: int
    threshold_cents: int
    reached: bool
    entitlement_cents: int
    granted_cents: int
    outcome: Outcome
    reasons: tuple[Limit, ...]


def decide(inputs: DecisionInputs) -> Decision:
    """Return the decision on one campaign; raises RulesRefused or NotSettled on rules that cannot be computed.

    The grant is taken from what is reserved for the campaign plus what the pool has free, so it exceeds the
    reservation only when the pool is free. `first_come_partial` gives what is there up to the entitlement.
    `first_come_whole` gives the entitlement or nothing: what is due is never above what was due at the crossing unless
    money was given back since, and a part would be the very thing the call excludes, so the campaign waits.
    """
    terms = MatchTerms.from_document(inputs.document)
    require_settled(terms)
    judged = eligibility.judge(terms, inputs.contributions)
    eligible_cents = sum(each.counted_cents for each in judged)
    donors = eligibility.distinct_donors(inputs.contributions, judged)
    shortfalls = _shortfalls(terms, inputs.cost_cents, eligible_cents, donors)
    due_cents = 0 if shortfalls else threshold.entitlement_cents(terms, inputs.cost_cents, eligible_cents)
    sharing = exhaustion.rule_of(terms.exhaustion)
    granted_cents = sharing.grant_cents(due_cents, inputs.reserved_cents + inputs.free_cents)
    return Decision(
        inputs=inputs,
        rules={
            "eligibility": eligibility.IDENTIFIER,
            "base": threshold.base_rule(terms).IDENTIFIER,
            "exhaustion": sharing.IDENTIFIER,
        },
        judged=tuple(judged),
        eligible_cents=eligible_cents,
        distinct_donors=donors,
        threshold_cents=threshold.reached_from_cents(inputs.cost_cents, threshold.threshold_bps_of(terms)),
        reached=not shortfalls,
        entitlement_cents=due_cents,
        granted_cents=granted_cents,
        outcome=_outcome(bool(shortfalls), due_cents, granted_cents),
        reasons=(*shortfalls, *_bounds(terms, due_cents, granted_cents)),
    )


def _shortfalls(terms: MatchTerms, cost_cents: int, eligible_cents: int, donors: int) -> Sequence[Limit]:
    found = []
    if not threshold.is_reached(cost_cents, threshold.threshold_bps_of(terms), eligible_cents):
        found.append(Limit.TOO_LITTLE_MONEY)
    if donors < terms.counting.min_distinct_donors:
        found.append(Limit.TOO_FEW_DONORS)
    return found


def _bounds(terms: MatchTerms, due_cents: int, granted_cents: int) -> Sequence[Limit]:
    found = []
    if due_cents > 0 and due_cents == threshold.cap_cents_of(terms):
        found.append(Limit.CAP)
    if granted_cents < due_cents:
        found.append(Limit.POOL_SHORT)
    return found


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
