"""Reads and locks of gifts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from apps.donations import links
from apps.donations.models import Donation, LineMatch, OfflineGift
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError

COUNTED = (DonationState.COLLECTED, DonationState.REFUNDING)


class DonationNotFound(DomainError):
    """The link names no gift of this city."""

    code = "donation_not_found"
    status = 404


def get_donation(donation_id: int) -> Donation:
    """Return a gift with its campaign and attempt; raises Donation.DoesNotExist."""
    return Donation.objects.select_related("campaign", "attempt").get(pk=donation_id)


def find_donation(donation_id: int) -> Donation:
    """Return a gift with its campaign, for an address that a person typed; raises DonationNotFound."""
    found = Donation.objects.select_related("campaign", "attempt").filter(pk=donation_id).first()
    if found is None:
        raise DonationNotFound(_("Questa donazione non esiste."))
    return found


def campaign_id_of(donation_id: int) -> int:
    """Return the campaign that a gift is for; raises Donation.DoesNotExist."""
    return int(Donation.objects.values_list("campaign_id", flat=True).get(pk=donation_id))


def get_donation_by_token(token: str) -> Donation:
    """Return the gift of a signed link; raises DonationNotFound."""
    donation_id = links.donation_id_of(token)
    donation = Donation.objects.select_related("campaign", "attempt").filter(pk=donation_id or 0).first()
    if donation is None:
        raise DonationNotFound(_("Questo collegamento non è valido in questa città."))
    return donation


def is_request_known(request_key: UUID) -> bool:
    """Tell whether a gift was begun with this key."""
    return Donation.objects.filter(request_key=request_key).exists()


def get_donation_of_attempt(attempt_id: int) -> Donation:
    """Return the gift that an attempt pays; raises Donation.DoesNotExist."""
    return Donation.objects.select_related("campaign", "attempt").get(attempt_id=attempt_id)


def lock_donation(donation_id: int) -> Donation:
    """Lock a gift for the rest of the transaction and return it with its campaign, which is not locked here."""
    donations = Donation.objects.select_related("campaign").select_for_update(no_key=True, of=("self",))
    return donations.get(pk=donation_id)


def lock_collected(campaign_id: int) -> list[Donation]:
    """Lock, in order of id, the gifts of a campaign that are collected and not being refunded."""
    return list(
        Donation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("attempt")
        .filter(campaign_id=campaign_id, state=DonationState.COLLECTED)
        .order_by("pk")
    )


def list_started_attempts(campaign_id: int) -> list[int]:
    """Return the attempts of a campaign whose outcome is not known yet."""
    return list(
        Donation.objects.filter(campaign_id=campaign_id, state=DonationState.STARTED)
        .order_by("pk")
        .values_list("attempt_id", flat=True)
    )


def has_refunding(campaign_id: int) -> bool:
    """Tell whether a gift of a campaign is on its way back, or held up by a dispute."""
    states = (DonationState.REFUNDING, DonationState.DISPUTED)
    return Donation.objects.filter(campaign_id=campaign_id, state__in=states).exists()


@dataclass(frozen=True)
class Returning:
    """The refunds of a campaign: how many gifts went back of how many."""

    title: str
    returned: int
    whole: int


def list_refunding_campaigns() -> list[int]:
    """Return the campaigns whose gifts are going back, in order of id."""
    rows = Donation.objects.filter(state=DonationState.REFUNDING).order_by("campaign_id")
    return list(rows.values_list("campaign_id", flat=True).distinct())


def refunds_of(campaign_id: int) -> Returning:
    """Return how far the refunds of a campaign have come, in one query; all zero without any."""
    states = (DonationState.REFUNDING, DonationState.REFUNDED)
    rows = Donation.objects.filter(campaign_id=campaign_id, state__in=states).order_by().values("campaign__title")
    returned = Count("pk", filter=Q(state=DonationState.REFUNDED))
    found = next(iter(rows.annotate(returned=returned, whole=Count("pk"))), None)
    return Returning(found["campaign__title"], found["returned"], found["whole"]) if found else Returning("", 0, 0)


def list_donations(campaign_id: int) -> list[Donation]:
    """Return every gift of a campaign with its attempt, in order."""
    return list(find_donations(campaign_id).order_by("pk"))


def find_donations(campaign_id: int, *, state: str = "", channel: str = "") -> QuerySet[Donation]:
    """Return the gifts of a campaign with their attempts, newest first; lazy, so that a page of them is read."""
    found = Donation.objects.select_related("attempt").filter(campaign_id=campaign_id).order_by("-pk")
    if state:
        found = found.filter(state=state)
    return found.filter(channel=channel) if channel else found


@dataclass(frozen=True)
class Received:
    """How a gift that did not come online was paid: `transfer` or a means of an offline gift, and the day."""

    means: str
    paid_on: date


def list_asking_for_receipt(campaign_id: int) -> list[Donation]:
    """Return the collected gifts of a campaign whose donors want a receipt, with their attempt, in order."""
    asking = Donation.objects.filter(campaign_id=campaign_id, state=DonationState.COLLECTED, wants_receipt=True)
    return list(asking.select_related("attempt").order_by("pk"))


def list_received(donation_ids: list[int]) -> dict[int, Received]:
    """Return how the gifts that came by transfer or by hand were paid; those that came online are not there."""
    offline = OfflineGift.objects.filter(donation_id__in=donation_ids, is_refused=False)
    matches = LineMatch.objects.filter(donation_id__in=donation_ids, undone_at__isnull=True)
    found = {pk: Received("transfer", day) for pk, day in matches.values_list("donation_id", "begun_on")}
    rows = offline.values_list("donation_id", "means", "received_on")
    return {**found, **{pk: Received(means, day) for pk, means, day in rows}}
