"""The API of Checkout Sessions: ``payment`` takes money, ``setup`` saves a card for later.

Amounts in integer cents, instants in Unix seconds. Source: https://docs.stripe.com/api/checkout/sessions
"""

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.checkout import sessions
from colletta.local.stripe_simulator.checkout.blank import NEW_SESSION
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint
from colletta.local.stripe_simulator.payments import setups

LEAST_AMOUNT_CENTS = 50
MOST_AMOUNT_CENTS = 99_999_999
SHORTEST_LIFE_SECONDS = 30 * 60
LONGEST_LIFE_SECONDS = 24 * 3600
CLOCK_TOLERANCE_SECONDS = 60


def _create(context: Context, params: Json) -> Json:
    onboarding.ensure_can_charge(context)
    if "customer" in params:
        objects.fetch(context, "customer", params["customer"], param="customer")
        if "customer_email" in params:
            message = "You may only specify one of these parameters: customer, customer_email."
            raise errors.invalid(message, param="customer_email")
    total = _total(params)
    expires_at = params.get("expires_at", context.now + LONGEST_LIFE_SECONDS)
    life = expires_at - context.now
    if not SHORTEST_LIFE_SECONDS - CLOCK_TOLERANCE_SECONDS <= life <= LONGEST_LIFE_SECONDS + CLOCK_TOLERANCE_SECONDS:
        message = "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation."
        raise errors.invalid(message, param="expires_at")
    session = _new(context, params, total=total, expires_at=expires_at)
    if params["mode"] == "setup":
        data = {**params.get("setup_intent_data", {}), "customer": params.get("customer")}
        session["setup_intent"] = setups.create(context, data=data)["id"]
    inner = {
        "items": [item["price_data"]["product_data"] for item in params.get("line_items", [])],
        "payment_intent_data": params.get("payment_intent_data", {}),
    }
    return objects.insert(context, session, inner=inner)


def _total(params: Json) -> int | None:
    """Return what is to be paid, none for a session that only saves a card."""
    if params["mode"] == "setup":
        for name in ("line_items", "payment_intent_data", "submit_type"):
            if name in params:
                raise errors.invalid(f"You can not pass `{name}` in `setup` mode.", param=name)
        return None
    if "setup_intent_data" in params:
        raise errors.invalid("You can not pass `setup_intent_data` in `payment` mode.", param="setup_intent_data")
    if "line_items" not in params:
        message = "You must provide one of the following parameters: line_items."
        raise errors.invalid(message, code="parameter_missing", param="line_items")
    total = sum(item["price_data"]["unit_amount"] * item.get("quantity", 1) for item in params["line_items"])
    if total < LEAST_AMOUNT_CENTS:
        message = "The Checkout Session's total amount due must add up to at least €0.50 eur"
        raise errors.invalid(message, code="amount_too_small")
    if total > MOST_AMOUNT_CENTS:
        message = "The Checkout Session's total amount due must add up to no more than €999,999.99 eur"
        raise errors.invalid(message, code="amount_too_large")
    return int(total)


def _new(context: Context, params: Json, *, total: int | None, expires_at: int) -> Json:
    identifier = new_id("cs_test", length=58)
    given = ("cancel_url", "client_reference_id", "customer", "customer_email", "locale", "submit_type")
    words = params.get("custom_text", {})
    saves = params["mode"] == "setup"
    session: Json = {
        **NEW_SESSION,
        **{name: params.get(name) for name in given},
        "id": identifier,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "created": context.now,
        "currency": params.get("currency") if saves else "eur",
        "custom_text": {**NEW_SESSION["custom_text"], **words},
        "customer_creation": _customer_creation(params),
        "expires_at": expires_at,
        "metadata": params.get("metadata", {}),
        "mode": params["mode"],
        "payment_status": "no_payment_required" if saves else "unpaid",
        "success_url": params["success_url"],
        "url": f"{context.origin}/pay/{identifier}",
    }
    if saves:
        session["total_details"] = None
    return session


def _customer_creation(params: Json) -> str | None:
    if "customer" in params:
        return None
    return params.get("customer_creation", "if_required" if params["mode"] == "payment" else None)


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
    filters = ("payment_intent", "status", "customer")
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
        "setup_future_usage": p.one_of("off_session", "on_session"),
        "statement_descriptor_suffix": p.text,
    }
)
MESSAGE = p.shape({"message": p.text}, required=("message",))
CREATE_FIELDS: dict[str, p.Check] = {
    "mode": p.one_of("payment", "setup"),
    "line_items": p.each(LINE_ITEM),
    "metadata": p.metadata,
    "payment_intent_data": INTENT_DATA,
    "setup_intent_data": p.shape({"metadata": p.metadata, "description": p.text}),
    "payment_method_types": p.each(p.one_of("card")),
    "currency": p.one_of("eur"),
    "custom_text": p.shape({"submit": MESSAGE, "after_submit": MESSAGE}),
    "customer": p.text,
    "customer_creation": p.one_of("always", "if_required"),
    "customer_email": p.text,
    "client_reference_id": p.text,
    "success_url": p.url,
    "cancel_url": p.url,
    "expires_at": p.integer,
    "locale": p.text,
    "submit_type": p.one_of("auto", "donate", "pay"),
    "ui_mode": p.one_of("hosted_page"),
}
LIST_FIELDS = {**objects.LIST_PARAMETERS, "payment_intent": p.text, "status": p.text, "customer": p.text}
ENDPOINTS = (
    Endpoint("POST", "/v1/checkout/sessions", _create, CREATE_FIELDS, ("mode", "success_url")),
    Endpoint("GET", "/v1/checkout/sessions", _list, LIST_FIELDS),
    Endpoint("GET", "/v1/checkout/sessions/<identifier>", objects.retriever("checkout.session")),
    Endpoint("POST", "/v1/checkout/sessions/<identifier>/expire", _expire),
)
