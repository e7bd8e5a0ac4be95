"""The end of a campaign: provisional at the deadline, definitive when pending payments are settled.

Campaigns whose rules share the pool out (`ranking`, `pro_rata`) and that have the same call, rules version and deadline
are closed and settled together, in one transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from apps.calls.rules.vocabulary import Judgement
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import CampaignState
from apps.matching import selectors
from apps.matching.rules.decision import Decision, Phase
from apps.matching.rules.measure import reserves_per_gift
from apps.matching.services import decisions, everybody, pool, promises, reservations, waiting
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
        _close(campaigns.lock_due_campaigns(call_id, now), now)


def end_first_round(*, key: str, now: datetime) -> None:
    """Judge the minimum of campaign `key` where its first round ends, with a decision of its own.

    Reached, the next round goes on as if nothing had happened; if not, the campaign closes here: a payment begun before
    may still make it succeed, without further rounds.
    """
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(int(key))
        if campaign.state != CampaignState.OPEN or campaign.opens_at is None:
            return
        ends_at = campaign_rules.first_round_ends_at(campaigns.terms_of(campaign), campaign.opens_at)
        if ends_at is None or now < ends_at:
            return
        decision = decisions.decide(campaign=campaign, phase=Phase.ROUND)
        decisions.record(campaign=campaign, decision=decision, now=now)
        if not decision.reached:
            campaign_services.shorten(campaign=campaign, closes_at=ends_at, now=now)
            _close([campaign], now)


def settle_campaign(*, key: str, now: datetime) -> None:
    """Give campaign `key` its definitive outcome once no payment begun before the deadline is unsettled.

    Waits for those at most `late_payments_days`, and for the campaigns that are decided together with it. Funded: what
    was reserved is committed, recomputed from what was really collected. Not funded: every gift goes back, each with
    its own key, unless the rules let the project keep them, and the reservation returns to the pool, whose waiting list
    is served at once. Two workers settle once.
    """
    campaign = campaigns.get_campaign(int(key))
    if campaign.state != CampaignState.OUTCOME_PENDING:
        return
    together = _decided_with(campaign)
    waits = [waiting.must_wait(campaign=each, now=now) for each in together]
    if any(waits):
        registry.put_on_agenda(kind="campaign.settle", key=key, due_at=now + NEXT_TRY, now=now)
        return
    with transaction.atomic(durable=True):
        locked = [campaigns.lock_campaign(each.pk) for each in together]
        pending = [each for each in locked if each.state == CampaignState.OUTCOME_PENDING]
        if campaign.pk in {each.pk for each in pending}:
            _settle(pending, now)


def end_now(*, campaign: "Campaign", now: datetime) -> None:
    """Give a locked campaign without an outcome the one it would have if its time ended now, alone of its call.

    For a dry run, in a transaction that is undone: of its decisions no record is kept, and its gifts do not move.
    """
    if campaign.state == CampaignState.OPEN:
        _queue([campaign], _stop([campaign], now), now)
    if campaign.state == CampaignState.OUTCOME_PENDING:
        _carry_out([campaign], _judge([campaign], now), now)


def _close(due: Sequence["Campaign"], now: datetime) -> None:
    if not due:
        return
    found = _stop(due, now)
    _keep(due, found, now)
    _queue(due, found, now)
    for campaign in due:
        promises.collect_at_deadline(campaign=campaign, now=now)


def _stop(due: Sequence["Campaign"], now: datetime) -> dict[int, Decision]:
    """Lock the pool, let the campaigns take no more gifts, and decide provisionally."""
    selectors.lock_pool(due[0].call_id)
    for campaign in due:
        campaign_services.close(campaign=campaign, now=now)
        registry.put_on_agenda(kind="campaign.settle", key=str(campaign.pk), due_at=now, now=now)
    return decisions.decide_all(due=due, phase=Phase.PROVISIONAL)


def _queue(due: Sequence["Campaign"], found: Mapping[int, Decision], now: datetime) -> None:
    for campaign in sorted(due, key=lambda each: (each.threshold_reached_at or now, each.pk)):
        decision, terms = found[campaign.pk], campaigns.terms_of(campaign)
        if decision.reached and terms.judged is Judgement.AT_CLOSE:
            pool.open_claim(campaign=campaign, entitlement_cents=decision.entitlement_cents, now=now)
    pool.serve_pool(call_id=due[0].call_id, now=now)


def _settle(pending: Sequence["Campaign"], now: datetime) -> None:
    found = _judge(pending, now)
    _keep(pending, found, now)
    _carry_out(pending, found, now)
    for campaign in pending:
        everybody.let_go(campaign=campaign, now=now)


def _judge(pending: Sequence["Campaign"], now: datetime) -> dict[int, Decision]:
    """Lock the pool and decide for good; where it is shared out, nobody holds anything of it before."""
    selectors.lock_pool(pending[0].call_id)
    if decisions.shares_out(pending[0]):
        for campaign in pending:
            for claim in selectors.claims_of(campaign.pk):
                reservations.keep_at_most(claim=claim, amount_cents=0, now=now)
    return decisions.decide_all(due=pending, phase=Phase.DEFINITIVE)


def _carry_out(pending: Sequence["Campaign"], found: Mapping[int, Decision], now: datetime) -> None:
    for campaign in pending:
        if found[campaign.pk].reached:
            _succeed(campaign, found[campaign.pk], now)
        else:
            _fail(campaign, now)
        registry.put_on_agenda(kind="outcome.tell_office", key=str(campaign.pk), due_at=now, now=now)
    pool.serve_pool(call_id=pending[0].call_id, now=now)


def _keep(decided: Sequence["Campaign"], found: Mapping[int, Decision], now: datetime) -> None:
    for campaign in decided:
        decisions.record(campaign=campaign, decision=found[campaign.pk], now=now)


def _succeed(campaign: "Campaign", decision: Decision, now: datetime) -> None:
    per_gift = reserves_per_gift(campaigns.terms_of(campaign))
    if not per_gift:
        pool.open_claim(campaign=campaign, entitlement_cents=decision.entitlement_cents, now=now)
    matches = {each.donation_id: each.match_cents for each in decision.matches}
    left_cents, shares = decision.granted_cents, []
    for claim in selectors.claims_of(campaign.pk):
        if per_gift == (claim.donation_id is None):
            continue
        due_cents = matches.get(claim.donation_id, 0) if claim.donation_id else decision.entitlement_cents
        shares.append((claim, min(due_cents, left_cents)))
        left_cents -= min(due_cents, left_cents)
        if claim.entitlement_cents != due_cents:
            claim.entitlement_cents = due_cents
            claim.save(update_fields=["entitlement_cents"])
    reservations.commit_shares(shares=shares, decision="definitive", now=now)
    campaign_services.settle(campaign=campaign, outcome=CampaignState.FUNDED, now=now)
    registry.put_on_agenda(kind="outcome.tell", key=str(campaign.pk), due_at=now, now=now)
    registry.put_on_agenda(kind="campaign.settled", key=str(campaign.pk), due_at=now, now=now)


def _fail(campaign: "Campaign", now: datetime) -> None:
    pool.release_claims(campaign_id=campaign.pk, now=now)
    campaign_services.settle(campaign=campaign, outcome=CampaignState.NOT_FUNDED, now=now)
    registry.put_on_agenda(kind="outcome.tell", key=str(campaign.pk), due_at=now, now=now)
    if not everybody.gives_back(campaign):
        registry.put_on_agenda(kind="campaign.settled", key=str(campaign.pk), due_at=now, now=now)


def _decided_with(campaign: "Campaign") -> list["Campaign"]:
    return campaigns.list_decided_together(campaign) if decisions.shares_out(campaign) else [campaign]
