"""Reads of gifts received by hand."""

from django.db.models import Case, Q, QuerySet, When

from apps.donations.models import OfflineGift
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError

MOST_ALIKE = 5


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


def find_offline(state: str = "") -> QuerySet[OfflineGift]:
    """Return the gifts received by hand with their campaign, those that wait for a second officer first; lazy."""
    waits = Case(When(donation__state=DonationState.TO_CONFIRM, then=0), default=1)
    rows = OfflineGift.objects.select_related("donation__campaign").order_by(waits, "-pk")
    return rows.filter(donation__state=state) if state else rows


def list_alike(gift: OfflineGift) -> list[OfflineGift]:
    """Return other gifts received by hand that may be the same one: same evidence, or donor, campaign and amount."""
    donation = gift.donation
    same = Q(
        donation__donor_key=donation.donor_key,
        donation__campaign_id=donation.campaign_id,
        donation__amount_cents=donation.amount_cents,
    )
    found = OfflineGift.objects.filter(same | Q(evidence_sha256=gift.evidence_sha256), is_refused=False)
    return list(found.select_related("donation").exclude(pk=gift.pk).order_by("pk")[:MOST_ALIKE])


def count_to_confirm() -> int:
    """Return how many gifts received by hand wait for a second officer."""
    return OfflineGift.objects.filter(donation__state=DonationState.TO_CONFIRM).count()
