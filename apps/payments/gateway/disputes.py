"""Charges that the donor's bank questions: read, and answered."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import stripe

from apps.payments.gateway.connection import client, errors
from apps.payments.states import DisputeState

_STATES = {
    "warning_needs_response": DisputeState.INQUIRY,
    "warning_under_review": DisputeState.INQUIRY,
    "warning_closed": DisputeState.INQUIRY_CLOSED,
    "prevented": DisputeState.INQUIRY_CLOSED,
    "needs_response": DisputeState.NEEDS_RESPONSE,
    "under_review": DisputeState.UNDER_REVIEW,
    "won": DisputeState.WON,
    "lost": DisputeState.LOST,
}


@dataclass(frozen=True, kw_only=True)
class DisputeFacts:
    """What the processor says of a dispute; amounts in cents.

    `withdrawn_cents` and `reinstated_cents` are what left the account and came back, `fee_cents` what was taken for
    it and `fee_returned_cents` what of that was given back.
    """

    dispute_id: str
    charge_id: str
    state: DisputeState
    reason: str
    amount_cents: int
    opened_at: datetime
    evidence_due_at: datetime | None
    withdrawn_cents: int = 0
    fee_cents: int = 0
    reinstated_cents: int = 0
    fee_returned_cents: int = 0


def fetch_dispute(account_id: str, dispute_id: str) -> DisputeFacts:
    """Read a dispute with the movements it made."""
    with errors():
        return dispute_facts(client().v1.disputes.retrieve(dispute_id, options={"stripe_account": account_id}))


def submit_evidence(account_id: str, dispute_id: str, *, words: str, key: str) -> DisputeFacts:
    """Answer a dispute for good, once per key."""
    params: Any = {"evidence": {"uncategorized_text": words}, "submit": True}
    with errors():
        dispute = client().v1.disputes.update(
            dispute_id, params=params, options={"stripe_account": account_id, "idempotency_key": key}
        )
    return dispute_facts(dispute)


def dispute_facts(dispute: stripe.StripeObject) -> DisputeFacts:
    """Read a dispute; a state that is not known here needs a response, to be looked at."""
    data = dispute.to_dict()
    charge = data["charge"]
    movements = data.get("balance_transactions") or []
    taken = [moved for moved in movements if moved["amount"] < 0]
    returned = [moved for moved in movements if moved["amount"] > 0]
    due = (data.get("evidence_details") or {}).get("due_by")
    return DisputeFacts(
        dispute_id=data["id"],
        charge_id=charge if isinstance(charge, str) else charge["id"],
        state=_STATES.get(data["status"], DisputeState.NEEDS_RESPONSE),
        reason=data.get("reason") or "",
        amount_cents=data["amount"],
        opened_at=datetime.fromtimestamp(data["created"], UTC),
        evidence_due_at=datetime.fromtimestamp(due, UTC) if due else None,
        withdrawn_cents=-sum(moved["amount"] for moved in taken),
        fee_cents=sum(moved["fee"] for moved in taken),
        reinstated_cents=sum(moved["amount"] for moved in returned),
        fee_returned_cents=-sum(moved["fee"] for moved in returned),
    )
