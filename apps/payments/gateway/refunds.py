"""Charges given back."""

from typing import Any

from apps.payments.gateway.connection import client, errors
from apps.payments.gateway.facts import RefundFacts, refund_facts


def create_refund(
    account_id: str, *, charge_id: str, amount_cents: int, key: str, metadata: dict[str, str]
) -> RefundFacts:
    """Give a charge back, once per key."""
    params: Any = {"charge": charge_id, "amount": amount_cents, "metadata": metadata}
    with errors():
        refund = client().v1.refunds.create(
            params=params, options={"stripe_account": account_id, "idempotency_key": key}
        )
    return refund_facts(refund)


def find_refund(account_id: str, charge_id: str) -> RefundFacts | None:
    """Return the refund of a charge that the processor knows already, or None."""
    with errors():
        page = client().v1.refunds.list(
            params={"charge": charge_id, "limit": 1}, options={"stripe_account": account_id}
        )
    return refund_facts(page.data[0]) if page.data else None


def fetch_refund(account_id: str, refund_id: str) -> RefundFacts:
    """Read a refund."""
    with errors():
        return refund_facts(client().v1.refunds.retrieve(refund_id, options={"stripe_account": account_id}))
