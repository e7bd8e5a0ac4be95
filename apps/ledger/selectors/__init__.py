"""Reads and locks of the ledger, and its proof."""

from apps.ledger.rules import Balance
from apps.ledger.selectors.balances import balances, lock_accounts, open_accounts
from apps.ledger.selectors.proof import Finding, verify
from apps.ledger.selectors.transfers import TransferRow, list_transfers

__all__ = [
    "Balance",
    "Finding",
    "TransferRow",
    "balances",
    "list_transfers",
    "lock_accounts",
    "open_accounts",
    "verify",
]
