"""The API of Checkout Sessions of mode ``payment``. Amounts in integer cents, instants in Unix seconds.

Source: https://docs.stripe.com/api/checkout/sessions
"""

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.checkout import sessions
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

LEAST_AMOUNT_CENTS = 50
MOST_AMOUNT_CENTS = 99_999_999
SHORTEST_LIFE_SECONDS = 30 * 60
LONGEST_LIFE_SECONDS = 24 * 3600
CLOCK_TOLERANCE_SECONDS = 60


def _create(context: Context, params: Json) -> Json:
    onboarding.ensure_can_charge(context)
    total = sum(item["price_data"]["unit_amount"] * item.get("quantity", 1) for item in params["line_items"])
    if total < LEAST_AMOUNT_CENTS:
        message = "The Checkout Session's total amount due must add up to at least €0.50 eur"
        raise errors.invalid(message, code="amount_too_small")
    if total > MOST_AMOUNT_CENTS:
        message = "The Checkout Session's total amount due must add up to no more than €999,999.99 eur"
        raise errors.invalid(message, code="amount_too_large")
    expires_at = params.get("expires_at", context.now + LONGEST_LIFE_SECONDS)
    life = expires_at - context.now
    if not SHORTEST_LIFE_SECONDS - CLOCK_TOLERANCE_SECONDS <= life <= LONGEST_LIFE_SECONDS + CLOCK_TOLERANCE_SECONDS:
        message = "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation."
        raise errors.invalid(message, param="expires_at")
    inner = {
        "items": [item["price_data"]["product_data"] for item in params["line_items"]],
        "payment_intent_data": params.get("payment_intent_data", {}),
    }
    return objects.insert(context, _new(context, params, total=total, expires_at=expires_at), inner=inner)


def _new(context: Context, params: Json, *, total: int, expires_at: int) -> Json:
    identifier = new_id("cs_test", length=58)
    return {
        "id": identifier,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "created": context.now,
        "currency": "eur",
        "customer": None,
        "customer_details": None,
        "customer_email": params.get("customer_email"),
        "expires_at": expires_at,
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata", {}),
        "mode": "payment",
        "payment_intent": None,
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "setup_intent": None,
        "status": "open",
        "submit_type": params.get("submit_type"),
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{context.origin}/pay/{identifier}",
    }


def _expire(context: Context, _params: Json, identifier: str) -> Json:
    session = objects.fetch(context, "checkout.session", identifier)
    if session["status"] != "open":
        message = (
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of {session['status']}."
        )
        raise errors.invalid(message)
    return sessions.expire(context, session)


def _list(context: Context, params: Json) -> Json:
    filters = ("payment_intent", "status")
    return objects.page(context, "checkout.session", "/v1/checkout/sessions", params, filters=filters)


PRODUCT = p.shape({"name": p.text, "description": p.text, "metadata": p.metadata}, required=("name",))
PRICE = p.shape(
    {"currency": p.one_of("eur"), "unit_amount": p.integer_between(1, MOST_AMOUNT_CENTS), "product_data": PRODUCT},
    required=("currency", "unit_amount", "product_data"),
)
LINE_ITEM = p.shape({"price_data": PRICE, "quantity": p.integer_between(1, 9_999)}, required=("price_data",))
INTENT_DATA = p.shape(
    {
        "metadata": p.metadata,
        "description": p.text,
        "receipt_email": p.text,
        "statement_descriptor_suffix": p.text,
    }
)
CREATE_FIELDS: dict[str, p.Check] = {
    "mode": p.one_of("payment"),
    "line_items": p.each(LINE_ITEM),
    "metadata": p.metadata,
    "payment_intent_data": INTENT_DATA,
    "payment_method_types": p.each(p.one_of("card")),
    "customer_email": p.text,
    "client_reference_id": p.text,
    "success_url": p.url,
    "cancel_url": p.url,
    "expires_at": p.integer,
    "locale": p.text,
    "submit_type": p.one_of("auto", "donate", "pay"),
    "ui_mode": p.one_of("hosted_page"),
}
LIST_FIELDS = {**objects.LIST_PARAMETERS, "payment_intent": p.text, "status": p.text}
ENDPOINTS = (
    Endpoint("POST", "/v1/checkout/sessions", _create, CREATE_FIELDS, ("mode", "line_items", "success_url")),
    Endpoint("GET", "/v1/checkout/sessions", _list, LIST_FIELDS),
    Endpoint("GET", "/v1/checkout/sessions/<identifier>", objects.retriever("checkout.session")),
    Endpoint("POST", "/v1/checkout/sessions/<identifier>/expire", _expire),
)
