"""A decision record for a person: the same figures as its JSON, with names. Amounts in cents."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from apps.matching.rules import record as records
from apps.matching.rules.decision import Limit, Outcome, Phase
from apps.matching.rules.eligibility import REASON_LABELS, Reason

if TYPE_CHECKING:
    from apps.matching.models import DecisionRecord

PHASE_LABELS: dict[Phase, str] = {
    Phase.PROVISIONAL: "Esito provvisorio, alla scadenza della raccolta",
    Phase.DEFINITIVE: "Esito definitivo",
    Phase.ROLLOVER: "Scorrimento: nuovi soldi disponibili nella dotazione",
}
OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.NOT_REACHED: "Soglia non raggiunta",
    Outcome.GRANTED: "Soglia raggiunta: spetta l'intero contributo",
    Outcome.GRANTED_IN_PART: "Soglia raggiunta: la dotazione copre una parte del contributo",
    Outcome.WAITING: "Soglia raggiunta: la dotazione è esaurita, la campagna è in lista d'attesa",
    Outcome.NOTHING_DUE: "Soglia raggiunta: il Comune non deve aggiungere soldi",
}
LIMIT_LABELS: dict[Limit, str] = {
    Limit.TOO_LITTLE_MONEY: "Le donazioni che contano sono meno della soglia.",
    Limit.TOO_FEW_DONORS: "I donatori diversi sono meno di quelli che il bando chiede.",
    Limit.CAP: "Il contributo è il massimo che il bando dà a un progetto.",
    Limit.POOL_SHORT: "Nella dotazione del bando non c'erano abbastanza soldi liberi.",
}


@dataclass(frozen=True)
class JudgedGift:
    """One donation in a decision, by its opaque number."""

    number: int
    amount_cents: int
    counted_cents: int
    reason: str


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
    counted: int
    gifts: list[JudgedGift]
    sha256: str
    differences: list[str]


def line(decision: "DecisionRecord") -> DecisionLine:
    """Return a decision for the list on a campaign's page."""
    return DecisionLine(
        path=f"/decisioni/{decision.pk}/",
        title=PHASE_LABELS[Phase(decision.phase)],
        decided_at=decision.decided_at,
    )


def page(decision: "DecisionRecord") -> DecisionPage:
    """Return a decision with every input, recomputed on the spot."""
    stored = json.loads(decision.record)
    inputs, result = stored["inputs"], stored["result"]
    gifts = _gifts(inputs["contributions"], result["donations"])
    return DecisionPage(
        title=PHASE_LABELS[Phase(decision.phase)],
        outcome=OUTCOME_LABELS[Outcome(result["outcome"])],
        tone="success" if result["reached"] else "danger",
        limits=[LIMIT_LABELS[Limit(reason)] for reason in result["reasons"]],
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
        counted=sum(1 for gift in gifts if gift.counted_cents),
        gifts=gifts,
        sha256=decision.sha256,
        differences=records.recompute(decision.record),
    )


def _gifts(contributions: list[dict[str, int]], judged: list[dict[str, int | str]]) -> list[JudgedGift]:
    amounts = {each["donation_id"]: each["gross_cents"] for each in contributions}
    return [
        JudgedGift(
            number=int(each["donation_id"]),
            amount_cents=amounts[int(each["donation_id"])],
            counted_cents=int(each["counted_cents"]),
            reason=REASON_LABELS[Reason(str(each["reason"]))],
        )
        for each in judged
    ]
