"""PaymentIntents: from the first attempt with a card to success, through declines and 3-D Secure.

Owns the states of a PaymentIntent; the charge of each attempt is in charges.py.
Source: https://docs.stripe.com/payments/paymentintents/lifecycle
"""

from colletta.local.stripe_simulator import charges, events, objects
from colletta.local.stripe_simulator.cards import AUTHENTICATION_FAILED, Card, Decline
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

NEW_INTENT: Json = {
    "amount_capturable": 0,
    "amount_received": 0,
    "application": None,
    "application_fee_amount": None,
    "canceled_at": None,
    "cancellation_reason": None,
    "capture_method": "automatic_async",
    "confirmation_method": "automatic",
    "customer": None,
    "last_payment_error": None,
    "latest_charge": None,
    "livemode": False,
    "next_action": None,
    "payment_method": None,
    "payment_method_types": ["card"],
    "setup_future_usage": None,
    "statement_descriptor": None,
    "status": "requires_payment_method",
}
"""What every PaymentIntent has at first."""


def create(context: Context, *, amount_cents: int, currency: str, data: Json) -> Json:
    """Create the PaymentIntent of a checkout; ``data`` is its ``payment_intent_data``."""
    identifier = new_id("pi")
    intent: Json = {
        **NEW_INTENT,
        "id": identifier,
        "object": "payment_intent",
        "amount": amount_cents,
        "client_secret": f"{identifier}_{new_id('secret')}",
        "created": context.now,
        "currency": currency,
        "description": data.get("description"),
        "metadata": data.get("metadata", {}),
        "receipt_email": data.get("receipt_email"),
        "statement_descriptor_suffix": data.get("statement_descriptor_suffix"),
    }
    objects.insert(context, intent)
    events.record(context, "payment_intent.created", intent)
    return intent


def attempt(context: Context, intent: Json, card: Card, *, email: str | None, challenge_url: str) -> Decline | None:
    """Try a card: the intent succeeds, waits for 3-D Secure, or stays open and the decline is returned."""
    method = _new_method(context, card, email=email)
    intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
    if card.test_card.needs_authentication:
        _ask_for_authentication(context, intent, challenge_url)
        return None
    if card.test_card.decline is not None:
        charge = charges.fail(context, intent, method, card.test_card.decline)
        _fail(context, intent, method, card.test_card.decline, charge=charge["id"])
        return card.test_card.decline
    _succeed(context, intent, method)
    return None


def authorise(context: Context, intent: Json) -> None:
    """Complete 3-D Secure: the money is taken."""
    method = objects.fetch(context, "payment_method", intent["payment_method"])
    method["card"]["three_d_secure"] = {
        "authentication_flow": "challenge",
        "result": "authenticated",
        "result_reason": None,
        "version": "2.2.0",
    }
    objects.save(context, method)
    _succeed(context, intent, method)


def refuse(context: Context, intent: Json) -> Decline:
    """Fail 3-D Secure: no charge exists, the intent waits for another card."""
    method = objects.fetch(context, "payment_method", intent["payment_method"])
    _fail(context, intent, method, AUTHENTICATION_FAILED, charge=None)
    return AUTHENTICATION_FAILED


def cancel(context: Context, intent: Json) -> None:
    """Cancel an intent whose checkout has expired."""
    intent |= {
        "canceled_at": context.now,
        "cancellation_reason": "expired",
        "next_action": None,
        "status": "canceled",
    }
    objects.save(context, intent)
    events.record(context, "payment_intent.canceled", intent)


def _new_method(context: Context, card: Card, *, email: str | None) -> Json:
    address = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
    return objects.insert(
        context,
        {
            "id": new_id("pm"),
            "object": "payment_method",
            "billing_details": {
                "address": address,
                "email": email,
                "name": card.holder,
                "phone": None,
                "tax_id": None,
            },
            "card": card.details(context),
            "created": context.now,
            "customer": None,
            "livemode": False,
            "metadata": {},
            "type": "card",
        },
    )


def _ask_for_authentication(context: Context, intent: Json, challenge_url: str) -> None:
    intent["status"] = "requires_action"
    intent["next_action"] = {
        "type": "redirect_to_url",
        "redirect_to_url": {"return_url": None, "url": challenge_url},
    }
    objects.save(context, intent)
    events.record(context, "payment_intent.requires_action", intent)


def _succeed(context: Context, intent: Json, method: Json) -> None:
    charge = charges.pay(context, intent, method)
    intent |= {
        "amount_received": intent["amount"],
        "latest_charge": charge["id"],
        "next_action": None,
        "status": "succeeded",
    }
    objects.save(context, intent)
    events.record(context, "payment_intent.succeeded", intent)


def _fail(context: Context, intent: Json, method: Json, decline: Decline, *, charge: str | None) -> None:
    error: Json = {
        "code": decline.code,
        "decline_code": decline.decline_code,
        "message": decline.message,
        "payment_method": method,
        "type": "card_error",
    }
    if charge is not None:
        error["charge"] = charge
        intent["latest_charge"] = charge
    intent |= {
        "last_payment_error": error,
        "next_action": None,
        "payment_method": None,
        "status": "requires_payment_method",
    }
    objects.save(context, intent)
    events.record(context, "payment_intent.payment_failed", intent)


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "payment_intent", "/v1/payment_intents", params)


ENDPOINTS = (
    Endpoint("GET", "/v1/payment_intents", _list, objects.LIST_PARAMETERS),
    Endpoint("GET", "/v1/payment_intents/<identifier>", objects.retriever("payment_intent")),
)
