"""Writes of gifts: start, confirm, lapse, refund."""

from apps.donations.services.bank_payments import (
    PaymentRefused,
    recognise_payment,
    record_bank_payment,
    record_bank_return,
)
from apps.donations.services.bank_refunds import LinkEnded, bank_refund_of_token, give_account, remind_account
from apps.donations.services.collect import confirm_donation, lapse_donation
from apps.donations.services.disputes import DisputeEffect, record_dispute
from apps.donations.services.forgetting import forget_donor, hide_donor, last_instant
from apps.donations.services.lines import facts_of, give_back_reason, pay_by_line, take_match_back
from apps.donations.services.messages import tell_cancellation, tell_outcome
from apps.donations.services.names import NameRefused, choose_name, hide_name, restore_name
from apps.donations.services.news import tell_update_to_donors
from apps.donations.services.offline import (
    OfflineRefused,
    Received,
    approve_offline_gift,
    evidence_of,
    offline_facts,
    record_offline_gift,
    refuse_offline_gift,
)
from apps.donations.services.payouts import record_payout
from apps.donations.services.promise_changes import (
    PromiseCannotChange,
    change_card,
    complete_promise,
    withdraw_promise,
)
from apps.donations.services.promises import (
    MandateNotAccepted,
    keep_promise,
    note_refusal,
    prepare_promised_charge,
    release_promise,
    release_promises,
    start_promise,
    warn_of_card,
)
from apps.donations.services.receipts import record_receipt_data
from apps.donations.services.refunds import finish_refund, request_refund, request_refunds, send_refund
from apps.donations.services.rewards import RewardRefused, save_reward, withdraw_reward
from apps.donations.services.screening import Caller, ChallengeNeeded, TooManyGifts
from apps.donations.services.start import (
    CampaignClosed,
    GiftRefused,
    MandateNeeded,
    RequestKeyReused,
    begin_donation,
    donor_key_of,
    start_donation,
)
from apps.donations.services.tally import recount_gifts
from apps.donations.services.transfers import (
    TransferRefused,
    add_further_gift,
    announce_transfer,
    expire_transfer,
    instructions_data,
    remind_transfer,
    withdraw_transfer,
)

__all__ = [
    "Caller",
    "CampaignClosed",
    "ChallengeNeeded",
    "DisputeEffect",
    "GiftRefused",
    "LinkEnded",
    "MandateNeeded",
    "MandateNotAccepted",
    "NameRefused",
    "OfflineRefused",
    "PaymentRefused",
    "PromiseCannotChange",
    "Received",
    "RequestKeyReused",
    "RewardRefused",
    "TooManyGifts",
    "TransferRefused",
    "add_further_gift",
    "announce_transfer",
    "approve_offline_gift",
    "bank_refund_of_token",
    "begin_donation",
    "change_card",
    "choose_name",
    "complete_promise",
    "confirm_donation",
    "donor_key_of",
    "evidence_of",
    "expire_transfer",
    "facts_of",
    "finish_refund",
    "forget_donor",
    "give_account",
    "give_back_reason",
    "hide_donor",
    "hide_name",
    "instructions_data",
    "keep_promise",
    "lapse_donation",
    "last_instant",
    "note_refusal",
    "offline_facts",
    "pay_by_line",
    "prepare_promised_charge",
    "recognise_payment",
    "record_bank_payment",
    "record_bank_return",
    "record_dispute",
    "record_offline_gift",
    "record_payout",
    "record_receipt_data",
    "recount_gifts",
    "refuse_offline_gift",
    "release_promise",
    "release_promises",
    "remind_account",
    "remind_transfer",
    "request_refund",
    "request_refunds",
    "restore_name",
    "save_reward",
    "send_refund",
    "start_donation",
    "start_promise",
    "take_match_back",
    "tell_cancellation",
    "tell_outcome",
    "tell_update_to_donors",
    "warn_of_card",
    "withdraw_promise",
    "withdraw_reward",
    "withdraw_transfer",
]
