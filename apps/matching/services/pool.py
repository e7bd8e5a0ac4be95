"""Reservations from a call's pool. Lock order: campaign, gifts and their ledger accounts, then the pool, then match
accounts; whoever holds the pool's account may read and change the claims on it, and nobody else may.
"""

from datetime import datetime

from django.db import transaction

from apps.calls import selectors as calls
from apps.calls import services as call_services
from apps.campaigns import services as campaign_services
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.matching import selectors
from apps.matching.models import MatchClaim, MatchReservation
from apps.matching.rules.decision import Decision, Phase
from apps.matching.rules.exhaustion import Request, allocate
from apps.matching.services import decisions


@transaction.atomic
def fund_pool(*, call_id: int, act_id: int, amount_cents: int, now: datetime, actor: str) -> None:
    """Put money of an act into a call's pool, once per act, and serve who waits for it.

    Raises WrongAct, KeyReused for another amount of the same act.
    """
    call_services.fund_call(call_id=call_id, act_id=act_id, amount_cents=amount_cents, now=now, actor=actor)
    if calls.list_rules_versions(call_id):
        serve_pool(call_id=call_id, now=now)


def serve_pool(*, call_id: int, now: datetime) -> None:
    """Give what is free to the campaigns that wait for it, in order, under the call's exhaustion rule.

    Inside the caller's transaction. A campaign whose outcome is definitive gets a commitment and a decision record of
    its own, any other a reservation.
    """
    free_cents = selectors.lock_pool(call_id)
    waiting = {claim.pk: claim for claim in selectors.list_waiting(call_id)}
    requests = [
        Request(claim.pk, claim.entitlement_cents - claim.reserved_cents - claim.committed_cents)
        for claim in waiting.values()
    ]
    terms = calls.current_terms(call_id)
    for award in allocate(terms.exhaustion, requests, free_cents):
        claim = waiting[award.key]
        if award.granted_cents and claim.settled_at:
            _commit_rollover(claim, now)
        elif award.granted_cents:
            _reserve(claim, award.granted_cents, now)


def open_claim(*, campaign_id: int, call_id: int, entitlement_cents: int, queued_at: datetime) -> MatchClaim:
    """Queue a campaign that reached its threshold; the pool is locked. A campaign queues once."""
    claim, _ = MatchClaim.objects.get_or_create(
        campaign_id=campaign_id,
        defaults={"call_id": call_id, "entitlement_cents": entitlement_cents, "queued_at": queued_at},
    )
    return claim


def commit_claim(*, claim: MatchClaim, decision: Decision, now: datetime) -> None:
    """Turn what a claim has reserved into what was definitively granted; the rest goes back to the pool, locked."""
    missing_cents = decision.granted_cents
    for reservation in selectors.reservations_of(claim):
        part_cents = min(reservation.amount_cents, missing_cents)
        _resolve(claim, reservation, part_cents, now)
        missing_cents -= part_cents
    if missing_cents:
        _commit_free(claim, missing_cents, "definitive", now)
    claim.entitlement_cents = decision.entitlement_cents
    claim.reserved_cents, claim.committed_cents = 0, decision.granted_cents
    claim.settled_at = now
    claim.save(update_fields=["entitlement_cents", "reserved_cents", "committed_cents", "settled_at"])


def release_claim(*, claim: MatchClaim, now: datetime) -> None:
    """Give everything that a claim has reserved back to the pool, locked, and leave the waiting list."""
    for reservation in selectors.reservations_of(claim):
        _resolve(claim, reservation, 0, now)
    claim.reserved_cents = 0
    claim.released_at = now
    claim.save(update_fields=["reserved_cents", "released_at"])


def _reserve(claim: MatchClaim, amount_cents: int, now: datetime) -> None:
    number = MatchReservation.objects.filter(claim=claim).count() + 1
    reservation = MatchReservation.objects.create(claim=claim, number=number, amount_cents=amount_cents)
    ledger.reserve(
        kind="match_reserved",
        key=_key(reservation),
        occurred_at=now,
        source=_source(claim),
        line=_line(claim, amount_cents),
    )
    claim.reserved_cents += amount_cents
    claim.save(update_fields=["reserved_cents"])
    campaign_services.announce_change(campaign_id=claim.campaign_id, now=now)


def _resolve(claim: MatchClaim, reservation: MatchReservation, part_cents: int, now: datetime) -> None:
    key = _key(reservation)
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


def _commit_rollover(claim: MatchClaim, now: datetime) -> None:
    decision = decisions.decide(
        campaign_id=claim.campaign_id, phase=Phase.ROLLOVER, held_cents=claim.committed_cents, now=now
    )
    more_cents = decision.granted_cents - claim.committed_cents
    if more_cents <= 0:
        return
    number = decisions.record(decision=decision, now=now).number
    _commit_free(claim, more_cents, f"rollover:{number}", now)
    claim.committed_cents = decision.granted_cents
    claim.save(update_fields=["committed_cents"])
    campaign_services.announce_change(campaign_id=claim.campaign_id, now=now)


def _commit_free(claim: MatchClaim, amount_cents: int, decision: str, now: datetime) -> None:
    ledger.post(
        kind="match_committed",
        key=f"match:{claim.campaign_id}:{decision}",
        occurred_at=now,
        source=_source(claim),
        lines=[_line(claim, amount_cents)],
    )


def _line(claim: MatchClaim, amount_cents: int) -> Line:
    return Line(f"pool:{claim.call_id}", f"campaign:{claim.campaign_id}:match", amount_cents)


def _key(reservation: MatchReservation) -> str:
    return f"match:{reservation.claim.campaign_id}:{reservation.number}"


def _source(claim: MatchClaim) -> str:
    return f"campaign:{claim.campaign_id}"
