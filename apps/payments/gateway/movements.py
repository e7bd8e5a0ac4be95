"""The balance of an account and its transactions: what reconciliation compares with the ledger."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import stripe

from apps.payments.gateway.connection import client, errors
from apps.payments.gateway.facts import BalanceMovement

PAGE = 100


def list_balance_movements(
    account_id: str, *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[BalanceMovement]:
    """Yield the balance transactions of an account made in a half-open period, or all of them, newest first."""
    bounds = {"gte": since, "lt": until}
    created = {name: int(bound.timestamp()) for name, bound in bounds.items() if bound is not None}
    params: Any = {"limit": PAGE, **({"created": created} if created else {})}
    with errors():
        page = client().v1.balance_transactions.list(params=params, options={"stripe_account": account_id})
        for movement in page.auto_paging_iter():
            yield _facts(movement)


def list_movements_of_source(account_id: str, source: str) -> list[BalanceMovement]:
    """Return the balance transactions that one charge, refund, dispute or payout made."""
    with errors():
        page = client().v1.balance_transactions.list(
            params={"source": source, "limit": PAGE}, options={"stripe_account": account_id}
        )
    return [_facts(movement) for movement in page.data]


def fetch_balance_cents(account_id: str) -> int:
    """Return what an account holds at the processor, available or not yet: the net sum of its transactions."""
    with errors():
        balance = client().v1.balance.retrieve(options={"stripe_account": account_id}).to_dict()
    funds = (*balance["available"], *balance["pending"])
    return sum(int(part["amount"]) for part in funds if part["currency"] == "eur")


def _facts(movement: stripe.BalanceTransaction) -> BalanceMovement:
    return BalanceMovement(
        id=movement.id,
        kind=movement.type,
        source=str(movement.source or ""),
        amount_cents=movement.amount,
        fee_cents=movement.fee,
        created_at=datetime.fromtimestamp(movement.created, UTC),
    )
