"""Writes of the reconciliation: the nightly proof of a city, and the run of one account."""

from apps.reconciliation.services.nights import owe_next_night, prove_city, prove_ledger
from apps.reconciliation.services.runs import (
    ask_whole,
    reconcile_account,
    reconcile_bank,
    reconcile_due,
    reconcile_whole,
    record_ledger_proof,
)

__all__ = [
    "ask_whole",
    "owe_next_night",
    "prove_city",
    "prove_ledger",
    "reconcile_account",
    "reconcile_bank",
    "reconcile_due",
    "reconcile_whole",
    "record_ledger_proof",
]
