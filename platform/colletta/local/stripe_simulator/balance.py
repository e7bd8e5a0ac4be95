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

BPS_IN_ONE = 10_000
AVAILABLE_AFTER_SECONDS = 7 * 24 * 3600


def card_fee_cents(amount_cents: int) -> int:
    """Return the fee of a card charge in cents, half a cent rounded up."""
    return (amount_cents * CARD_FEE_BPS + BPS_IN_ONE // 2) // BPS_IN_ONE + CARD_FEE_FIXED_CENTS


def charge_transaction(context: Context, charge: Json) -> Json:
    """Book a paid charge and its fee."""
    fee = card_fee_cents(charge["amount"])
    detail = {
        "amount": fee,
        "application": None,
        "currency": charge["currency"],
        "description": "Stripe processing fees",
        "type": "stripe_fee",
    }
    return _insert(
        context,
        kind="charge",
        source=charge,
        amount=charge["amount"],
        fee_details=[detail],
        available_on=context.now + AVAILABLE_AFTER_SECONDS,
    )


def refund_transaction(context: Context, refund: Json, *, charge: Json) -> Json:
    """Book a refund: the amount leaves, the fee of the charge does not come back."""
    charged = objects.fetch(context, "balance_transaction", charge["balance_transaction"])
    available_on = max(context.now, charged["available_on"])
    return _insert(
        context,
        kind="refund",
        source=refund,
        amount=-refund["amount"],
        fee_details=[],
        available_on=available_on,
    )


def _insert(
    context: Context, *, kind: str, source: Json, amount: int, fee_details: list[Json], available_on: int
) -> Json:
    fee = sum(detail["amount"] for detail in fee_details)
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
            "description": source["description"],
            "exchange_rate": None,
            "fee": fee,
            "fee_details": fee_details,
            "net": amount - fee,
            "reporting_category": kind,
            "source": source["id"],
            "status": "pending" if available_on > context.now else "available",
            "type": kind,
        },
    )


def mature(context: Context) -> None:
    """Make available, in every account, what has waited long enough."""
    context.db.execute(
        "UPDATE object SET body = json_set(body, '$.status', 'available') WHERE kind = 'balance_transaction'"
        " AND json_extract(body, '$.status') = 'pending' AND json_extract(body, '$.available_on') <= ?",
        (context.now,),
    )


def _balance(context: Context, _params: Json) -> Json:
    sums = {"pending": 0, "available": 0}
    sums |= dict(
        context.db.execute(
            "SELECT json_extract(body, '$.status'), SUM(json_extract(body, '$.net')) FROM object"
            " WHERE kind = 'balance_transaction' AND account = ? GROUP BY 1",
            (context.account,),
        ).fetchall()
    )
    funds = {
        state: [{"amount": cents, "currency": "eur", "source_types": {"card": cents}}] for state, cents in sums.items()
    }
    return {"object": "balance", "livemode": False, **funds}


def _list(context: Context, params: Json) -> Json:
    filters = ("type", "source", "currency")
    return objects.page(context, "balance_transaction", "/v1/balance_transactions", params, filters=filters)


LIST_FIELDS = {**objects.LIST_PARAMETERS, "type": p.text, "source": p.text, "currency": p.text}
ENDPOINTS = (
    Endpoint("GET", "/v1/balance", _balance),
    Endpoint("GET", "/v1/balance_transactions", _list, LIST_FIELDS),
    Endpoint("GET", "/v1/balance_transactions/<identifier>", objects.retriever("balance_transaction")),
)
