"""Reads and locks of the ledger, its chain and its proof."""

from apps.ledger.rules import Balance
from apps.ledger.selectors.balances import balances, lock_accounts, open_accounts
from apps.ledger.selectors.chain import ChainHead, chain_head, count_unsealed, newest_entry, seal_sha256
from apps.ledger.selectors.findings import Finding
from apps.ledger.selectors.proof import verify
from apps.ledger.selectors.transfers import TransferRow, list_transfers

__all__ = [
    "Balance",
    "ChainHead",
    "Finding",
    "TransferRow",
    "balances",
    "chain_head",
    "count_unsealed",
    "list_transfers",
    "lock_accounts",
    "newest_entry",
    "open_accounts",
    "seal_sha256",
    "verify",
]
