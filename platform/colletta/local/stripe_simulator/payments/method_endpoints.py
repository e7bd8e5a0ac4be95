"""The API of PaymentMethods: read, listed, attached to a customer and detached. Only cards are known.

Source: https://docs.stripe.com/api/payment_methods
"""

from colletta.local.stripe_simulator import errors, events, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.endpoint import Endpoint
from colletta.local.stripe_simulator.payments import methods


def _attach(context: Context, params: Json, identifier: str) -> Json:
    objects.fetch(context, "customer", params["customer"], param="customer")
    method = methods.resolve(context, identifier, param="id")
    if method["customer"] is not None:
        message = "The payment method you provided has already been attached to a customer."
        raise errors.invalid(message)
    methods.ensure_usable(context, method, customer=None)
    card = methods.test_card(context, method)
    if card.decline is not None and not card.attaches:
        details = methods.refusal(card.decline, method)
        raise errors.card_declined(card.decline.message, code=card.decline.code, details=details)
    methods.save_for(context, method, params["customer"])
    return method


def _detach(context: Context, _params: Json, identifier: str) -> Json:
    method = objects.fetch(context, "payment_method", identifier)
    if method["customer"] is None:
        message = "The payment method you provided is not attached to a customer so detachment is impossible."
        raise errors.invalid(message)
    previous = {"customer": method["customer"]}
    method["customer"] = None
    objects.save(context, method)
    methods.mark_used(context, method)
    events.record(context, "payment_method.detached", method, previous=previous)
    return method


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "payment_method", "/v1/payment_methods", params, filters=("customer", "type"))


def _list_of_customer(context: Context, params: Json, identifier: str) -> Json:
    objects.fetch(context, "customer", identifier, param="customer")
    url = f"/v1/customers/{identifier}/payment_methods"
    chosen = {**params, "customer": identifier}
    return objects.page(context, "payment_method", url, chosen, filters=("customer", "type"))


LIST_FIELDS: dict[str, p.Check] = {**objects.LIST_PARAMETERS, "type": p.one_of("card")}
ENDPOINTS = (
    Endpoint("GET", "/v1/payment_methods", _list, {**LIST_FIELDS, "customer": p.text}, ("customer",)),
    Endpoint("GET", "/v1/payment_methods/<identifier>", objects.retriever("payment_method")),
    Endpoint("POST", "/v1/payment_methods/<identifier>/attach", _attach, {"customer": p.text}, ("customer",)),
    Endpoint("POST", "/v1/payment_methods/<identifier>/detach", _detach),
    Endpoint("GET", "/v1/customers/<identifier>/payment_methods", _list_of_customer, LIST_FIELDS),
)
