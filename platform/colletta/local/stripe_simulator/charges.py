"""Charges: one attempt to take money with one card, paid or failed. Amounts in integer cents."""

from colletta.local.stripe_simulator import balance, events, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.cards import Decline
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

PAID_OUTCOME = {
    "network_status": "approved_by_network",
    "reason": None,
    "risk_level": "normal",
    "risk_score": 20,
    "seller_message": "Payment complete.",
    "type": "authorized",
}

NEW_CHARGE: Json = {
    "amount_captured": 0,
    "amount_refunded": 0,
    "application": None,
    "application_fee": None,
    "application_fee_amount": None,
    "balance_transaction": None,
    "captured": False,
    "customer": None,
    "disputed": False,
    "failure_balance_transaction": None,
    "failure_code": None,
    "failure_message": None,
    "fraud_details": {},
    "livemode": False,
    "outcome": None,
    "paid": False,
    "receipt_number": None,
    "receipt_url": None,
    "refunded": False,
    "status": "pending",
}
"""What every charge has before it is paid or declined."""


def pay(context: Context, intent: Json, method: Json) -> Json:
    """Take the money of a PaymentIntent: the charge, its balance transaction and ``charge.succeeded``."""
    charge = _new(context, intent, method)
    charge |= {"amount_captured": charge["amount"], "captured": True, "paid": True, "status": "succeeded"}
    charge["outcome"] = PAID_OUTCOME
    charge["balance_transaction"] = balance.charge_transaction(context, charge)["id"]
    objects.insert(context, charge)
    events.record(context, "charge.succeeded", charge)
    return charge


def fail(context: Context, intent: Json, method: Json, decline: Decline) -> Json:
    """Record a declined charge, which moves no money, and ``charge.failed``."""
    charge = _new(context, intent, method)
    charge |= {"failure_code": decline.code, "failure_message": decline.message, "status": "failed"}
    charge["outcome"] = {
        "network_status": "declined_by_network",
        "reason": decline.decline_code,
        "risk_level": "normal",
        "risk_score": 20,
        "seller_message": "The bank did not return any further details with this decline.",
        "type": "issuer_declined",
    }
    objects.insert(context, charge)
    events.record(context, "charge.failed", charge)
    return charge


def _new(context: Context, intent: Json, method: Json) -> Json:
    return {
        **NEW_CHARGE,
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "billing_details": method["billing_details"],
        "created": context.now,
        "currency": intent["currency"],
        "description": intent["description"],
        "metadata": intent["metadata"],
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"card": method["card"], "type": "card"},
        "receipt_email": intent["receipt_email"],
    }


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "charge", "/v1/charges", params, filters=("payment_intent",))


ENDPOINTS = (
    Endpoint("GET", "/v1/charges", _list, {**objects.LIST_PARAMETERS, "payment_intent": p.text}),
    Endpoint("GET", "/v1/charges/<identifier>", objects.retriever("charge")),
)
