"""Reads of gifts received by hand."""

from apps.donations.models import OfflineGift
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError


class OfflineGiftNotFound(DomainError):
    """No such gift in this city."""

    code = "offline_gift_not_found"
    status = 404


def get_offline(donation_id: int) -> OfflineGift:
    """Return how a gift was received by hand, with the gift; raises OfflineGiftNotFound."""
    found = OfflineGift.objects.select_related("donation__campaign").filter(donation_id=donation_id).first()
    if found is None:
        raise OfflineGiftNotFound("Questa donazione offline non esiste.")
    return found


def lock_offline(donation_id: int) -> OfflineGift:
    """Lock how a gift was received by hand for the rest of the transaction; raises OfflineGift.DoesNotExist."""
    return OfflineGift.objects.select_for_update(no_key=True).get(donation_id=donation_id)


def list_offline(state: str = "") -> list[OfflineGift]:
    """Return the gifts received by hand with their campaign, those that wait for a second officer first."""
    rows = OfflineGift.objects.select_related("donation__campaign").order_by("-pk")
    found = list(rows.filter(donation__state=state) if state else rows)
    return sorted(found, key=lambda row: row.donation.state != DonationState.TO_CONFIRM)
