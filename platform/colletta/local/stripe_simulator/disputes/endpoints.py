"""The API of disputes: read, answered with evidence, or given up. Source: https://docs.stripe.com/api/disputes"""

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.disputes import cases
from colletta.local.stripe_simulator.endpoint import Endpoint


def _update(context: Context, params: Json, identifier: str) -> Json:
    dispute = _open(context, identifier)
    metadata = {**dispute["metadata"], **params.get("metadata", {})}
    dispute["metadata"] = {key: value for key, value in metadata.items() if value != ""}
    if "evidence" in params:
        dispute["evidence"] |= params["evidence"]
        dispute["evidence_details"]["has_evidence"] = True
    objects.save(context, dispute)
    if "evidence" in params and params.get("submit", True):
        cases.submit(context, dispute)
    return dispute


def _close(context: Context, _params: Json, identifier: str) -> Json:
    dispute = _open(context, identifier)
    cases.close(context, dispute, outcome="lost")
    return dispute


def _open(context: Context, identifier: str) -> Json:
    dispute = objects.fetch(context, "dispute", identifier)
    if dispute["status"] not in cases.OPEN:
        raise errors.invalid("This dispute is already closed")
    return dispute


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "dispute", "/v1/disputes", params, filters=("charge", "payment_intent"))


UPDATE_FIELDS: dict[str, p.Check] = {
    "evidence": p.shape(dict.fromkeys(cases.EVIDENCE, p.text)),
    "metadata": p.metadata,
    "submit": p.boolean,
}
ENDPOINTS = (
    Endpoint("GET", "/v1/disputes", _list, {**objects.LIST_PARAMETERS, "charge": p.text, "payment_intent": p.text}),
    Endpoint("GET", "/v1/disputes/<identifier>", objects.retriever("dispute")),
    Endpoint("POST", "/v1/disputes/<identifier>", _update, UPDATE_FIELDS),
    Endpoint("POST", "/v1/disputes/<identifier>/close", _close),
)
