"""Events: what happened to an object, recorded with the change itself, listed and handed to delivery."""

from colletta.local.stripe_simulator import deliveries, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

API_VERSION = "2026-10-28.endive"
"""The version of the API that the simulator speaks: the one the pinned ``stripe`` library asks for."""


def record(context: Context, kind: str, body: Json, *, previous: Json | None = None) -> None:
    """Store an event with a snapshot of its object, and its webhook when the account is a connected one.

    A Connect endpoint receives the events of connected accounts only: the platform's own are listed, not sent.
    """
    event: Json = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": context.now,
        "data": {"object": body, **({"previous_attributes": previous} if previous else {})},
        "livemode": False,
        "pending_webhooks": 0,
        "request": {"id": context.request_id, "idempotency_key": context.idempotency_key},
        "type": kind,
    }
    if context.account != PLATFORM:
        event["account"] = context.account
        event["pending_webhooks"] = deliveries.schedule(context, event)
    objects.insert(context, event)


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "event", "/v1/events", params, filters=("type", "types", "delivery_success"))


LIST_FIELDS = {
    **objects.LIST_PARAMETERS,
    "type": p.text,
    "types": p.each(p.text),
    "delivery_success": p.boolean,
}
ENDPOINTS = (
    Endpoint("GET", "/v1/events", _list, LIST_FIELDS),
    Endpoint("GET", "/v1/events/<identifier>", objects.retriever("event")),
)
