"""Money sent from an account to its body's bank."""

from dataclasses import dataclass
from typing import Any

import stripe

from apps.payments.gateway.connection import client, errors

_STATES = {"paid": "paid", "failed": "failed", "canceled": "failed"}


@dataclass(frozen=True)
class PayoutFacts:
    """What the processor says of a payout: `sent`, `paid` or `failed`; the amount in cents.

    `came_back` when a payout that failed was put back on the account.
    """

    payout_id: str
    state: str
    amount_cents: int
    failure: str
    came_back: bool


def create_payout(account_id: str, *, amount_cents: int, key: str, metadata: dict[str, str]) -> PayoutFacts:
    """Send an amount to the bank, once per key."""
    params: Any = {"amount": amount_cents, "currency": "eur", "metadata": metadata}
    with errors():
        payout = client().v1.payouts.create(
            params=params, options={"stripe_account": account_id, "idempotency_key": key}
        )
    return payout_facts(payout)


def fetch_payout(account_id: str, payout_id: str) -> PayoutFacts:
    """Read a payout."""
    with errors():
        return payout_facts(client().v1.payouts.retrieve(payout_id, options={"stripe_account": account_id}))


def payout_facts(payout: stripe.StripeObject) -> PayoutFacts:
    """Read a payout; whatever is neither paid nor failed is on its way."""
    data = payout.to_dict()
    return PayoutFacts(
        payout_id=data["id"],
        state=_STATES.get(data["status"], "sent"),
        amount_cents=data["amount"],
        failure=data.get("failure_code") or "",
        came_back=bool(data.get("failure_balance_transaction")),
    )
