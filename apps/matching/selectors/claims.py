"""Claims and the lock that guards them: a claim is read for a decision only while its pool is locked."""

from datetime import datetime

from django.db.models import F, Max

from apps.ledger import selectors as ledger
from apps.matching.models import MatchClaim, MatchReservation


def lock_pool(call_id: int) -> int:
    """Lock the pool of a call for the rest of the transaction and return what is free in it, in cents."""
    code = f"pool:{call_id}"
    return ledger.lock_accounts([code])[code].available_cents


def claim_of(campaign_id: int) -> MatchClaim | None:
    """Return the claim of a campaign, or None when it never reached its threshold."""
    return MatchClaim.objects.filter(campaign_id=campaign_id).first()


def list_waiting(call_id: int) -> list[MatchClaim]:
    """Return the claims of a call that do not hold all they are entitled to, in the order of the waiting list."""
    return list(
        MatchClaim.objects.filter(
            call_id=call_id,
            released_at__isnull=True,
            entitlement_cents__gt=F("reserved_cents") + F("committed_cents"),
        ).order_by("queued_at", "pk")
    )


def next_place_at(call_id: int, now: datetime) -> datetime:
    """Return the instant of a crossing for the waiting list; the pool is locked.

    Never before a claim that is queued already: who read the clock first may come second to the pool, and the list
    says in which order the pool was reached.
    """
    latest = MatchClaim.objects.filter(call_id=call_id).aggregate(at=Max("queued_at"))["at"]
    return max(now, latest or now)


def reservations_of(claim: MatchClaim) -> list[MatchReservation]:
    """Return the reservations of a claim that are not resolved, in order."""
    return list(MatchReservation.objects.filter(claim=claim, resolved_at__isnull=True).order_by("number"))
