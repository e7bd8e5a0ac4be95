"""A decision record for a person: the same figures as its JSON, with names. Amounts in cents."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import FeeBearer
from apps.matching.rules import record as records
from apps.matching.rules.decision import Limit, Outcome, Phase
from apps.matching.rules.eligibility import REASON_LABELS, Reason
from apps.matching.rules.measure import needs_the_match
from apps.matching.rules.per_donation import MatchReason
from apps.matching.wording import giver_of
from apps.portal.presenters.decision_labels import (
    LESS_THAN_NEEDED,
    LIMIT_LABELS,
    MATCH_LABELS,
    OUTCOME_LABELS,
    OUTCOMES_OF_A_MINIMUM,
    PHASE_LABELS,
)

if TYPE_CHECKING:
    from apps.matching.models import DecisionRecord


@dataclass(frozen=True)
class JudgedGift:
    """One donation in a decision, by its opaque number; with its place and match where the match is per donation."""

    number: int
    amount_cents: int
    counted_cents: int
    reason: str
    sequence: int | None
    match_cents: int | None


@dataclass(frozen=True)
class Asking:
    """Somebody who asked the same pool at the same instant."""

    title: str
    path: str
    requested_cents: int
    rank: int | None
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class DecisionLine:
    """A decision in a list."""

    path: str
    title: str
    decided_at: datetime


@dataclass(frozen=True, kw_only=True)
class DecisionPage:
    """Everything that a decision was taken from, and what it says."""

    title: str
    outcome: str
    tone: str
    giver_of: str
    threshold_label: str
    is_per_donation: bool
    limits: list[str]
    campaign_title: str
    campaign_path: str
    decided_at: datetime
    rules_number: int
    rules_sha256: str
    rule_names: list[str]
    cost_cents: int
    threshold_cents: int
    eligible_cents: int
    donors: int
    free_cents: int
    reserved_cents: int
    entitlement_cents: int
    granted_cents: int
    refund_fees_cents: int
    queue: list[Asking]
    counted: int
    gifts: list[JudgedGift]
    sha256: str
    differences: list[str]


def line(decision: "DecisionRecord") -> DecisionLine:
    """Return a decision for the list on a campaign's page."""
    return DecisionLine(
        path=f"/decisioni/{decision.pk}/",
        title=_(PHASE_LABELS[Phase(decision.phase)]),
        decided_at=decision.decided_at,
    )


def page(decision: "DecisionRecord", titles: Callable[[], Mapping[int, tuple[str, str]]]) -> DecisionPage:
    """Return a decision with every input, recomputed on the spot.

    `titles` returns title and path of the campaigns of the call; it is asked only when several were decided together.
    """
    stored = json.loads(decision.record)
    inputs, result = stored["inputs"], stored["result"]
    terms = MatchTerms.from_document(inputs["rules"]["document"])
    gifts = _gifts(inputs["contributions"], result)
    bears_fees = terms.fee_bearer is FeeBearer.MUNICIPALITY
    return DecisionPage(
        title=_(PHASE_LABELS[Phase(decision.phase)]),
        outcome=_outcome(terms, Outcome(result["outcome"])),
        tone="success" if result["reached"] else "danger",
        giver_of=giver_of(terms).of,
        threshold_label=_threshold_label(terms),
        is_per_donation=bool(result["matches"]),
        limits=[_limit(terms, Limit(reason)) for reason in result["reasons"]],
        campaign_title=decision.campaign.title,
        campaign_path=f"/campagne/{decision.campaign.slug}/",
        decided_at=decision.decided_at,
        rules_number=inputs["rules"]["number"],
        rules_sha256=inputs["rules"]["sha256"],
        rule_names=list(stored["rules"].values()),
        cost_cents=inputs["cost_cents"],
        threshold_cents=result["threshold_cents"],
        eligible_cents=result["eligible_cents"],
        donors=result["distinct_donors"],
        free_cents=inputs["free_cents"],
        reserved_cents=inputs["reserved_cents"],
        entitlement_cents=result["entitlement_cents"],
        granted_cents=result["granted_cents"],
        refund_fees_cents=result["refund_fees_cents"] if bears_fees else 0,
        queue=_queue(inputs["queue"], inputs["campaign_id"], titles() if inputs["queue"] else {}),
        counted=sum(1 for gift in gifts if gift.counted_cents),
        gifts=gifts,
        sha256=decision.sha256,
        differences=records.recompute(decision.record),
    )


def _outcome(terms: MatchTerms, outcome: Outcome) -> str:
    labels = OUTCOMES_OF_A_MINIMUM if needs_the_match(terms) else OUTCOME_LABELS
    return _(labels[outcome]) % {"giver": giver_of(terms).name}


def _limit(terms: MatchTerms, limit: Limit) -> str:
    is_minimum = limit is Limit.TOO_LITTLE_MONEY and needs_the_match(terms)
    return _(LESS_THAN_NEEDED if is_minimum else LIMIT_LABELS[limit])


def _threshold_label(terms: MatchTerms) -> str:
    if needs_the_match(terms):
        told = _("Donazioni che servivano, con i soldi %(of)s, per coprire il costo")
        return told % {"of": giver_of(terms).of}
    return _("Soglia da raggiungere")


def _queue(queue: list[dict[str, Any]], own_id: int, titles: Mapping[int, tuple[str, str]]) -> list[Asking]:
    found: dict[int, Asking] = {}
    for turn in queue:
        campaign_id = turn["campaign_id"]
        title, path = titles.get(campaign_id, (_("Campagna %(number)s") % {"number": campaign_id}, ""))
        before_cents = found[campaign_id].requested_cents if campaign_id in found else 0
        asked_cents = before_cents + turn["requested_cents"]
        found[campaign_id] = Asking(title, path, asked_cents, turn["rank"], campaign_id == own_id)
    return sorted(found.values(), key=lambda each: (each.rank is None, each.rank or 0))


def _gifts(contributions: list[dict[str, Any]], result: Mapping[str, Any]) -> list[JudgedGift]:
    given = {each["donation_id"]: each for each in contributions}
    matches = {each["donation_id"]: each for each in result["matches"]}
    return [_gift(given[each["donation_id"]], each, matches.get(each["donation_id"])) for each in result["donations"]]


def _gift(given: Mapping[str, Any], judged: Mapping[str, Any], matched: Mapping[str, Any] | None) -> JudgedGift:
    reason = _(REASON_LABELS[Reason(judged["reason"])])
    added = MATCH_LABELS[MatchReason(matched["reason"])] if matched else ""
    added = _(added) if added else ""
    return JudgedGift(
        number=judged["donation_id"],
        amount_cents=given["gross_cents"],
        counted_cents=judged["counted_cents"],
        reason=f"{reason}; {added}" if added else reason,
        sequence=given["sequence"],
        match_cents=matched["match_cents"] if matched else None,
    )
