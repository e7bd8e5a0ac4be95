"""Claims on a call's pool and who is served from it. Lock order: campaign, gifts and their ledger accounts, then the
pool, then match accounts; whoever holds the pool's account may read and change the claims on it, and nobody else may.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.calls import selectors as calls
from apps.calls import services as call_services
from apps.calls.rules.vocabulary import Exhaustion
from apps.campaigns import services as campaign_services
from apps.matching import selectors
from apps.matching.models import MatchClaim
from apps.matching.rules import decision as rules
from apps.matching.rules.decision import Phase, Turn
from apps.matching.rules.exhaustion import allocate
from apps.matching.services import decisions, reservations

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@transaction.atomic
def fund_pool(*, call_id: int, act_id: int, amount_cents: int, now: datetime, actor: str) -> None:
    """Put money of an act into a call's pool, once per act, and serve who waits for it.

    Raises WrongAct, KeyReused for another amount of the same act.
    """
    call_services.fund_call(call_id=call_id, act_id=act_id, amount_cents=amount_cents, now=now, actor=actor)
    if calls.list_rules_versions(call_id):
        serve_pool(call_id=call_id, now=now)


def serve_pool(*, call_id: int, now: datetime) -> None:
    """Give what is free to those who wait for it, each under the exhaustion rule that is frozen with its campaign.

    Inside the caller's transaction. Those under the same rule are served together, and the groups in the order of
    their earliest place. A campaign whose outcome is definitive gets a commitment and a decision record of its own,
    any other a reservation. What a decision refuses is offered to the next.
    """
    while True:
        selectors.lock_pool(call_id)
        groups = _by_rule(selectors.list_waiting(call_id))
        taken = [_serve(kind, claims, call_id, now) for kind, claims in groups.items()]
        if all(taken):
            return


def open_claim(*, campaign: "Campaign", entitlement_cents: int, now: datetime) -> MatchClaim:
    """Queue a campaign that was reached, behind those that wait; the pool is locked. A campaign queues once.

    One that lost its place, because money went back, gets a new one.
    """
    claim = selectors.claim_of(campaign.pk)
    if claim is not None and claim.released_at is None:
        return claim
    place = selectors.next_place(campaign.call_id, now)
    claim = claim or MatchClaim(campaign_id=campaign.pk, call_id=campaign.call_id)
    claim.place, claim.queued_at, claim.released_at = place.number, place.at, None
    claim.entitlement_cents = entitlement_cents
    claim.save()
    return claim


def release_claims(*, campaign_id: int, now: datetime) -> None:
    """Give everything that a campaign and its gifts have reserved back to the pool, locked."""
    claims = MatchClaim.objects.filter(campaign_id=campaign_id, released_at__isnull=True)
    for claim in claims.filter(reserved_cents__gt=0).order_by("place"):
        reservations.keep_at_most(claim=claim, amount_cents=0, now=now)
    claims.update(released_at=now)


def _by_rule(waiting: Sequence[MatchClaim]) -> dict[Exhaustion, list[MatchClaim]]:
    versions = {claim.campaign.rules_version_id for claim in waiting}
    terms = calls.terms_of_versions({version for version in versions if version is not None})
    groups: dict[Exhaustion, list[MatchClaim]] = {}
    for claim in waiting:
        groups.setdefault(terms[claim.campaign.rules_version_id or 0].exhaustion, []).append(claim)
    return groups


def _serve(kind: Exhaustion, claims: Sequence[MatchClaim], call_id: int, now: datetime) -> bool:
    """Serve the claims of one rule; returns False when somebody could not take what was offered."""
    free_cents = selectors.lock_pool(call_id)
    queue = [_turn(claim) for claim in claims]
    settled: dict[int, list[MatchClaim]] = {}
    offered: dict[int, int] = {}
    for claim, award in zip(claims, allocate(kind, rules.requests_of(queue), free_cents), strict=True):
        if award.granted_cents and claim.settled_at:
            settled.setdefault(claim.campaign_id, []).append(claim)
            offered[claim.campaign_id] = offered.get(claim.campaign_id, 0) + award.granted_cents
        elif award.granted_cents:
            reservations.reserve(claim=claim, amount_cents=award.granted_cents, now=now)
            campaign_services.announce_served(campaign_id=claim.campaign_id, now=now)
    taken = [_roll_over(own, offered[pk], queue, free_cents, now) for pk, own in settled.items()]
    return all(taken)


def _roll_over(
    claims: Sequence[MatchClaim], offered_cents: int, queue: Sequence[Turn], free_cents: int, now: datetime
) -> bool:
    """Commit to a settled campaign what is offered to its claims, as a decision of its own finds it due.

    Returns False, and ends its waiting, when less is due than is offered.
    """
    campaign = claims[0].campaign
    decision = decisions.decide_in_queue(campaign=campaign, phase=Phase.ROLLOVER, queue=queue, free_cents=free_cents)
    number = decisions.record(campaign=campaign, decision=decision, now=now).number
    more_cents = max(0, decision.granted_cents - decision.inputs.reserved_cents)
    is_taken = more_cents >= offered_cents
    for claim in claims:
        part_cents = min(more_cents, claim.entitlement_cents - claim.committed_cents)
        if part_cents:
            reservations.commit(claim=claim, amount_cents=part_cents, decision=f"rollover:{number}", now=now)
        more_cents -= part_cents
        if not is_taken:
            claim.entitlement_cents = claim.committed_cents
            claim.save(update_fields=["entitlement_cents"])
    campaign_services.announce_served(campaign_id=campaign.pk, now=now)
    return is_taken


def _turn(claim: MatchClaim) -> Turn:
    return Turn(
        campaign_id=claim.campaign_id,
        requested_cents=claim.entitlement_cents - claim.reserved_cents - claim.committed_cents,
        rank=claim.campaign.rank,
        weight_cents=claim.entitlement_cents,
    )
