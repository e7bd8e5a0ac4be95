"""Balance transactions with their fees, and the balance of an account: the processor's own books.

Amounts in integer cents, fees in basis points and cents, half a cent rounded up.
"""

from colletta.local.stripe_simulator import objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

CARD_FEE_BPS = 150
CARD_FEE_FIXED_CENTS = 25
"""Stripe's published price in Italy for cards of the European Economic Area: 1.5 % and 0.25 euro."""

DISPUTE_FEE_CENTS = 2_000
"""Stripe's published price in Italy for a dispute that is received: not given back, not even when it is won."""

BPS_IN_ONE = 10_000
AVAILABLE_AFTER_SECONDS = 7 * 24 * 3600


def card_fee_cents(amount_cents: int) -> int:
    """Return the fee of a card charge in cents, half a cent rounded up."""
    return (amount_cents * CARD_FEE_BPS + BPS_IN_ONE // 2) // BPS_IN_ONE + CARD_FEE_FIXED_CENTS


def charge_transaction(context: Context, charge: Json, *, bypasses_pending: bool) -> Json:
    """Book a paid charge and its fee."""
    return book(
        context,
        kind="charge",
        source=charge,
        amount=charge["amount"],
        fee=card_fee_cents(charge["amount"]),
        fee_reason="Stripe processing fees",
        available_on=context.now + (0 if bypasses_pending else AVAILABLE_AFTER_SECONDS),
    )


def refund_transaction(context: Context, refund: Json, *, charge: Json) -> Json:
    """Book a refund: the amount leaves, the fee of the charge does not come back."""
    booked = charge["balance_transaction"]
    charged_on = objects.fetch(context, "balance_transaction", booked)["available_on"] if booked else context.now
    available_on = max(context.now, charged_on)
    return book(context, kind="refund", source=refund, amount=-refund["amount"], available_on=available_on)


def book(
    context: Context,
    *,
    kind: str,
    source: Json,
    amount: int,
    available_on: int,
    category: str | None = None,
    fee: int = 0,
    fee_reason: str = "",
) -> Json:
    """Book a movement of money of an object; ``amount`` and ``fee`` in cents, ``category`` as reports call it."""
    return objects.insert(
        context,
        {
            "id": new_id("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": available_on,
            "balance_type": "payments",
            "created": context.now,
            "currency": source["currency"],
            "description": source.get("description"),
            "exchange_rate": None,
            "fee": fee,
            "fee_details": _fee_details(fee, fee_reason),
            "net": amount - fee,
            "reporting_category": category or kind,
            "source": source["id"],
            "status": "pending" if available_on > context.now else "available",
            "type": kind,
        },
    )


def _fee_details(fee: int, reason: str) -> list[Json]:
    detail = {"amount": fee, "application": None, "currency": "eur", "description": reason, "type": "stripe_fee"}
    return [detail] if fee else []


def mature(context: Context) -> None:
    """Make available, in every account, what has waited long enough."""
    context.db.execute(
        "UPDATE object SET body = json_set(body, '$.status', 'available') WHERE kind = 'balance_transaction'"
        " AND json_extract(body, '$.status') = 'pending' AND json_extract(body, '$.available_on') <= ?",
        (context.now,),
    )


def make_available(context: Context) -> int:
    """Make everything of the context's account available at once and return how many movements that were."""
    return context.db.execute(
        "UPDATE object SET body = json_set(body, '$.status', 'available', '$.available_on', ?)"
        " WHERE kind = 'balance_transaction' AND account = ? AND json_extract(body, '$.status') = 'pending'",
        (context.now, context.account),
    ).rowcount


def funds(context: Context) -> dict[str, int]:
    """Return the cents of an account that are ``pending`` and ``available``."""
    sums = {"pending": 0, "available": 0}
    return sums | dict(
        context.db.execute(
            "SELECT json_extract(body, '$.status'), SUM(json_extract(body, '$.net')) FROM object"
            " WHERE kind = 'balance_transaction' AND account = ? GROUP BY 1",
            (context.account,),
        ).fetchall()
    )


def _balance(context: Context, _params: Json) -> Json:
    shown = {
        state: [{"amount": cents, "currency": "eur", "source_types": {"card": cents}}]
        for state, cents in funds(context).items()
    }
    return {"object": "balance", "livemode": False, **shown}


def _list(context: Context, params: Json) -> Json:
    filters = ("type", "source", "currency")
    return objects.page(context, "balance_transaction", "/v1/balance_transactions", params, filters=filters)


LIST_FIELDS = {**objects.LIST_PARAMETERS, "type": p.text, "source": p.text, "currency": p.text}
ENDPOINTS = (
    Endpoint("GET", "/v1/balance", _balance),
    Endpoint("GET", "/v1/balance_transactions", _list, LIST_FIELDS),
    Endpoint("GET", "/v1/balance_transactions/<identifier>", objects.retriever("balance_transaction")),
)
