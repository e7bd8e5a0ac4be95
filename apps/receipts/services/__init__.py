"""Writes of receipts: issue, cancel, replace; the city's texts; what donors ask for."""

from apps.receipts.services.cancel import CancelRefused, cancel_receipt, cancel_returned
from apps.receipts.services.issue import CannotIssue, issue_campaign, issue_missing, issue_receipt, replace_receipt
from apps.receipts.services.requests import TooLate, ask_for_receipt, request_summary, send_summary
from apps.receipts.services.settings import TextRefused, choose_regime, save_issuer, save_text

__all__ = [
    "CancelRefused",
    "CannotIssue",
    "TextRefused",
    "TooLate",
    "ask_for_receipt",
    "cancel_receipt",
    "cancel_returned",
    "choose_regime",
    "issue_campaign",
    "issue_missing",
    "issue_receipt",
    "replace_receipt",
    "request_summary",
    "save_issuer",
    "save_text",
    "send_summary",
]
