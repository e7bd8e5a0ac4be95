"""PaymentIntents: from the first attempt with a card to success, through declines and 3-D Secure.

Owns the states of a PaymentIntent; the charge of each attempt is in charges.py, the API in intent_endpoints.py.
Source: https://docs.stripe.com/payments/paymentintents/lifecycle
"""

from colletta.local.stripe_simulator import behaviour, charges, events, objects
from colletta.local.stripe_simulator.cards import Decline, declines
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.payments import methods

NEW_INTENT: Json = {
    "amount_capturable": 0,
    "amount_details": {"tip": {}},
    "amount_received": 0,
    "application": None,
    "application_fee_amount": None,
    "automatic_payment_methods": None,
    "canceled_at": None,
    "cancellation_reason": None,
    "capture_method": "automatic_async",
    "confirmation_method": "automatic",
    "customer": None,
    "customer_account": None,
    "last_payment_error": None,
    "latest_charge": None,
    "livemode": False,
    "next_action": None,
    "on_behalf_of": None,
    "payment_method": None,
    "payment_method_configuration_details": None,
    "payment_method_options": {"card": {"installments": None, "network": None, "request_three_d_secure": "automatic"}},
    "payment_method_types": ["card"],
    "processing": None,
    "review": None,
    "setup_future_usage": None,
    "shipping": None,
    "source": None,
    "statement_descriptor": None,
    "status": "requires_payment_method",
    "transfer_data": None,
    "transfer_group": None,
}
"""What every PaymentIntent has at first."""

_GIVEN = (
    "automatic_payment_methods",
    "capture_method",
    "customer",
    "description",
    "receipt_email",
    "setup_future_usage",
    "statement_descriptor_suffix",
)
"""Parameters kept on the intent as they were given."""


def create(context: Context, *, amount_cents: int, currency: str, data: Json) -> Json:
    """Create a PaymentIntent; ``data`` is what else was given of it."""
    identifier = new_id("pi")
    intent: Json = {
        **NEW_INTENT,
        "id": identifier,
        "object": "payment_intent",
        "amount": amount_cents,
        "client_secret": f"{identifier}_{new_id('secret')}",
        "created": context.now,
        "currency": currency,
        "metadata": data.get("metadata", {}),
        **{name: data.get(name, NEW_INTENT.get(name)) for name in _GIVEN},
    }
    objects.insert(context, intent, inner={})
    events.record(context, "payment_intent.created", intent)
    return intent


def confirm(context: Context, intent: Json, method: Json, *, session: str, next_action: Json) -> Decline | None:
    """Try a card: the intent succeeds, waits for 3-D Secure, or stays open and the decline is returned.

    ``session`` is on_session (the person is there, and is sent to ``next_action``) or off_session.
    """
    card = methods.test_card(context, method)
    intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
    methods.mark_used(context, method)
    if card.decline is declines.BLOCKED:
        return _decline(context, intent, method, card.decline)
    if card.needs_authentication(session=session, set_up=methods.is_set_up(context, method)):
        if session == "off_session":
            return _decline(context, intent, method, declines.AUTHENTICATION_REQUIRED)
        intent |= {"status": "requires_action", "next_action": next_action}
        objects.save(context, intent)
        events.record(context, "payment_intent.requires_action", intent)
        return None
    return _take(context, intent, method, authenticated=False)


def authorise(context: Context, intent: Json) -> Decline | None:
    """Complete 3-D Secure: the money is taken, unless the bank says no all the same."""
    method = objects.fetch(context, "payment_method", intent["payment_method"])
    return _take(context, intent, method, authenticated=True)


def refuse(context: Context, intent: Json) -> Decline:
    """Fail 3-D Secure: no charge exists, the intent waits for another card."""
    method = objects.fetch(context, "payment_method", intent["payment_method"])
    _fail(context, intent, methods.refusal(declines.AUTHENTICATION_FAILED, method))
    return declines.AUTHENTICATION_FAILED


def cancel(context: Context, intent: Json, *, reason: str | None) -> None:
    """Cancel an intent that has not succeeded."""
    intent |= {
        "canceled_at": context.now,
        "cancellation_reason": reason,
        "next_action": None,
        "status": "canceled",
    }
    objects.save(context, intent)
    events.record(context, "payment_intent.canceled", intent)


def _take(context: Context, intent: Json, method: Json, *, authenticated: bool) -> Decline | None:
    card = methods.test_card(context, method)
    demanded = declines.BY_DECLINE_CODE.get(behaviour.take_decline(context.db))
    if decline := demanded or card.decline:
        return _decline(context, intent, method, decline)
    if intent["setup_future_usage"] is not None:
        methods.set_up(context, method, customer=intent["customer"])
    charge = charges.pay(context, intent, method, card, authenticated=authenticated)
    intent |= {
        "amount_received": intent["amount"],
        "latest_charge": charge["id"],
        "next_action": None,
        "status": "succeeded",
    }
    objects.save(context, intent)
    events.record(context, "payment_intent.succeeded", intent)
    return None


def _decline(context: Context, intent: Json, method: Json, decline: Decline) -> Decline:
    charge = charges.fail(context, intent, method, decline)
    intent["latest_charge"] = charge["id"]
    _fail(context, intent, {"charge": charge["id"], **methods.refusal(decline, method)})
    return decline


def _fail(context: Context, intent: Json, error: Json) -> None:
    intent |= {
        "last_payment_error": error,
        "next_action": None,
        "payment_method": None,
        "status": "requires_payment_method",
    }
    objects.save(context, intent)
    events.record(context, "payment_intent.payment_failed", intent)
