"""The reservations of a claim in the ledger: set aside, cut back, committed, released. The pool is locked."""

from collections.abc import Sequence
from datetime import datetime

from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.matching import selectors
from apps.matching.models import MatchClaim, MatchReservation


def reserve(*, claim: MatchClaim, amount_cents: int, now: datetime) -> None:
    """Set an amount aside for a claim. Raises InsufficientFunds."""
    number = MatchReservation.objects.filter(claim=claim).count() + 1
    reservation = MatchReservation.objects.create(claim=claim, number=number, amount_cents=amount_cents)
    ledger.reserve(
        kind="match_reserved",
        key=_key(claim, reservation),
        occurred_at=now,
        source=_source(claim),
        line=_line(claim, amount_cents),
    )
    claim.reserved_cents += amount_cents
    claim.save(update_fields=["reserved_cents"])


def keep_at_most(*, claim: MatchClaim, amount_cents: int, now: datetime) -> None:
    """Cut what a claim has reserved back to an amount: the latest first, one that must be split is made again."""
    excess_cents = claim.reserved_cents - amount_cents
    for reservation in reversed(selectors.reservations_of(claim)):
        if excess_cents <= 0:
            break
        _resolve(claim, reservation, 0, now)
        claim.reserved_cents -= reservation.amount_cents
        excess_cents -= reservation.amount_cents
    claim.save(update_fields=["reserved_cents"])
    if excess_cents < 0:
        reserve(claim=claim, amount_cents=-excess_cents, now=now)


def commit(*, claim: MatchClaim, amount_cents: int, decision: str, now: datetime) -> None:
    """Give a claim an amount for good: from its reservations, whose rest is freed, then from what is free.

    `decision` names the decision in the ledger's key. Raises InsufficientFunds.
    """
    missing_cents = amount_cents
    for reservation in selectors.reservations_of(claim):
        part_cents = min(reservation.amount_cents, missing_cents)
        _resolve(claim, reservation, part_cents, now)
        missing_cents -= part_cents
    if missing_cents:
        ledger.post(
            kind="match_committed",
            key=f"{_name(claim)}:{decision}",
            occurred_at=now,
            source=_source(claim),
            lines=[_line(claim, missing_cents)],
        )
    claim.reserved_cents, claim.settled_at = 0, claim.settled_at or now
    claim.committed_cents += amount_cents
    claim.save(update_fields=["reserved_cents", "committed_cents", "settled_at"])


def commit_shares(*, shares: Sequence[tuple[MatchClaim, int]], decision: str, now: datetime) -> None:
    """Give claims of one campaign amounts for good; what one has above its share is freed first, for the others.

    A gift whose dispute was won may be due again what a later gift has reserved meanwhile. Raises InsufficientFunds.
    """
    for claim, share_cents in shares:
        if claim.reserved_cents > share_cents:
            keep_at_most(claim=claim, amount_cents=share_cents, now=now)
    for claim, share_cents in shares:
        commit(claim=claim, amount_cents=share_cents, decision=decision, now=now)


def release(*, claim: MatchClaim, now: datetime) -> None:
    """Give everything that a claim has reserved back to the pool, and leave the waiting list."""
    keep_at_most(claim=claim, amount_cents=0, now=now)
    claim.released_at = now
    claim.save(update_fields=["released_at"])


def _resolve(claim: MatchClaim, reservation: MatchReservation, part_cents: int, now: datetime) -> None:
    key = _key(claim, reservation)
    if part_cents:
        ledger.commit_reserved(
            kind="match_committed",
            key=f"{key}:committed",
            occurred_at=now,
            source=_source(claim),
            reserve_key=key,
            amount_cents=part_cents,
        )
    else:
        ledger.release_reserved(
            kind="match_released", key=f"{key}:released", occurred_at=now, source=_source(claim), reserve_key=key
        )
    reservation.resolved_at = now
    reservation.save(update_fields=["resolved_at"])


def _line(claim: MatchClaim, amount_cents: int) -> Line:
    return Line(f"pool:{claim.call_id}", f"campaign:{claim.campaign_id}:match", amount_cents)


def _name(claim: MatchClaim) -> str:
    gift = f":gift:{claim.donation_id}" if claim.donation_id else ""
    return f"match:{claim.campaign_id}{gift}"


def _key(claim: MatchClaim, reservation: MatchReservation) -> str:
    return f"{_name(claim)}:{reservation.number}"


def _source(claim: MatchClaim) -> str:
    return f"donation:{claim.donation_id}" if claim.donation_id else f"campaign:{claim.campaign_id}"
