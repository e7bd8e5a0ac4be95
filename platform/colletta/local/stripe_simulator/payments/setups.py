"""SetupIntents: a card saved for payments while its owner is away, through 3-D Secure when the bank asks.

Owns the states of a SetupIntent; the API is in setup_endpoints.py.
Source: https://docs.stripe.com/payments/setupintents/lifecycle
"""

from colletta.local.stripe_simulator import events, objects
from colletta.local.stripe_simulator.cards import Decline, declines
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.payments import methods

NEW_SETUP: Json = {
    "application": None,
    "automatic_payment_methods": None,
    "cancellation_reason": None,
    "customer": None,
    "customer_account": None,
    "description": None,
    "flow_directions": None,
    "last_setup_error": None,
    "latest_attempt": None,
    "livemode": False,
    "mandate": None,
    "next_action": None,
    "on_behalf_of": None,
    "payment_method": None,
    "payment_method_configuration_details": None,
    "payment_method_options": {
        "card": {"mandate_options": None, "network": None, "request_three_d_secure": "automatic"}
    },
    "payment_method_types": ["card"],
    "single_use_mandate": None,
    "status": "requires_payment_method",
    "usage": "off_session",
}
"""What every SetupIntent has at first."""

_GIVEN = ("automatic_payment_methods", "customer", "description", "usage")


def create(context: Context, *, data: Json) -> Json:
    """Create a SetupIntent from what was given of it."""
    identifier = new_id("seti")
    setup: Json = {
        **NEW_SETUP,
        "id": identifier,
        "object": "setup_intent",
        "client_secret": f"{identifier}_{new_id('secret')}",
        "created": context.now,
        "metadata": data.get("metadata", {}),
        **{name: data.get(name, NEW_SETUP[name]) for name in _GIVEN},
    }
    objects.insert(context, setup, inner={})
    events.record(context, "setup_intent.created", setup)
    return setup


def confirm(context: Context, setup: Json, method: Json, *, next_action: Json) -> Decline | None:
    """Try to save a card: done, waiting for 3-D Secure, or still open and the decline is returned."""
    card = methods.test_card(context, method)
    setup |= {"payment_method": method["id"], "last_setup_error": None, "next_action": None}
    if card.decline is not None and not card.attaches:
        _fail(context, setup, method, card.decline)
        return card.decline
    if card.needs_authentication(session="on_session", set_up=False):
        setup |= {"status": "requires_action", "next_action": next_action}
        objects.save(context, setup)
        events.record(context, "setup_intent.requires_action", setup)
        return None
    _succeed(context, setup, method)
    return None


def authorise(context: Context, setup: Json) -> None:
    """Complete 3-D Secure: the card is saved."""
    _succeed(context, setup, objects.fetch(context, "payment_method", setup["payment_method"]))


def refuse(context: Context, setup: Json) -> Decline:
    """Fail 3-D Secure: the intent waits for another card."""
    method = objects.fetch(context, "payment_method", setup["payment_method"])
    _fail(context, setup, method, declines.SETUP_AUTHENTICATION_FAILED)
    return declines.SETUP_AUTHENTICATION_FAILED


def cancel(context: Context, setup: Json, *, reason: str | None) -> None:
    """Cancel an intent that has not succeeded."""
    setup |= {"cancellation_reason": reason, "next_action": None, "status": "canceled"}
    objects.save(context, setup)
    events.record(context, "setup_intent.canceled", setup)


def _succeed(context: Context, setup: Json, method: Json) -> None:
    methods.set_up(context, method, customer=setup["customer"])
    setup |= {"next_action": None, "status": "succeeded"}
    objects.save(context, setup)
    events.record(context, "setup_intent.succeeded", setup)


def _fail(context: Context, setup: Json, method: Json, decline: Decline) -> None:
    setup |= {
        "last_setup_error": methods.refusal(decline, method),
        "next_action": None,
        "payment_method": None,
        "status": "requires_payment_method",
    }
    objects.save(context, setup)
    events.record(context, "setup_intent.setup_failed", setup)
