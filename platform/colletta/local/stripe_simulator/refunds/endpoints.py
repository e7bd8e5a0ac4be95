"""The API of refunds: never more than what is left of a charge, never over a dispute that took its money.

Source: https://docs.stripe.com/api/refunds
"""

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.disputes import cases
from colletta.local.stripe_simulator.endpoint import Endpoint
from colletta.local.stripe_simulator.refunds import states


def _create(context: Context, params: Json) -> Json:
    charge = _charge_of(context, params)
    if not cases.leaves_refundable(context, charge):
        message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise errors.invalid(message, code="charge_disputed")
    left = charge["amount"] - charge["amount_refunded"]
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise errors.invalid(message, code="charge_already_refunded")
    amount = params.get("amount", left)
    if amount > left:
        message = f"Refund amount ({_euro(amount)}) is greater than unrefunded amount on charge ({_euro(left)})"
        raise errors.invalid(message, param="amount")
    refund = _new_refund(context, params, charge=charge, amount=amount)
    states.send(context, refund, charge)
    return refund


def _charge_of(context: Context, params: Json) -> Json:
    if ("charge" in params) == ("payment_intent" in params):
        message = "Exactly one of the following params should be provided for this request: payment_intent or charge."
        raise errors.invalid(message)
    if "charge" in params:
        charge = objects.fetch(context, "charge", params["charge"], param="charge")
    else:
        intent = objects.fetch(context, "payment_intent", params["payment_intent"], param="payment_intent")
        if intent["status"] != "succeeded":
            message = f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
            raise errors.invalid(message, code="payment_intent_unexpected_state", param="payment_intent")
        charge = objects.fetch(context, "charge", intent["latest_charge"])
    if charge["status"] != "succeeded":
        raise errors.invalid(f"Charge {charge['id']} was not paid, so it cannot be refunded.", param="charge")
    return charge


def _new_refund(context: Context, params: Json, *, charge: Json, amount: int) -> Json:
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": context.now,
        "currency": charge["currency"],
        "destination_details": {
            "card": {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"},
            "type": "card",
        },
        "metadata": params.get("metadata", {}),
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def _euro(cents: int) -> str:
    return f"€{cents // 100}.{cents % 100:02d}"


def _update(context: Context, params: Json, identifier: str) -> Json:
    refund = objects.fetch(context, "refund", identifier)
    metadata = {**refund["metadata"], **params.get("metadata", {})}
    refund["metadata"] = {key: value for key, value in metadata.items() if value != ""}
    return objects.save(context, refund)


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "refund", "/v1/refunds", params, filters=("charge", "payment_intent"))


CREATE_FIELDS: dict[str, p.Check] = {
    "charge": p.text,
    "payment_intent": p.text,
    "amount": p.integer_between(1, 99_999_999),
    "reason": p.one_of("duplicate", "fraudulent", "requested_by_customer"),
    "metadata": p.metadata,
}
ENDPOINTS = (
    Endpoint("POST", "/v1/refunds", _create, CREATE_FIELDS),
    Endpoint("GET", "/v1/refunds", _list, {**objects.LIST_PARAMETERS, "charge": p.text, "payment_intent": p.text}),
    Endpoint("GET", "/v1/refunds/<identifier>", objects.retriever("refund")),
    Endpoint("POST", "/v1/refunds/<identifier>", _update, {"metadata": p.metadata}),
)
