"""Reads of the reconciliation: both books of an account side by side, and what earlier runs found."""

from apps.reconciliation.selectors.bank import bank_organisations, examine_bank
from apps.reconciliation.selectors.books import Examination, examine, list_pairs, sentence
from apps.reconciliation.selectors.runs import (
    BANK,
    LEDGER,
    find_runs,
    last_run,
    latest_full_run,
    latest_runs,
    list_findings,
    list_open_cases,
)

__all__ = [
    "BANK",
    "LEDGER",
    "Examination",
    "bank_organisations",
    "examine",
    "examine_bank",
    "find_runs",
    "last_run",
    "latest_full_run",
    "latest_runs",
    "list_findings",
    "list_open_cases",
    "list_pairs",
    "sentence",
]
