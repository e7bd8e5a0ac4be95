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


def find_refund(account_id: str, charge_id: str, *, amount_cents: int, metadata: dict[str, str]) -> RefundFacts | None:
    """Return the refund of a charge that carries our metadata, else one of the whole amount that did not fail, or None.

    A part that somebody gave back in the processor's own console is neither.
    """
    with errors():
        page = client().v1.refunds.list(
            params={"charge": charge_id, "limit": 100}, options={"stripe_account": account_id}
        )
        known = list(page.auto_paging_iter())
    for refund in known:
        if metadata.items() <= (refund.to_dict().get("metadata") or {}).items():
            return refund_facts(refund)
    whole = [facts for facts in map(refund_facts, known) if facts.amount_cents == amount_cents]
    return next((facts for facts in whole if facts.state != "failed"), None)


def fetch_refund(account_id: str, refund_id: str) -> RefundFacts:
    """Read a refund."""
    with errors():
        return refund_facts(client().v1.refunds.retrieve(refund_id, options={"stripe_account": account_id}))
