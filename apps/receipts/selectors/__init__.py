"""Reads and locks of receipts."""

from apps.receipts.selectors.due import Due, list_due, standing_of, why_no_receipt
from apps.receipts.selectors.gifts import data_of, latest_of_gift, list_to_cancel, list_valid, valid_of_gift
from apps.receipts.selectors.office import (
    ReceiptNotFound,
    count_issued,
    find_receipt,
    list_issuers,
    list_years,
    lock_receipt,
    replacement_of,
    search,
)
from apps.receipts.selectors.proof import Numbering, list_broken_seals, list_numberings
from apps.receipts.selectors.settings import (
    get_details,
    get_text,
    list_regimes,
    list_texts,
    list_versions,
    lock_counter,
)
from apps.receipts.selectors.yearly import Summary, SummaryLinkOver, flow_of, summary_by_link

__all__ = [
    "Due",
    "Numbering",
    "ReceiptNotFound",
    "Summary",
    "SummaryLinkOver",
    "count_issued",
    "data_of",
    "find_receipt",
    "flow_of",
    "get_details",
    "get_text",
    "latest_of_gift",
    "list_broken_seals",
    "list_due",
    "list_issuers",
    "list_numberings",
    "list_regimes",
    "list_texts",
    "list_to_cancel",
    "list_valid",
    "list_versions",
    "list_years",
    "lock_counter",
    "lock_receipt",
    "replacement_of",
    "search",
    "standing_of",
    "summary_by_link",
    "valid_of_gift",
    "why_no_receipt",
]
