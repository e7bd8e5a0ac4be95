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


def list_valid(donation_ids: list[int]) -> dict[int, DonationReceipt]:
    """Return the valid receipts of some gifts, by gift."""
    rows = DonationReceipt.objects.filter(donation_id__in=donation_ids, state=ReceiptState.ISSUED)
    return {receipt.donation_id: receipt for receipt in rows}


def data_of(donation_ids: list[int]) -> list[dict[str, object]]:
    """Return the receipts of some gifts, valid or cancelled, as their donor may take them away; amounts in cents."""
    rows = DonationReceipt.objects.filter(donation_id__in=donation_ids).order_by("pk")
    return [
        {
            "donazione": row.donation_id,
            "anno": row.year,
            "numero": row.number,
            "stato": row.state,
            "importo_centesimi": row.amount_cents,
            "detraibile_centesimi": row.deductible_cents,
            "pagata_il": row.paid_on,
            "contenuto": row.snapshot,
        }
        for row in rows
    ]


def list_to_cancel() -> list[int]:
    """Return the gifts that have a valid receipt though their money went back, in order."""
    rows = DonationReceipt.objects.filter(state=ReceiptState.ISSUED, donation__state__in=list(CAUSE_OF_STATE))
    return list(rows.order_by("donation_id").values_list("donation_id", flat=True))
