"""The stored form of a decision: canonical JSON that carries its own SHA-256, and its recomputation by anyone.

The record holds every input; donors appear only as donation ids and opaque keys. Keep it as text, byte for byte.
Recomputing proves that the result follows from the inputs and that nothing was changed after the hash; that the inputs
are the city's donations and pool is proved by comparing them with the ledger.
"""

import json
from datetime import UTC, datetime
from typing import Any

from apps.calls.rules.canonical import canonical_json, sha256_of
from apps.calls.rules.vocabulary import Channel, DonorKind, Relation
from apps.kernel.errors import DomainError
from apps.matching.rules.boosts import Announcement
from apps.matching.rules.decision import Decision, DecisionInputs, Phase, Turn, decide
from apps.matching.rules.eligibility import Contribution

FORMAT = "colletta-decision@2"


def to_json(decision: Decision) -> str:
    """Return the canonical JSON of a decision; its key `sha256` is the hash of the rest in canonical form."""
    body = _body(decision)
    return canonical_json({**body, "sha256": sha256_of(body)})


def sha256_in(record_json: str) -> str:
    """Return the hash that a record carries."""
    return str(json.loads(record_json)["sha256"])


def recompute(record_json: str) -> list[str]:
    """Return every difference between a stored record and its recomputation; empty when there is none.

    Checks the text's canonical form, its hash, the hash of the rules document, and each figure of the result.
    """
    try:
        stored = json.loads(record_json)
        body = {name: value for name, value in stored.items() if name != "sha256"}
        differences = _of_form(record_json, stored, body)
        computed = json.loads(canonical_json(_body(decide(_inputs(body["inputs"])))))
    except (ValueError, TypeError, KeyError, AttributeError, DomainError) as error:
        return [f"record: cannot be recomputed ({type(error).__name__}: {error})"]
    return differences + _between("", body, computed)


def _of_form(record_json: str, stored: dict[str, Any], body: dict[str, Any]) -> list[str]:
    found = []
    if canonical_json(stored) != record_json:
        found.append("record: not in canonical form")
    if stored.get("sha256") != sha256_of(body):
        found.append(f"sha256: stored {stored.get('sha256')}, computed {sha256_of(body)}")
    rules = body["inputs"]["rules"]
    if rules["sha256"] != sha256_of(rules["document"]):
        found.append(f"inputs.rules.sha256: stored {rules['sha256']}, computed {sha256_of(rules['document'])}")
    return found


def _between(path: str, stored: object, computed: object) -> list[str]:
    if isinstance(stored, dict) and isinstance(computed, dict):
        names = sorted({*stored, *computed})
        return [
            line
            for name in names
            for line in _between(f"{path}.{name}".lstrip("."), stored.get(name), computed.get(name))
        ]
    if type(stored) is type(computed) and stored == computed:
        return []
    return [f"{path}: stored {canonical_json(stored)}, computed {canonical_json(computed)}"]


def _body(decision: Decision) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "inputs": _stored(decision.inputs),
        "rules": dict(decision.rules),
        "result": {
            "donations": [vars(each) for each in decision.judged],
            "matches": [vars(each) for each in decision.matches],
            "eligible_cents": decision.eligible_cents,
            "distinct_donors": decision.distinct_donors,
            "threshold_cents": decision.threshold_cents,
            "reached": decision.reached,
            "entitlement_cents": decision.entitlement_cents,
            "granted_cents": decision.granted_cents,
            "refund_fees_cents": decision.refund_fees_cents,
            "outcome": decision.outcome,
            "reasons": list(decision.reasons),
        },
    }


def _stored(inputs: DecisionInputs) -> dict[str, Any]:
    contributions = sorted(inputs.contributions, key=lambda each: each.donation_id)
    opened_at = inputs.opened_at
    return {
        "rules": {
            "number": inputs.rules_number,
            "sha256": inputs.rules_sha256,
            "document": dict(inputs.document),
        },
        "campaign_id": inputs.campaign_id,
        "cost_cents": inputs.cost_cents,
        "category": inputs.category,
        "opened_at": opened_at.astimezone(UTC).isoformat() if opened_at else None,
        "announcements": [vars(each) for each in inputs.announcements],
        "contributions": [vars(each) for each in contributions],
        "free_cents": inputs.free_cents,
        "reserved_cents": inputs.reserved_cents,
        "queue": [vars(each) for each in inputs.queue],
        "phase": inputs.phase,
    }


def _inputs(stored: dict[str, Any]) -> DecisionInputs:
    return DecisionInputs(
        rules_number=stored["rules"]["number"],
        rules_sha256=stored["rules"]["sha256"],
        document=stored["rules"]["document"],
        campaign_id=stored["campaign_id"],
        cost_cents=stored["cost_cents"],
        category=stored["category"],
        opened_at=datetime.fromisoformat(stored["opened_at"]) if stored["opened_at"] else None,
        announcements=tuple(Announcement(**each) for each in stored["announcements"]),
        contributions=tuple(_contribution(each) for each in stored["contributions"]),
        free_cents=stored["free_cents"],
        reserved_cents=stored["reserved_cents"],
        queue=tuple(Turn(**each) for each in stored["queue"]),
        phase=Phase(stored["phase"]),
    )


def _contribution(stored: dict[str, Any]) -> Contribution:
    words = {
        "channel": Channel(stored["channel"]),
        "donor_kind": DonorKind(stored["donor_kind"]),
        "relation": Relation(stored["relation"]),
    }
    return Contribution(**{**stored, **words})
