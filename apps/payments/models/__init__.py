"""Accounts, attempts and money that goes back: each row is committed before the call that it is the key of."""

from apps.payments.models.collecting import ConnectedAccount, PaymentAttempt
from apps.payments.models.disputes import Dispute
from apps.payments.models.payouts import Payout
from apps.payments.models.returning import BankRefund, BankRefundBatch, Refund
from apps.payments.models.saved_cards import Mandate

__all__ = [
    "BankRefund",
    "BankRefundBatch",
    "ConnectedAccount",
    "Dispute",
    "Mandate",
    "PaymentAttempt",
    "Payout",
    "Refund",
]
