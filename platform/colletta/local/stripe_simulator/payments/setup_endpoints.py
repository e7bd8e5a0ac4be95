"""The API of SetupIntents. Source: https://docs.stripe.com/api/setup_intents"""

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.endpoint import Endpoint
from colletta.local.stripe_simulator.payments import methods, redirection, setups

OPEN = ("requires_payment_method", "requires_confirmation")


def _create(context: Context, params: Json) -> Json:
    onboarding.ensure_can_charge(context)
    if "customer" in params:
        objects.fetch(context, "customer", params["customer"], param="customer")
    redirection.ensure_possible(params)
    method = methods.resolve(context, params["payment_method"]) if "payment_method" in params else None
    setup = setups.create(context, data=params)
    if method is not None:
        setup |= {"payment_method": method["id"], "status": "requires_confirmation"}
        objects.save(context, setup)
    return _try(context, setup, method, params) if params.get("confirm") else setup


def _confirm(context: Context, params: Json, identifier: str) -> Json:
    setup = objects.fetch(context, "setup_intent", identifier)
    if setup["status"] not in OPEN:
        message = f"You cannot confirm this SetupIntent because it has a status of {setup['status']}."
        raise errors.unexpected_state(message, setup)
    wanted = params.get("payment_method") or setup["payment_method"]
    return _try(context, setup, methods.resolve(context, wanted) if wanted else None, params)


def _try(context: Context, setup: Json, method: Json | None, params: Json) -> Json:
    if method is None:
        message = "You cannot confirm this SetupIntent because it's missing a payment method."
        raise errors.unexpected_state(message, setup)
    methods.ensure_usable(context, method, customer=setup["customer"])
    action = redirection.next_action(context, setup, params)
    decline = setups.confirm(context, setup, method, next_action=action)
    if decline is not None:
        details = {**setup["last_setup_error"], "setup_intent": setup}
        raise errors.card_declined(decline.message, code=decline.code, details=details)
    return setup


def _cancel(context: Context, params: Json, identifier: str) -> Json:
    setup = objects.fetch(context, "setup_intent", identifier)
    if setup["status"] not in (*OPEN, "requires_action"):
        message = f"You cannot cancel this SetupIntent because it has a status of {setup['status']}."
        raise errors.unexpected_state(message, setup)
    setups.cancel(context, setup, reason=params.get("cancellation_reason"))
    return setup


def _list(context: Context, params: Json) -> Json:
    filters = ("customer", "payment_method")
    return objects.page(context, "setup_intent", "/v1/setup_intents", params, filters=filters)


CONFIRM_FIELDS: dict[str, p.Check] = {"payment_method": p.text, "return_url": p.url}
CREATE_FIELDS: dict[str, p.Check] = {
    **CONFIRM_FIELDS,
    "customer": p.text,
    "confirm": p.boolean,
    "usage": p.one_of("off_session", "on_session"),
    "description": p.text,
    "metadata": p.metadata,
    "payment_method_types": p.each(p.one_of("card")),
    "automatic_payment_methods": redirection.AUTOMATIC,
}
CANCEL_FIELDS: dict[str, p.Check] = {"cancellation_reason": p.one_of("abandoned", "duplicate", "requested_by_customer")}
LIST_FIELDS = {**objects.LIST_PARAMETERS, "customer": p.text, "payment_method": p.text}
ENDPOINTS = (
    Endpoint("POST", "/v1/setup_intents", _create, CREATE_FIELDS),
    Endpoint("GET", "/v1/setup_intents", _list, LIST_FIELDS),
    Endpoint("GET", "/v1/setup_intents/<identifier>", objects.retriever("setup_intent")),
    Endpoint("POST", "/v1/setup_intents/<identifier>/confirm", _confirm, CONFIRM_FIELDS),
    Endpoint("POST", "/v1/setup_intents/<identifier>/cancel", _cancel, CANCEL_FIELDS),
)
