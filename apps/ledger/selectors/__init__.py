"""Reads and locks of the ledger, its chain and its proof."""

from apps.ledger.rules import Balance
from apps.ledger.selectors.balances import balances, list_balances, lock_accounts, open_accounts, total_posted_cents
from apps.ledger.selectors.chain import ChainHead, chain_head, count_unsealed, newest_entry, seal_sha256
from apps.ledger.selectors.findings import Finding
from apps.ledger.selectors.movements import (
    AccountMovement,
    list_movements,
    list_movements_of_keys,
    list_movements_of_kind,
)
from apps.ledger.selectors.proof import verify
from apps.ledger.selectors.transfers import TransferRow, list_transfers

__all__ = [
    "AccountMovement",
    "Balance",
    "ChainHead",
    "Finding",
    "TransferRow",
    "balances",
    "chain_head",
    "count_unsealed",
    "list_balances",
    "list_movements",
    "list_movements_of_keys",
    "list_movements_of_kind",
    "list_transfers",
    "lock_accounts",
    "newest_entry",
    "open_accounts",
    "seal_sha256",
    "total_posted_cents",
    "verify",
]
