"""What came out of a replay, read from ledger, decisions and campaigns as plain values: text, integers, instants as
text in UTC. The keys are documented in apps/calls/editions/README.md.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from apps.calls import selectors as calls
from apps.calls.rules.vocabulary import DonorKind
from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.matching import selectors as matching
from apps.transparency import selectors as transparency
from tenants.rehearsal.stage import Stage

_RESULT = (
    "reached",
    "eligible_cents",
    "distinct_donors",
    "threshold_cents",
    "entitlement_cents",
    "granted_cents",
    "outcome",
    "reasons",
)


def report(stage: Stage, pool_source: str) -> dict[str, Any]:
    """Return everything that came out, in the order in which it happened."""
    keys = {pk: key for key, pk in stage.campaigns.items()}
    decisions = list(_decisions(keys))
    rows = [_campaign(stage, key, decisions) for key in stage.campaigns]
    version = calls.current_rules_version(stage.call_id)
    return {
        "rules": {"sha256": version.sha256, "document": version.document},
        "pool": {"source": pool_source, **vars(matching.pool_figures(stage.call_id))},
        "totals": _totals(stage, rows),
        "campaigns": rows,
        "reservations": list(_reservations(stage, keys)),
        "decisions": decisions,
        "refusals": [{**vars(refusal), "at": _text(refusal.at)} for refusal in stage.refusals],
        "proof": _proof(),
    }


def _campaign(stage: Stage, key: str, decisions: list[dict[str, Any]]) -> dict[str, Any]:
    campaign = campaigns.get_campaign(stage.campaigns[key])
    gifts = [gift for gift in donations.list_donations(campaign.pk) if gift.collected_at]
    accounts = {name: f"campaign:{campaign.pk}:{name}" for name in ("donations", "fees", "match")}
    balances = ledger.balances(list(accounts.values()))
    cents = {name: balances[code].posted_cents for name, code in accounts.items()}
    gathered_cents = sum(gift.amount_cents for gift in gifts)
    latest = [each for each in decisions if each["campaign"] == key][-1:]
    return {
        "key": key,
        "title": campaign.title,
        "category": campaign.category,
        "rank": campaign.rank,
        "cost_cents": campaign.cost_cents,
        "state": str(campaign.state),
        "opens_at": _text(campaign.opens_at),
        "closes_at": _text(campaign.closes_at),
        "threshold_reached_at": _text(campaign.threshold_reached_at),
        "settled_at": _text(campaign.settled_at),
        "gifts": len(gifts),
        "gifts_refunded": sum(gift.state == DonationState.REFUNDED for gift in gifts),
        "gathered_cents": gathered_cents,
        "refunded_cents": gathered_cents - cents["donations"],
        "raised_cents": cents["donations"],
        "fees_cents": cents["fees"],
        "entitlement_cents": latest[0]["entitlement_cents"] if latest else 0,
        "matched_cents": cents["match"],
        "total_cents": cents["donations"] + cents["match"],
    }


def _totals(stage: Stage, rows: list[dict[str, Any]]) -> dict[str, int]:
    kinds = {gift.donor: gift.donor_kind for gift in stage.collected}
    states = [row["state"] for row in rows]
    sums = ("gifts", "gifts_refunded", "gathered_cents", "refunded_cents", "raised_cents", "fees_cents")
    refused = [refusal for refusal in stage.refusals if refusal.what == "gift_refused"]
    return {
        "campaigns_online": sum(state != "draft" for state in states),
        "campaigns_not_opened": states.count("draft"),
        "campaigns_funded": states.count("funded"),
        "campaigns_not_funded": states.count("not_funded"),
        "gifts_refused": len(refused),
        "donors": len(kinds),
        "donors_natural_persons": list(kinds.values()).count(DonorKind.NATURAL_PERSON),
        "donors_legal_entities": list(kinds.values()).count(DonorKind.LEGAL_ENTITY),
        "largest_donation_cents": max((gift.amount_cents for gift in stage.collected), default=0),
        **{name: sum(row[name] for row in rows) for name in (*sums, "matched_cents", "total_cents")},
    }


def _reservations(stage: Stage, keys: dict[int, str]) -> Iterator[dict[str, Any]]:
    code = f"pool:{stage.call_id}"
    places = {pk: place + 1 for place, pk in stage.gifts.items()}
    for row in reversed(ledger.list_transfers(code, limit=None)):
        kind, _, number = row.source.partition(":")
        match = row.credit if row.debit == code else row.debit
        yield {
            "at": _text(row.occurred_at),
            "kind": row.kind,
            "campaign": keys[int(match.split(":")[1])] if match.startswith("campaign:") else "",
            "gift": places[int(number)] if kind == "donation" else None,
            "amount_cents": row.amount_cents,
            "state": row.state,
            "key": row.key,
        }


def _decisions(keys: dict[int, str]) -> Iterator[dict[str, Any]]:
    for row in matching.list_records():
        record = json.loads(row.record)
        yield {
            "at": _text(row.decided_at),
            "campaign": keys[row.campaign_id],
            "number": row.number,
            "phase": str(row.phase),
            **{name: record["result"].get(name) for name in _RESULT},
            "sha256": row.sha256,
        }


def _proof() -> dict[str, Any]:
    recomputed = transparency.recompute_decisions()
    findings = [finding.message for finding in ledger.verify()] + [finding.message for finding in recomputed.findings]
    return {"decisions_recomputed": recomputed.looked_at["decisions"], "findings": findings}


def _text(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z") if instant else None
