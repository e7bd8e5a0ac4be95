"""The end of a campaign: provisional at the deadline, definitive when pending payments are settled."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from apps.calls import selectors as calls
from apps.calls.rules.vocabulary import Judgement
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.matching import selectors
from apps.matching.models import MatchClaim
from apps.matching.rules.decision import Decision, Phase
from apps.matching.services import collection, decisions, pool
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.payments.services import FactsDisagree
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

NEXT_TRY = timedelta(minutes=5)


def close_campaign(*, key: str, now: datetime) -> None:
    """Close campaign `key`, and every other of its call whose deadline has come, with a provisional decision each.

    Those that reached their threshold are queued in the order in which they reached it, then the pool is served once,
    so that which of them is looked at first changes nothing. The pool is locked before anything is announced of them:
    whoever serves it announces the campaigns that waited, and would wait for us while we wait for the pool.
    """
    call_id = campaigns.get_campaign(int(key)).call_id
    with transaction.atomic(durable=True):
        due = campaigns.lock_due_campaigns(call_id, now)
        if not due:
            return
        selectors.lock_pool(call_id)
        for campaign in due:
            _close(campaign, now)
        pool.serve_pool(call_id=call_id, now=now)


def settle_campaign(*, key: str, now: datetime) -> None:
    """Give campaign `key` its definitive outcome once no payment begun before the deadline is unsettled.

    Waits for those at most `late_payments_days`. Funded: what was reserved is committed, recomputed from what was
    really collected. Not funded: every gift goes back, each with its own key, and the reservation returns to the pool,
    whose waiting list is served at once. Two workers settle once.
    """
    campaign = campaigns.get_campaign(int(key))
    if campaign.state != CampaignState.OUTCOME_PENDING:
        return
    if _has_unsettled_payments(campaign, now) and now < _window_ends_at(campaign):
        registry.put_on_agenda(kind="campaign.settle", key=key, due_at=now + NEXT_TRY, now=now)
        return
    with transaction.atomic(durable=True):
        locked = campaigns.lock_campaign(campaign.pk)
        if locked.state == CampaignState.OUTCOME_PENDING:
            _settle(locked, now)


def _close(campaign: "Campaign", now: datetime) -> None:
    campaign_services.close(campaign=campaign, now=now)
    decision = _decide(campaign, Phase.PROVISIONAL, now)
    terms = calls.terms_of_version(campaigns.opened(campaign).rules_version_id)
    if decision.reached and terms.judged is Judgement.AT_CLOSE:
        pool.open_claim(
            campaign_id=campaign.pk,
            call_id=campaign.call_id,
            entitlement_cents=decision.entitlement_cents,
            queued_at=campaign.threshold_reached_at or now,
        )
    registry.put_on_agenda(kind="campaign.settle", key=str(campaign.pk), due_at=now, now=now)


def _settle(campaign: "Campaign", now: datetime) -> None:
    decision = _decide(campaign, Phase.DEFINITIVE, now)
    claim = selectors.claim_of(campaign.pk)
    if decision.reached:
        claim = claim or pool.open_claim(
            campaign_id=campaign.pk,
            call_id=campaign.call_id,
            entitlement_cents=decision.entitlement_cents,
            queued_at=campaign.threshold_reached_at or now,
        )
        pool.commit_claim(claim=claim, decision=decision, now=now)
        campaign_services.settle(campaign=campaign, outcome=CampaignState.FUNDED, now=now)
        registry.put_on_agenda(kind="outcome.tell", key=str(campaign.pk), due_at=now, now=now)
    else:
        if claim is not None:
            pool.release_claim(claim=claim, now=now)
        campaign_services.settle(campaign=campaign, outcome=CampaignState.NOT_FUNDED, now=now)
        _refund_everybody(campaign, now)
    pool.serve_pool(call_id=campaign.call_id, now=now)


def _decide(campaign: "Campaign", phase: Phase, now: datetime) -> Decision:
    selectors.lock_pool(campaign.call_id)
    claim: MatchClaim | None = selectors.claim_of(campaign.pk)
    held_cents = claim.reserved_cents if claim else 0
    decision = decisions.decide(campaign_id=campaign.pk, phase=phase, held_cents=held_cents, now=now)
    decisions.record(decision=decision, now=now)
    return decision


def _refund_everybody(campaign: "Campaign", now: datetime) -> None:
    gifts = donations.lock_collected(campaign.pk)
    for donation in gifts:
        donation_services.request_refund(donation=donation, reason="not_funded", now=now)
    if not gifts:
        campaign_services.mark_refunds_completed(campaign_id=campaign.pk, now=now)


def _has_unsettled_payments(campaign: "Campaign", now: datetime) -> bool:
    for attempt_id in donations.list_started_attempts(campaign.pk):
        try:
            collection.check_payment(key=str(attempt_id), now=now)
        except (GatewayUncertain, GatewayRefused, FactsDisagree):
            continue
    return bool(donations.list_started_attempts(campaign.pk))


def _window_ends_at(campaign: "Campaign") -> datetime:
    terms = calls.terms_of_version(campaigns.opened(campaign).rules_version_id)
    return campaigns.opened(campaign).closes_at + timedelta(days=terms.late_payments_days)
