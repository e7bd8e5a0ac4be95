"""The life of a dispute: the money leaves, evidence is judged, the money comes back or stays away.

An inquiry moves no money until it is escalated. The fee of evidence (given back when it wins) is not modelled.
Amounts in integer cents. Source: https://docs.stripe.com/disputes/how-disputes-work
"""

from colletta.local.stripe_simulator import balance, chores, events, objects
from colletta.local.stripe_simulator.context import Context, Json, new_id

ANSWER_SECONDS = 9 * 24 * 3600
INQUIRY = "inquiry"
OPEN = ("needs_response", "under_review", "warning_needs_response", "warning_under_review")
OUTCOMES = ("won", "lost")
WITHDRAWN = ("needs_response", "under_review", "lost")
"""States in which the money is with the card's bank, so that the charge cannot be refunded."""

EVIDENCE = (
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
)


NO_EVIDENCE: Json = {
    "enhanced_eligibility": {},
    "has_evidence": False,
    "past_due": False,
    "submission_count": 0,
    "submission_method": "not_submitted",
}


def open_case(context: Context, charge: Json, *, reason: str) -> Json | None:
    """Dispute what is left of a paid charge, once; ``reason`` is Stripe's, or inquiry."""
    amount = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded" or amount == 0 or _of_charge(context, charge) is not None:
        return None
    inquiry = reason == INQUIRY
    dispute = _new(context, charge, amount=amount, reason="fraudulent" if inquiry else reason)
    dispute["status"] = "warning_needs_response" if inquiry else "needs_response"
    dispute["is_charge_refundable"] = inquiry
    dispute["payment_method_details"]["card"]["case_type"] = "inquiry" if inquiry else "chargeback"
    charge["disputed"] = True
    objects.save(context, charge)
    objects.insert(context, dispute)
    events.record(context, "charge.dispute.created", dispute)
    if not inquiry:
        _withdraw(context, dispute)
    return dispute


def escalate(context: Context, dispute: Json) -> None:
    """Turn an inquiry into a dispute: now the money leaves."""
    if dispute["status"].startswith("warning_") and dispute["status"] in OPEN:
        dispute |= {"status": "needs_response", "is_charge_refundable": False}
        dispute["payment_method_details"]["card"]["case_type"] = "chargeback"
        events.record(context, "charge.dispute.updated", dispute, previous={"status": "warning_needs_response"})
        _withdraw(context, dispute)


def submit(context: Context, dispute: Json) -> None:
    """Hand the evidence to the bank; Stripe's two test words make it decide by itself."""
    previous = {"status": dispute["status"]}
    warning = dispute["status"].startswith("warning_")
    dispute["status"] = "warning_under_review" if warning else "under_review"
    dispute["evidence_details"]["submission_count"] += 1
    dispute["evidence_details"]["submission_method"] = "manual"
    objects.save(context, dispute)
    events.record(context, "charge.dispute.updated", dispute, previous=previous)
    word = dispute["evidence"]["uncategorized_text"]
    if word in ("winning_evidence", "losing_evidence"):
        chores.add(context, f"dispute.{'won' if word.startswith('w') else 'lost'}", dispute["id"], wait_seconds=0)


def close(context: Context, dispute: Json, *, outcome: str) -> None:
    """Close an open dispute won or lost; an inquiry only ends."""
    if dispute["status"] not in OPEN:
        return
    previous = {"status": dispute["status"]}
    chores.drop(context, dispute["id"])
    if dispute["status"].startswith("warning_"):
        dispute["status"] = "warning_closed"
    else:
        dispute |= {"status": outcome, "is_charge_refundable": outcome == "won"}
    if dispute["status"] == "won":
        _reinstate(context, dispute)
    objects.save(context, dispute)
    events.record(context, "charge.dispute.closed", dispute, previous=previous)


def leaves_refundable(context: Context, charge: Json) -> bool:
    """Tell whether no dispute holds the money of a charge."""
    if not charge["disputed"]:
        return True
    dispute = _of_charge(context, charge)
    return dispute is None or dispute["status"] not in WITHDRAWN


def _of_charge(context: Context, charge: Json) -> Json | None:
    found = objects.page(context, "dispute", "", {"charge": charge["id"], "limit": 1}, filters=("charge",))["data"]
    return found[0] if found else None


def _withdraw(context: Context, dispute: Json) -> None:
    _book(context, dispute, amount=-dispute["amount"], category="dispute", fee=balance.DISPUTE_FEE_CENTS)
    events.record(context, "charge.dispute.funds_withdrawn", dispute)


def _reinstate(context: Context, dispute: Json) -> None:
    _book(context, dispute, amount=dispute["amount"], category="dispute_reversal", fee=0)
    events.record(context, "charge.dispute.funds_reinstated", dispute)


def _book(context: Context, dispute: Json, *, amount: int, category: str, fee: int) -> None:
    booked = balance.book(
        context,
        kind="adjustment",
        category=category,
        source=dispute,
        amount=amount,
        fee=fee,
        fee_reason="Dispute fee",
        available_on=context.now,
    )
    dispute["balance_transactions"].append(booked)
    objects.save(context, dispute)


def _new(context: Context, charge: Json, *, amount: int, reason: str) -> Json:
    brand = charge["payment_method_details"]["card"]["brand"]
    return {
        "id": new_id("du"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": context.now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(EVIDENCE), "enhanced_evidence": {}},
        "evidence_details": {**NO_EVIDENCE, "due_by": context.now + ANSWER_SECONDS},
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {"brand": brand, "case_type": "chargeback", "network": brand, "network_reason_code": "10.4"},
            "type": "card",
        },
        "reason": reason,
        "status": "needs_response",
    }
