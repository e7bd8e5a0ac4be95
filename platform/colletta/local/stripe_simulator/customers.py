"""Customers: the people whose cards are saved, each within one account.

Source: https://docs.stripe.com/api/customers
"""

from colletta.local.stripe_simulator import errors, events, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

NEW_CUSTOMER: Json = {
    "address": None,
    "balance": 0,
    "currency": None,
    "customer_account": None,
    "default_source": None,
    "delinquent": False,
    "description": None,
    "discount": None,
    "email": None,
    "invoice_settings": {
        "custom_fields": None,
        "default_payment_method": None,
        "footer": None,
        "rendering_options": None,
    },
    "livemode": False,
    "metadata": {},
    "name": None,
    "next_invoice_sequence": 1,
    "phone": None,
    "preferred_locales": [],
    "shipping": None,
    "tax_exempt": "none",
    "test_clock": None,
}
"""What every customer has before anything is given."""


def create(context: Context, params: Json) -> Json:
    """Create a customer from what is given of it."""
    given = {name: value for name, value in params.items() if name != "expand"}
    customer: Json = {
        **NEW_CUSTOMER,
        **given,
        "id": new_id("cus", length=14),
        "object": "customer",
        "created": context.now,
        "invoice_prefix": new_id("x", length=8).removeprefix("x_").upper(),
    }
    objects.insert(context, customer)
    events.record(context, "customer.created", customer)
    return customer


def _update(context: Context, params: Json, identifier: str) -> Json:
    customer = _living(context, identifier)
    changes = {name: value for name, value in params.items() if name != "expand"}
    previous = {name: customer[name] for name in changes}
    metadata = {**customer["metadata"], **changes.pop("metadata", {})}
    customer |= changes | {"metadata": {key: value for key, value in metadata.items() if value != ""}}
    objects.save(context, customer)
    events.record(context, "customer.updated", customer, previous=previous)
    return customer


def _delete(context: Context, _params: Json, identifier: str) -> Json:
    customer = _living(context, identifier)
    objects.save(context, {"id": identifier, "object": "customer", "deleted": True})
    events.record(context, "customer.deleted", customer)
    return {"id": identifier, "object": "customer", "deleted": True}


def _living(context: Context, identifier: str) -> Json:
    customer = objects.fetch(context, "customer", identifier)
    if customer.get("deleted"):
        raise errors.missing("customer", identifier)
    return customer


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "customer", "/v1/customers", params, filters=("email",))


FIELDS: dict[str, p.Check] = {
    "description": p.text,
    "email": p.text,
    "metadata": p.metadata,
    "name": p.text,
    "phone": p.text,
    "preferred_locales": p.each(p.text),
}
ENDPOINTS = (
    Endpoint("POST", "/v1/customers", create, FIELDS),
    Endpoint("GET", "/v1/customers", _list, {**objects.LIST_PARAMETERS, "email": p.text}),
    Endpoint("GET", "/v1/customers/<identifier>", objects.retriever("customer")),
    Endpoint("POST", "/v1/customers/<identifier>", _update, FIELDS),
    Endpoint("DELETE", "/v1/customers/<identifier>", _delete),
)
