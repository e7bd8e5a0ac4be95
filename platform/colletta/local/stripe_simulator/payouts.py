"""Payouts: money that leaves an account for its bank, by hand only, and comes back when the bank refuses it.

Amounts in integer cents. Source: https://docs.stripe.com/api/payouts
"""

from colletta.local.stripe_simulator import balance, behaviour, chores, errors, events, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

ARRIVES_AFTER_SECONDS = 2 * 24 * 3600


def create(context: Context, params: Json) -> Json:
    """Send money to the account's bank; raises 400 where the available balance is not enough."""
    destination = onboarding.bank_account(context)
    if params["amount"] > balance.funds(context)["available"]:
        message = (
            "You have insufficient funds in your Stripe account for this transfer. Your card balance is too low. You "
            "can use the the /v1/balance endpoint to view your Stripe balance (for more details, see "
            "stripe.com/docs/api#balance)."
        )
        raise errors.invalid(message, code="balance_insufficient")
    payout = _new(context, params, destination=destination)
    booked = balance.book(context, kind="payout", source=payout, amount=-payout["amount"], available_on=context.now)
    payout["balance_transaction"] = booked["id"]
    objects.insert(context, payout)
    events.record(context, "payout.created", payout)
    options = behaviour.current(context.db)
    kind = "payout.fail" if options.payouts_fail else "payout.pay"
    chores.add(context, kind, payout["id"], wait_seconds=options.payout_seconds)
    return payout


def pay(context: Context, payout: Json) -> None:
    """Let a payout arrive at the bank."""
    if payout["status"] == "pending":
        payout["status"] = "paid"
        objects.save(context, payout)
        events.record(context, "payout.paid", payout, previous={"status": "pending"})


def fail(context: Context, payout: Json) -> None:
    """Let the bank refuse a payout: the money comes back to the account."""
    if payout["status"] == "failed":
        return
    previous = {"status": payout["status"]}
    booked = balance.book(
        context,
        kind="payout_failure",
        category="payout_reversal",
        source=payout,
        amount=payout["amount"],
        available_on=context.now,
    )
    payout |= {
        "failure_balance_transaction": booked["id"],
        "failure_code": "account_closed",
        "failure_message": "The bank account has been closed.",
        "status": "failed",
    }
    objects.save(context, payout)
    chores.drop(context, payout["id"])
    events.record(context, "payout.failed", payout, previous=previous)


def _new(context: Context, params: Json, *, destination: str | None) -> Json:
    return {
        "id": new_id("po"),
        "object": "payout",
        "amount": params["amount"],
        "application_fee": None,
        "application_fee_amount": None,
        "arrival_date": context.now + ARRIVES_AFTER_SECONDS,
        "automatic": False,
        "balance_transaction": None,
        "created": context.now,
        "currency": params["currency"],
        "description": params.get("description"),
        "destination": destination,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": params.get("metadata", {}),
        "method": "standard",
        "original_payout": None,
        "payout_method": None,
        "reconciliation_status": "not_applicable",
        "reversed_by": None,
        "source_type": "card",
        "statement_descriptor": params.get("statement_descriptor"),
        "status": "pending",
        "trace_id": {"status": "pending", "value": None},
        "type": "bank_account",
    }


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "payout", "/v1/payouts", params, filters=("status",))


CREATE_FIELDS: dict[str, p.Check] = {
    "amount": p.integer_between(1, 99_999_999),
    "currency": p.one_of("eur"),
    "description": p.text,
    "metadata": p.metadata,
    "method": p.one_of("standard"),
    "statement_descriptor": p.text,
}
ENDPOINTS = (
    Endpoint("POST", "/v1/payouts", create, CREATE_FIELDS, ("amount", "currency")),
    Endpoint("GET", "/v1/payouts", _list, {**objects.LIST_PARAMETERS, "status": p.text}),
    Endpoint("GET", "/v1/payouts/<identifier>", objects.retriever("payout")),
)
