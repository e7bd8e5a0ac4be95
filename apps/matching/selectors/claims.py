"""Claims and the lock that guards them: a claim is read for a decision only while its pool is locked."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Sum

from apps.ledger import selectors as ledger
from apps.matching.models import MatchClaim, MatchReservation


@dataclass(frozen=True)
class Place:
    """Where a claim that is queued now stands in its call, and when it was queued."""

    number: int
    at: datetime


def lock_pool(call_id: int) -> int:
    """Lock the pool of a call for the rest of the transaction and return what is free in it, in cents."""
    code = f"pool:{call_id}"
    return ledger.lock_accounts([code])[code].available_cents


def claim_of(campaign_id: int) -> MatchClaim | None:
    """Return the claim of a campaign itself, or None when it has none."""
    return MatchClaim.objects.filter(campaign_id=campaign_id, donation__isnull=True).first()


def claims_of(campaign_id: int) -> list[MatchClaim]:
    """Return the claims of a campaign and of its gifts, in the order of their places."""
    return list(MatchClaim.objects.filter(campaign_id=campaign_id).order_by("place"))


def places_of_gifts(campaign_id: int) -> dict[int, int]:
    """Return the place of each gift of a campaign in the commit sequence of its call, by donation."""
    claims = MatchClaim.objects.filter(campaign_id=campaign_id, donation__isnull=False)
    return {int(gift): int(place) for gift, place in claims.values_list("donation_id", "place") if gift is not None}


def held_cents_of(campaign_id: int) -> int:
    """Return what a campaign has from its pool, reserved or committed; the pool is locked. Cents."""
    claims = MatchClaim.objects.filter(campaign_id=campaign_id)
    return int(claims.aggregate(cents=Sum(F("reserved_cents") + F("committed_cents")))["cents"] or 0)


def held_for_gift(donation_id: int) -> int:
    """Return what a gift has from its pool by itself, reserved or committed; 0 where the campaign has it. Cents."""
    held = F("reserved_cents") + F("committed_cents")
    return int(MatchClaim.objects.filter(donation_id=donation_id).aggregate(cents=Sum(held))["cents"] or 0)


def list_waiting(call_id: int) -> list[MatchClaim]:
    """Return the claims of a call that do not hold all they may have, in order, each with its campaign."""
    return list(
        MatchClaim.objects.select_related("campaign")
        .filter(
            call_id=call_id,
            released_at__isnull=True,
            entitlement_cents__gt=F("reserved_cents") + F("committed_cents"),
        )
        .order_by("place")
    )


def next_place(call_id: int, now: datetime) -> Place:
    """Return the place of a claim that is queued now; the pool is locked.

    Its instant is never before that of a claim that is queued already: who read the clock first may come second to the
    pool, and the list says in which order the pool was reached.
    """
    latest = MatchClaim.objects.filter(call_id=call_id).order_by("-place").values_list("place", "queued_at").first()
    return Place(latest[0] + 1, max(now, latest[1])) if latest else Place(1, now)


def reservations_of(claim: MatchClaim) -> list[MatchReservation]:
    """Return the reservations of a claim that are not resolved, in order."""
    return list(MatchReservation.objects.filter(claim=claim, resolved_at__isnull=True).order_by("number"))
