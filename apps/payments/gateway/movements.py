"""The balance transactions of an account: what reconciliation compares with the ledger."""

from collections.abc import Iterator

from apps.payments.gateway.connection import client, errors
from apps.payments.gateway.facts import BalanceMovement


def list_balance_movements(account_id: str) -> Iterator[BalanceMovement]:
    """Yield every balance transaction of an account, newest first."""
    with errors():
        page = client().v1.balance_transactions.list(params={"limit": 100}, options={"stripe_account": account_id})
        for movement in page.auto_paging_iter():
            yield BalanceMovement(
                id=movement.id,
                kind=movement.type,
                source=str(movement.source or ""),
                amount_cents=movement.amount,
                fee_cents=movement.fee,
            )
