"""Bad refunds, files, disputes and payouts, written past the services."""

from typing import Any
from uuid import uuid4

import pytest

from apps.campaigns.models import Campaign
from apps.payments import services as payments
from apps.payments.models import BankRefund, BankRefundBatch, Dispute, PaymentAttempt, Payout, Refund
from tests.factories.city import NOW
from tests.factories.constraints import refused
from tests.giving_back.desk import IBAN


@pytest.fixture
def attempt(campaign: Campaign) -> PaymentAttempt:
    return payments.prepare_attempt(account_pk=campaign.account_id, amount_cents=50_00, now=NOW)


def bank_refund(attempt: PaymentAttempt, **fields: Any) -> BankRefund:
    return BankRefund.objects.create(
        attempt=attempt, **{"amount_cents": 50_00, "reason": "late", "created_at": NOW, **fields}
    )


def dispute(attempt: PaymentAttempt, **fields: Any) -> Dispute:
    values = {"dispute_id": "du_1", "amount_cents": 50_00, "state": "needs_response", "opened_at": NOW, **fields}
    return Dispute.objects.create(attempt=attempt, **values)


def payout(attempt: PaymentAttempt, **fields: Any) -> Payout:
    values = {"idempotency_key": uuid4(), "amount_cents": 1, "created_at": NOW, "subject": "campaign:1", **fields}
    return Payout.objects.create(account=attempt.account, **values)


READY = {"state": "ready", "holder": "Ada", "iban": IBAN}


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("bank_refund_amount_positive", {"amount_cents": 0}),
        ("bank_refund_state_known", {**READY, "state": "lost"}),
        ("bank_refund_has_an_account", {"state": "ready"}),
        ("bank_refund_has_an_account", {"state": "ready", "iban": IBAN}),
        ("bank_refund_exported_in_batch", {**READY, "state": "exported"}),
        ("bank_refund_paid_has_a_proof", {**READY, "state": "paid", "paid_on": NOW.date(), "settled_at": NOW}),
        ("bank_refund_returned_says_why", {**READY, "state": "returned"}),
    ],
)
def test_a_bad_bank_refund_is_refused_by_name(attempt: PaymentAttempt, constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        bank_refund(attempt, **fields)


def test_a_gift_is_sent_to_one_account_at_a_time(attempt: PaymentAttempt) -> None:
    first = bank_refund(attempt)
    with refused("bank_refund_once_at_a_time"):
        bank_refund(attempt)
    BankRefund.objects.filter(pk=first.pk).update(**READY | {"state": "returned", "return_reason": "conto estinto"})
    assert bank_refund(attempt).pk


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("bank_batch_not_empty", {"orders": 0}),
        ("bank_batch_not_empty", {"total_cents": 0}),
        ("bank_batch_hash_shape", {"sha256": "x"}),
    ],
)
def test_a_bad_file_is_refused_by_name(campaign: Campaign, constraint: str, fields: dict[str, Any]) -> None:
    values = {"message_id": "M", "iban": IBAN, "content": "", "sha256": "0" * 64, "orders": 1, "total_cents": 1}
    with refused(constraint):
        BankRefundBatch.objects.create(
            organisation_id=campaign.beneficiary_id, created_at=NOW, created_by="a", **{**values, **fields}
        )


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("dispute_amounts", {"amount_cents": 0}),
        ("dispute_amounts", {"fee_cents": -1}),
        ("dispute_state_known", {"state": "strange"}),
        ("dispute_closed_has_an_instant", {"state": "lost"}),
        ("dispute_closed_has_an_instant", {"closed_at": NOW}),
        ("dispute_reinstated_was_withdrawn", {"reinstated_at": NOW}),
        ("dispute_evidence_has_words", {"evidence_sent_at": NOW}),
    ],
)
def test_a_bad_dispute_is_refused_by_name(attempt: PaymentAttempt, constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        dispute(attempt, **fields)


def test_a_dispute_is_kept_once(attempt: PaymentAttempt) -> None:
    dispute(attempt)
    with refused("dispute_once"):
        dispute(attempt)


def test_a_subject_is_paid_out_once_unless_it_failed(attempt: PaymentAttempt) -> None:
    first = payout(attempt)
    with refused("payout_once_per_subject"):
        payout(attempt)
    Payout.objects.filter(pk=first.pk).update(state="failed")
    assert payout(attempt).pk


def test_a_refund_that_the_processor_knows_is_not_cancelled(attempt: PaymentAttempt) -> None:
    with refused("refund_cancelled_was_never_sent"):
        Refund.objects.create(
            attempt=attempt,
            idempotency_key=uuid4(),
            amount_cents=50_00,
            reason="late",
            state="cancelled",
            refund_id="re_1",
            created_at=NOW,
        )
