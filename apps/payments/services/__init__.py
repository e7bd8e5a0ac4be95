"""Writes of accounts, attempts, refunds, disputes and payouts.

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
from apps.payments.services.bank_refunds import (
    AccountFixed,
    AccountRefused,
    BatchRefused,
    NoPayingAccount,
    NothingToPay,
    cancel_bank_refund,
    cancel_batch,
    count_reminder,
    export_bank_refunds,
    prepare_bank_refunds,
    return_bank_refund,
    set_account,
    settle_bank_refund,
)
from apps.payments.services.disputes import EvidenceRefused, answer_dispute, read_dispute, store_dispute
from apps.payments.services.mandates import (
    close_setup,
    describe_setup,
    mark_failed,
    prepare_charge,
    read_setup,
    revoke_mandate,
    save_card,
    send_charge,
    write_mandate,
)
from apps.payments.services.payouts import ask_payout, give_payout_up, prepare_payout, read_payout, store_payout
from apps.payments.services.refunds import ask_refund, cancel_refund, prepare_refund, prepare_refunds, settle_refund
from apps.payments.services.transfers import set_transfer_amount, take_back_transfer

__all__ = [
    "AccountFixed",
    "AccountRefused",
    "BatchRefused",
    "EvidenceRefused",
    "FactsDisagree",
    "NoPayingAccount",
    "NothingToPay",
    "answer_dispute",
    "ask_payout",
    "ask_refund",
    "cancel_bank_refund",
    "cancel_batch",
    "cancel_refund",
    "close_attempt",
    "close_setup",
    "connect_organisation",
    "count_reminder",
    "describe_attempt",
    "describe_setup",
    "export_bank_refunds",
    "give_payout_up",
    "mark_expired",
    "mark_failed",
    "mark_paid",
    "open_checkout",
    "prepare_attempt",
    "prepare_bank_refunds",
    "prepare_charge",
    "prepare_payout",
    "prepare_refund",
    "prepare_refunds",
    "read_attempt",
    "read_dispute",
    "read_payout",
    "read_setup",
    "refresh_account",
    "return_bank_refund",
    "revoke_mandate",
    "save_card",
    "send_charge",
    "set_account",
    "set_transfer_amount",
    "settle_bank_refund",
    "settle_refund",
    "store_dispute",
    "store_payout",
    "take_back_transfer",
    "write_mandate",
]
