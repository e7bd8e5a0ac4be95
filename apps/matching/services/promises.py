"""Promised gifts: cards kept, then charged when the promises make the campaign succeed.

Lock order as everywhere: campaign, gift, payment. The processor is called between two transactions.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from apps.calls.rules.vocabulary import Collection
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import SETTLED, CampaignState
from apps.donations import promises as rules
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.states import DonationState
from apps.matching import selectors
from apps.matching.rules import promised
from apps.matching.services.collection import collect_donation
from apps.payments import selectors as payment_selectors
from apps.payments import services as payments
from apps.payments.gateway import CardFacts
from apps.payments.rules import Decline, classify
from apps.payments.states import AttemptKind, AttemptState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation

AGAIN = timedelta(minutes=10)
RELEASED = {
    CampaignState.FUNDED: "promise_lapsed",
    CampaignState.NOT_FUNDED: "promise_released",
    CampaignState.CANCELLED: "promise_cancelled",
}
UNFINISHED = (AttemptState.PREPARED, AttemptState.OPEN)


def keep_promise(*, donation_id: int, attempt_id: int, card: CardFacts, now: datetime) -> None:
    """Record a card that was saved, once; start the collection when the promises are enough.

    A card that was saved after the outcome is never charged: the gift lapses.
    """
    campaign_id = donations.campaign_id_of(donation_id)
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(campaign_id)
        donation = donations.lock_donation(donation_id)
        attempt = payment_selectors.lock_attempt(attempt_id)
        if attempt.state == AttemptState.SAVED:
            return
        if campaign.state in SETTLED:
            donation_services.lapse_donation(donation_id=donation_id, now=now)
            return
        donation_services.keep_promise(donation=donation, attempt=attempt, card=card, now=now)
        if campaign.collection_started_at:
            registry.put_on_agenda(kind="promise.collect", key=str(donation_id), due_at=now, now=now)
        elif campaign.state == CampaignState.OPEN and _could_succeed(campaign, settings.PROMISE_BUFFER_BPS):
            _start_collection(campaign, now)
        campaign_services.announce_change(campaign_id=campaign_id, now=now)


def collect_at_deadline(*, campaign: "Campaign", now: datetime) -> None:
    """Begin to charge the saved cards of a locked campaign that just closed, when they can make it succeed."""
    policy = campaigns.terms_of(campaign).collection
    if policy is not Collection.CHARGE_ON_SUCCESS or campaign.collection_started_at:
        return
    if _could_succeed(campaign, buffer_bps=0):
        _start_collection(campaign, now)


def collect_promise(*, key: str, now: datetime) -> None:
    """Charge the card of promise `key` once, or read how the charge that was sent stands; safe to repeat.

    Refused: tried again on the days of the window, or left to the donor, who gets a link. A promise that is still
    not paid when its window ends lapses. Raises GatewayUncertain, GatewayRefused, FactsDisagree: it stays owed.
    """
    donation_id = int(key)
    attempt_id = _attempt_to_send(donation_id, now)
    if attempt_id is None:
        return
    facts = payments.send_charge(attempt_id=attempt_id, now=now)
    if facts.payment is not None:
        collect_donation(donation_id=donation_id, facts=facts.payment, now=now)
    elif facts.state == "refused":
        _note_refusal(donation_id, attempt_id, facts.refusal, now)
    else:
        _collect_again(donation_id, now + AGAIN, now)


def release_promises(*, campaign: "Campaign", now: datetime) -> None:
    """End every promise of a locked, settled campaign that was not collected: nobody's card is charged any more."""
    gifts = donations.lock_promised(campaign.pk)
    donation_services.release_promises(gifts=gifts, kind=RELEASED[CampaignState(campaign.state)], now=now)


def is_collecting(campaign: "Campaign") -> bool:
    """Tell whether some promise of a campaign may still be collected."""
    return campaign.collection_started_at is not None and donations.has_promised(campaign.pk)


def _could_succeed(campaign: "Campaign", buffer_bps: int) -> bool:
    terms = campaigns.terms_of(campaign)
    return promised.could_succeed(
        terms,
        campaign.cost_cents,
        selectors.list_contributions(campaign, terms),
        donations.list_promised_ids(campaign.pk),
        buffer_bps,
    )


def _start_collection(campaign: "Campaign", now: datetime) -> None:
    campaign_services.mark_collection_started(campaign=campaign, now=now)
    for donation_id in sorted(donations.list_promised_ids(campaign.pk)):
        registry.put_on_agenda(kind="promise.collect", key=str(donation_id), due_at=now, now=now)


def _attempt_to_send(donation_id: int, now: datetime) -> int | None:
    """Return the charge that is to be sent or read now; None when nothing is, or not yet."""
    campaign_id = donations.campaign_id_of(donation_id)
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(campaign_id)
        donation = donations.lock_donation(donation_id)
        if donation.state != DonationState.PROMISED or not campaign.collection_started_at:
            return None
        current = payment_selectors.lock_attempt(donation.attempt_id)
        if current.kind == AttemptKind.OFF_SESSION and current.state == AttemptState.PREPARED:
            return current.pk
        if current.state in UNFINISHED:
            _collect_again(donation_id, now + AGAIN, now)
            return None
        if campaign.state in SETTLED or now >= _window_ends_at(donation, campaign):
            donation_services.release_promise(donation=donation, kind="promise_lapsed", now=now)
            return None
        return donation_services.prepare_promised_charge(donation=donation, now=now).pk


def _note_refusal(donation_id: int, attempt_id: int, code: str, now: datetime) -> None:
    decline = classify(code)
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(donations.campaign_id_of(donation_id))
        donation = donations.lock_donation(donation_id)
        attempt = payment_selectors.lock_attempt(attempt_id)
        if attempt.state != AttemptState.PREPARED:
            return
        start, end = rules.window_of(donation.promised_at or now, campaign.collection_started_at or now)
        next_at = rules.next_attempt_at(start, now) if decline is Decline.LATER else None
        donation_services.note_refusal(
            donation=donation, attempt=attempt, code=code, decline=decline, next_at=next_at, now=now
        )
        _collect_again(donation_id, next_at or end, now)


def _window_ends_at(donation: "Donation", campaign: "Campaign") -> datetime:
    started_at = campaign.collection_started_at or campaigns.opened(campaign).closes_at
    return rules.window_of(donation.promised_at or started_at, started_at)[1]


def _collect_again(donation_id: int, due_at: datetime, now: datetime) -> None:
    registry.put_on_agenda(kind="promise.collect", key=str(donation_id), due_at=due_at, now=now)
