"""A campaign judged while it has no outcome: after money came, and after money went back. The campaign is locked.

Where the match is per donation, each gift is given its place in the commit sequence of the call and, if the rules say
so, reserves its own match at once; otherwise the campaign queues when it crosses its threshold.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Judgement, MatchKind
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.ledger import selectors as ledger
from apps.matching import selectors
from apps.matching.models import MatchClaim
from apps.matching.rules.decision import Decision, Phase
from apps.matching.rules.eligibility import Contribution
from apps.matching.rules.measure import Measure, measure, reached_from_cents, reserves_per_gift
from apps.matching.services import decisions, pool, reservations

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def judge_after_money(*, campaign: "Campaign", now: datetime) -> None:
    """Place the gifts that were just collected, reserve what is due for them, and mark the crossing."""
    terms = campaigns.terms_of(campaign)
    found = _measure_gifts(campaign, terms, now) if terms.kind is MatchKind.PER_DONATION else None
    if campaign.threshold_reached_at is None and _may_have_crossed(campaign, terms, found):
        decision = decisions.decide(campaign=campaign, phase=Phase.PROVISIONAL)
        if decision.reached:
            _cross(campaign, terms, decision, now)


def judge_after_loss(*, campaign: "Campaign", now: datetime) -> None:
    """Adjust what a campaign has reserved to the money that is left, and serve who waits with what that frees.

    Below its threshold the campaign loses its reservation, its place in the queue and the mark of the crossing; above
    it the place stays, and more is reserved when more is due now.
    """
    terms = campaigns.terms_of(campaign)
    selectors.lock_pool(campaign.call_id)
    if reserves_per_gift(terms):
        _measure_gifts(campaign, terms, now)
        pool.serve_pool(call_id=campaign.call_id, now=now)
    decision = decisions.decide(campaign=campaign, phase=Phase.PROVISIONAL)
    if not reserves_per_gift(terms):
        _adjust_claim(campaign, decision, now)
    if campaign.threshold_reached_at is not None and not decision.reached:
        campaign_services.forget_threshold(campaign=campaign, now=now)
    pool.serve_pool(call_id=campaign.call_id, now=now)


def _may_have_crossed(campaign: "Campaign", terms: MatchTerms, found: Measure | None) -> bool:
    """Look before everything is locked: what counts is never more than what the ledger holds, or the pool may add."""
    if found is not None:
        return found.eligible_cents >= reached_from_cents(terms, campaign.cost_cents, found.due_cents)
    account = f"campaign:{campaign.pk}:donations"
    gross_cents = ledger.balances([account])[account].posted_cents
    return gross_cents >= reached_from_cents(terms, campaign.cost_cents, 0)


def _cross(campaign: "Campaign", terms: MatchTerms, decision: Decision, now: datetime) -> None:
    crossed_at = selectors.next_place(campaign.call_id, now).at
    campaign_services.mark_threshold_reached(campaign=campaign, now=crossed_at)
    if terms.kind is MatchKind.THRESHOLD and terms.judged is Judgement.ON_CROSSING:
        pool.open_claim(campaign=campaign, entitlement_cents=decision.entitlement_cents, now=now)
        pool.serve_pool(call_id=campaign.call_id, now=now)


def _measure_gifts(campaign: "Campaign", terms: MatchTerms, now: datetime) -> Measure:
    """Give each collected gift its place, reserve what is due for it now where the rules do so, and return the measure.

    The gifts are read before the pool is locked: nobody else changes those of a locked campaign.
    """
    announcements = decisions.announcements_of(campaign=campaign, terms=terms)
    contributions = selectors.list_contributions(campaign, terms)
    selectors.lock_pool(campaign.call_id)
    placed = [_placed(campaign, each, now) if _lacks_a_place(each) else each for each in contributions]
    found = measure(terms, campaign.cost_cents, placed, campaign.opens_at, announcements)
    if reserves_per_gift(terms):
        _reserve_gifts(campaign, {each.donation_id: each.match_cents for each in found.matches}, now)
    return found


def _lacks_a_place(contribution: Contribution) -> bool:
    return contribution.collected and contribution.sequence is None


def _placed(campaign: "Campaign", contribution: Contribution, now: datetime) -> Contribution:
    place = selectors.next_place(campaign.call_id, now)
    MatchClaim.objects.create(
        campaign_id=campaign.pk,
        call_id=campaign.call_id,
        donation_id=contribution.donation_id,
        place=place.number,
        queued_at=place.at,
        entitlement_cents=0,
    )
    return replace(contribution, sequence=place.number)


def _reserve_gifts(campaign: "Campaign", due: Mapping[int, int], now: datetime) -> None:
    has_more = False
    for claim in selectors.claims_of(campaign.pk):
        due_cents = due.get(claim.donation_id or 0, 0)
        if due_cents == claim.entitlement_cents:
            continue
        has_more = has_more or due_cents > claim.entitlement_cents
        claim.entitlement_cents = due_cents
        claim.save(update_fields=["entitlement_cents"])
        if claim.reserved_cents > due_cents:
            reservations.keep_at_most(claim=claim, amount_cents=due_cents, now=now)
    if has_more:
        pool.serve_pool(call_id=campaign.call_id, now=now)


def _adjust_claim(campaign: "Campaign", decision: Decision, now: datetime) -> None:
    claim = selectors.claim_of(campaign.pk)
    if claim is None or claim.released_at is not None:
        return
    if not decision.reached:
        reservations.release(claim=claim, now=now)
    elif decision.entitlement_cents > claim.entitlement_cents:
        claim.entitlement_cents = decision.entitlement_cents
        claim.save(update_fields=["entitlement_cents"])
