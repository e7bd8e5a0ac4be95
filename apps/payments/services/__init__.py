"""Writes of accounts, attempts and refunds.

Three beats each time: commit the intent, call the processor with its key, commit what it answered.
"""

from apps.payments.services.accounts import connect_organisation, refresh_account
from apps.payments.services.attempts import (
    FactsDisagree,
    close_attempt,
    describe_attempt,
    mark_expired,
    mark_paid,
    open_checkout,
    prepare_attempt,
    read_attempt,
)
from apps.payments.services.refunds import ask_refund, prepare_refund, settle_refund

__all__ = [
    "FactsDisagree",
    "ask_refund",
    "close_attempt",
    "connect_organisation",
    "describe_attempt",
    "mark_expired",
    "mark_paid",
    "open_checkout",
    "prepare_attempt",
    "prepare_refund",
    "read_attempt",
    "refresh_account",
    "settle_refund",
]
