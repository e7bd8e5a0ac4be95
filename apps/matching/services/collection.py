"""Money that was collected: recorded, and judged against the threshold in the same transaction."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from apps.calls import selectors as calls
from apps.calls.rules.vocabulary import Judgement
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import SETTLED, CampaignState
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.matching import selectors
from apps.matching.rules import threshold
from apps.matching.rules.decision import Phase
from apps.matching.services import decisions, pool
from apps.payments import services as payments
from apps.payments.gateway import PaymentFacts
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation

PAGE_LIFETIME = timedelta(hours=1)
NEXT_CHECK = timedelta(minutes=10)


def check_payment(*, key: str, now: datetime) -> None:
    """Ask the processor how the attempt `key` stands, and act on it; order and repetition change nothing.

    A page that was left open is closed after `PAGE_LIFETIME`, or as soon as the campaign takes no gifts.
    Raises GatewayUncertain, FactsDisagree: the check stays owed.
    """
    attempt_id = int(key)
    donation = donations.get_donation_of_attempt(attempt_id)
    if donation.state not in (DonationState.STARTED, DonationState.LAPSED):
        return
    facts = payments.read_attempt(attempt_id=attempt_id, now=now)
    if facts is not None and facts.state == "open" and not _may_stay_open(donation, now):
        facts = payments.close_attempt(attempt_id=attempt_id, now=now)
    if facts is None or facts.state == "expired":
        donation_services.lapse_donation(donation_id=donation.pk, now=now)
    elif facts.state == "paid":
        collect_donation(donation_id=donation.pk, facts=facts, now=now)
    else:
        registry.put_on_agenda(kind="payment.check", key=key, due_at=now + NEXT_CHECK, now=now)


def collect_donation(*, donation_id: int, facts: PaymentFacts, now: datetime) -> None:
    """Record a gift that was paid, and reserve the match when it makes the campaign cross its threshold.

    Once, whatever is repeated. Money that comes after the definitive outcome goes back to its donor at once.
    """
    campaign_id = donations.campaign_id_of(donation_id)
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(campaign_id)
        if not donation_services.confirm_donation(donation_id=donation_id, facts=facts, now=now):
            return
        if campaign.state in SETTLED:
            late = donations.lock_donation(donation_id)
            donation_services.request_refund(donation=late, reason="late", now=now)
        elif campaign.threshold_reached_at is None:
            _judge_crossing(campaign, now)


def _judge_crossing(campaign: "Campaign", now: datetime) -> None:
    terms = calls.terms_of_version(campaigns.opened(campaign).rules_version_id)
    account = f"campaign:{campaign.pk}:donations"
    gross_cents = ledger.balances([account])[account].posted_cents
    if not threshold.is_reached(campaign.cost_cents, threshold.threshold_bps_of(terms), gross_cents):
        return
    decision = decisions.decide(campaign_id=campaign.pk, phase=Phase.PROVISIONAL, held_cents=0, now=now)
    if not decision.reached:
        return
    crossed_at = selectors.next_place_at(campaign.call_id, now)
    campaign_services.mark_threshold_reached(campaign=campaign, now=crossed_at)
    if terms.judged is Judgement.ON_CROSSING:
        pool.open_claim(
            campaign_id=campaign.pk,
            call_id=campaign.call_id,
            entitlement_cents=decision.entitlement_cents,
            queued_at=crossed_at,
        )
        pool.serve_pool(call_id=campaign.call_id, now=now)


def _may_stay_open(donation: "Donation", now: datetime) -> bool:
    return donation.campaign.state == CampaignState.OPEN and now < donation.started_at + PAGE_LIFETIME
