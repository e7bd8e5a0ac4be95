"""Charges: one attempt to take money with one card, paid or failed. Amounts in integer cents."""

from colletta.local.stripe_simulator import balance, behaviour, chores, events, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.cards import Decline, TestCard, named
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

NEW_OUTCOME: Json = {
    "advice_code": None,
    "network_advice_code": None,
    "network_decline_code": None,
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
    "calculated_statement_descriptor": "COLLETTA",
    "captured": False,
    "customer": None,
    "disputed": False,
    "failure_balance_transaction": None,
    "failure_code": None,
    "failure_message": None,
    "fraud_details": {},
    "livemode": False,
    "on_behalf_of": None,
    "outcome": None,
    "paid": False,
    "radar_options": {},
    "receipt_number": None,
    "receipt_url": None,
    "refunded": False,
    "review": None,
    "shipping": None,
    "source": None,
    "source_transfer": None,
    "statement_descriptor": None,
    "status": "pending",
    "transfer_data": None,
    "transfer_group": None,
}
"""What every charge has before it is paid or declined."""

AUTHENTICATED: Json = {
    "authentication_flow": "challenge",
    "electronic_commerce_indicator": "05",
    "exemption_indicator": None,
    "result": "authenticated",
    "result_reason": None,
    "transaction_id": None,
    "version": "2.2.0",
}
_ONLY_OF_METHODS = ("display_brand", "generated_from", "networks", "three_d_secure_usage")


def pay(context: Context, intent: Json, method: Json, card: TestCard, *, authenticated: bool) -> Json:
    """Take the money of a PaymentIntent: the charge, its balance transaction and ``charge.succeeded``."""
    charge = _new(context, intent, method)
    charge |= {"amount_captured": charge["amount"], "captured": True, "paid": True, "status": "succeeded"}
    charge["outcome"] = NEW_OUTCOME
    if authenticated:
        charge["payment_method_details"]["card"]["three_d_secure"] = AUTHENTICATED
    objects.insert(context, charge, inner={"card": card.name})
    options = behaviour.current(context.db)
    if options.late_balance_seconds > 0:
        chores.add(context, "charge.book", charge["id"], wait_seconds=options.late_balance_seconds)
    else:
        charge["balance_transaction"] = _book(context, charge, card)
    events.record(context, "charge.succeeded", charge)
    if card.afterwards is not None:
        chores.add(context, "charge.dispute", charge["id"], wait_seconds=options.dispute_seconds)
    return charge


def book(context: Context, charge: Json, card: TestCard) -> None:
    """Book a charge that was answered without its balance transaction, and tell."""
    if charge["balance_transaction"] is None:
        charge["balance_transaction"] = _book(context, charge, card)
        events.record(context, "charge.updated", charge, previous={"balance_transaction": None})


def card_of(context: Context, charge: Json) -> TestCard:
    """Return what the card of a charge does."""
    return named(objects.inner(context, charge["id"]).get("card", "visa"))


def fail(context: Context, intent: Json, method: Json, decline: Decline) -> Json:
    """Record a declined charge, which moves no money, and ``charge.failed``."""
    charge = _new(context, intent, method)
    charge |= {"failure_code": decline.code, "failure_message": decline.message, "status": "failed"}
    blocked = decline.outcome == "blocked"
    charge["outcome"] = {
        **NEW_OUTCOME,
        "network_status": "not_sent_to_network" if blocked else "declined_by_network",
        "reason": "highest_risk_level" if blocked else decline.decline_code,
        "risk_level": "highest" if blocked else "normal",
        "seller_message": "The bank did not return any further details with this decline.",
        "type": decline.outcome,
    }
    objects.insert(context, charge)
    events.record(context, "charge.failed", charge)
    return charge


def _book(context: Context, charge: Json, card: TestCard) -> str:
    transaction = balance.charge_transaction(context, charge, bypasses_pending=card.bypasses_pending)
    charge["balance_transaction"] = transaction["id"]
    objects.save(context, charge)
    return str(transaction["id"])


def _new(context: Context, intent: Json, method: Json) -> Json:
    card = {name: value for name, value in method["card"].items() if name not in _ONLY_OF_METHODS}
    only_of_charges = {
        "mandate": None,
        "network": card["brand"],
        "network_token": {"used": False},
        "setup_credential_usage": None,
        "stored_credential_usage": None,
        "three_d_secure": None,
    }
    return {
        **NEW_CHARGE,
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "billing_details": method["billing_details"],
        "created": context.now,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "metadata": intent["metadata"],
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"card": {**card, **only_of_charges}, "type": "card"},
        "receipt_email": intent["receipt_email"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
    }


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "charge", "/v1/charges", params, filters=("payment_intent", "customer"))


LIST_FIELDS = {**objects.LIST_PARAMETERS, "payment_intent": p.text, "customer": p.text}
ENDPOINTS = (
    Endpoint("GET", "/v1/charges", _list, LIST_FIELDS),
    Endpoint("GET", "/v1/charges/<identifier>", objects.retriever("charge")),
)
