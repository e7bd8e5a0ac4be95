"""A receipt is cancelled: by an officer with a reason, or because its gift went back. Its number stays used."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.donations import selectors as donations
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.receipts import labels, selectors
from apps.receipts.models import DonationReceipt
from apps.receipts.services import messages
from apps.receipts.states import CAUSE_OF_STATE, TRANSITIONS, CancelCause, ReceiptState

LONGEST_REASON = 400


class CancelRefused(DomainError):
    """A receipt cannot be cancelled like this."""

    code = "receipt_cancel_refused"
    status = 422


@transaction.atomic
def cancel_receipt(*, receipt_id: int, reason: str, actor: str, now: datetime) -> DonationReceipt:
    """Cancel a receipt that is wrong, with the reason that its donor reads; cancelling it again changes nothing.

    Raises ReceiptNotFound, CancelRefused without a reason.
    """
    if not reason.strip():
        raise CancelRefused("Scrivi perché la ricevuta si annulla: il donatore lo legge.", fields={"reason": "Manca."})
    receipt = selectors.lock_receipt(receipt_id)
    if receipt.state == ReceiptState.ISSUED:
        _cancel(receipt, CancelCause.ERROR, reason.strip()[:LONGEST_REASON], actor, now)
    return receipt


@transaction.atomic
def cancel_returned(*, key: str, now: datetime) -> None:
    """Cancel the receipt of the gift `key`, which went back, was charged back or turned out not to be paid.

    Safe to repeat."""
    donation = donations.lock_donation(int(key))
    cause = CAUSE_OF_STATE.get(donation.state)
    valid = selectors.valid_of_gift(donation.pk)
    if cause is None or valid is None:
        return
    receipt = selectors.lock_receipt(valid.pk)
    if receipt.state == ReceiptState.ISSUED:
        _cancel(receipt, cause, labels.CAUSES[cause], "system", now)


def _cancel(receipt: DonationReceipt, cause: CancelCause, reason: str, actor: str, now: datetime) -> None:
    receipt.state = advance(TRANSITIONS, ReceiptState(receipt.state), ReceiptState.CANCELLED)
    receipt.cancelled_at, receipt.cancelled_by = now, actor
    receipt.cancel_cause, receipt.cancel_reason = cause, reason
    receipt.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_cause", "cancel_reason"])
    audit.record(
        actor=actor,
        verb="receipt.cancelled",
        object_kind="receipt",
        object_id=receipt.pk,
        now=now,
        data={"cause": str(cause), "year": receipt.year, "number": receipt.number},
    )
    messages.tell_cancelled(receipt=receipt, donation=donations.get_donation(receipt.donation_id), now=now)
