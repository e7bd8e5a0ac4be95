"""The API of PaymentIntents: created, confirmed with the person there or away, cancelled. Amounts in integer cents.

Source: https://docs.stripe.com/api/payment_intents and https://docs.stripe.com/payments/save-and-reuse
"""

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.cards import Decline
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.endpoint import Endpoint
from colletta.local.stripe_simulator.payments import intents, methods, redirection

LEAST_AMOUNT_CENTS = 50
MOST_AMOUNT_CENTS = 99_999_999
CONFIRMABLE = ("requires_payment_method", "requires_confirmation")
CANCELABLE = (*CONFIRMABLE, "requires_action")


def _create(context: Context, params: Json) -> Json:
    onboarding.ensure_can_charge(context)
    if params["amount"] < LEAST_AMOUNT_CENTS:
        message = "Amount must be at least €0.50 eur"
        raise errors.invalid(message, code="amount_too_small", param="amount")
    if params.get("off_session") and not params.get("confirm"):
        raise errors.invalid("You can only set `off_session` to true when `confirm` is true.", param="off_session")
    if "customer" in params:
        objects.fetch(context, "customer", params["customer"], param="customer")
    redirection.ensure_possible(params)
    method = methods.resolve(context, params["payment_method"]) if "payment_method" in params else None
    if method is not None:
        methods.ensure_usable(context, method, customer=params.get("customer"))
    intent = intents.create(context, amount_cents=params["amount"], currency=params["currency"], data=params)
    if method is not None:
        intent |= {"payment_method": method["id"], "status": "requires_confirmation"}
        objects.save(context, intent)
    return _try(context, intent, method, params) if params.get("confirm") else intent


def _confirm(context: Context, params: Json, identifier: str) -> Json:
    onboarding.ensure_can_charge(context)
    intent = objects.fetch(context, "payment_intent", identifier)
    if intent["status"] not in CONFIRMABLE:
        message = (
            f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}. "
            f"Only a PaymentIntent with one of the following statuses may be confirmed: {', '.join(CONFIRMABLE)}."
        )
        raise errors.unexpected_state(message, intent)
    intent |= {name: params[name] for name in ("receipt_email", "setup_future_usage") if name in params}
    wanted = params.get("payment_method") or intent["payment_method"]
    return _try(context, intent, methods.resolve(context, wanted) if wanted else None, params)


def _try(context: Context, intent: Json, method: Json | None, params: Json) -> Json:
    if method is None:
        message = (
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the "
            "PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a "
            "payment method or ConfirmationToken."
        )
        raise errors.unexpected_state(message, intent)
    methods.ensure_usable(context, method, customer=intent["customer"])
    decline = intents.confirm(
        context,
        intent,
        method,
        session="off_session" if params.get("off_session") else "on_session",
        next_action=redirection.next_action(context, intent, params),
    )
    if decline is not None:
        raise refusal(intent, decline)
    return intent


def refusal(intent: Json, decline: Decline) -> errors.StripeError:
    """Return the 402 of a declined card; the attempt, its charge and its events stay."""
    details = {**intent["last_payment_error"], "payment_intent": intent}
    return errors.card_declined(decline.message, code=decline.code, details=details)


def _update(context: Context, params: Json, identifier: str) -> Json:
    intent = objects.fetch(context, "payment_intent", identifier)
    metadata = {**intent["metadata"], **params.get("metadata", {})}
    intent |= {name: value for name, value in params.items() if name not in ("metadata", "expand")}
    intent["metadata"] = {key: value for key, value in metadata.items() if value != ""}
    return objects.save(context, intent)


def _cancel(context: Context, params: Json, identifier: str) -> Json:
    intent = objects.fetch(context, "payment_intent", identifier)
    if intent["status"] not in CANCELABLE:
        message = f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}."
        raise errors.unexpected_state(message, intent)
    intents.cancel(context, intent, reason=params.get("cancellation_reason"))
    return intent


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "payment_intent", "/v1/payment_intents", params, filters=("customer",))


ATTEMPT_FIELDS: dict[str, p.Check] = {
    "payment_method": p.text,
    "off_session": p.boolean,
    "return_url": p.url,
    "setup_future_usage": p.one_of("off_session", "on_session"),
    "receipt_email": p.text,
}
UPDATE_FIELDS: dict[str, p.Check] = {"metadata": p.metadata, "description": p.text, "receipt_email": p.text}
CREATE_FIELDS: dict[str, p.Check] = {
    **UPDATE_FIELDS,
    **ATTEMPT_FIELDS,
    "amount": p.integer_between(1, MOST_AMOUNT_CENTS),
    "currency": p.one_of("eur"),
    "customer": p.text,
    "confirm": p.boolean,
    "capture_method": p.one_of("automatic", "automatic_async"),
    "confirmation_method": p.one_of("automatic"),
    "payment_method_types": p.each(p.one_of("card")),
    "automatic_payment_methods": redirection.AUTOMATIC,
    "statement_descriptor_suffix": p.text,
}
CANCEL_FIELDS: dict[str, p.Check] = {
    "cancellation_reason": p.one_of("abandoned", "duplicate", "fraudulent", "requested_by_customer")
}
ENDPOINTS = (
    Endpoint("POST", "/v1/payment_intents", _create, CREATE_FIELDS, ("amount", "currency")),
    Endpoint("GET", "/v1/payment_intents", _list, {**objects.LIST_PARAMETERS, "customer": p.text}),
    Endpoint("GET", "/v1/payment_intents/<identifier>", objects.retriever("payment_intent")),
    Endpoint("POST", "/v1/payment_intents/<identifier>", _update, UPDATE_FIELDS),
    Endpoint("POST", "/v1/payment_intents/<identifier>/confirm", _confirm, ATTEMPT_FIELDS),
    Endpoint("POST", "/v1/payment_intents/<identifier>/cancel", _cancel, CANCEL_FIELDS),
)
