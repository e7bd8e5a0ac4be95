"""Reads of the receipts of one gift."""

from apps.receipts.models import DonationReceipt
from apps.receipts.states import CAUSE_OF_STATE, CancelCause, ReceiptState


def valid_of_gift(donation_id: int) -> DonationReceipt | None:
    """Return the valid receipt of a gift, or None."""
    return DonationReceipt.objects.filter(donation_id=donation_id, state=ReceiptState.ISSUED).first()


def latest_of_gift(donation_id: int) -> DonationReceipt | None:
    """Return the last receipt of a gift, valid or cancelled, or None."""
    return DonationReceipt.objects.filter(donation_id=donation_id).order_by("-pk").first()


def list_cancelled_for_error(donation_ids: list[int]) -> set[int]:
    """Return which of these gifts had a receipt cancelled by an officer: only a person issues another."""
    rows = DonationReceipt.objects.filter(donation_id__in=donation_ids, cancel_cause=CancelCause.ERROR)
    return set(rows.values_list("donation_id", flat=True))


def list_with_valid(donation_ids: list[int]) -> set[int]:
    """Return which of these gifts have a valid receipt."""
    rows = DonationReceipt.objects.filter(donation_id__in=donation_ids, state=ReceiptState.ISSUED)
    return set(rows.values_list("donation_id", flat=True))


def list_to_cancel() -> list[int]:
    """Return the gifts that have a valid receipt though their money went back, in order."""
    rows = DonationReceipt.objects.filter(state=ReceiptState.ISSUED, donation__state__in=list(CAUSE_OF_STATE))
    return list(rows.order_by("donation_id").values_list("donation_id", flat=True))
