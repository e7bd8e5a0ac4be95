"""Money that was collected or went back: recorded by the gifts, and judged here in the same transaction."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import SETTLED, CampaignState
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.matching import selectors
from apps.matching.services import judging, pool
from apps.payments.gateway import PaymentFacts

if TYPE_CHECKING:
    pass


def collect_donation(*, donation_id: int, facts: PaymentFacts, now: datetime) -> None:
    """Record a gift that was paid, and reserve the match that it brings; see `collect_received`."""
    with transaction.atomic(durable=True):
        collect_received(donation_id=donation_id, facts=facts, now=now)


def collect_received(*, donation_id: int, facts: PaymentFacts, now: datetime) -> bool:
    """Record money that was received, whatever way it came, and judge the campaign; inside the caller's transaction.

    Once, whatever is repeated: returns False when it was recorded before. Locks the campaign first, so the caller holds
    no gift yet. Money that comes after the definitive outcome goes back to its donor at once, and so does a transfer
    that was begun too late or came twice.
    """
    campaign = campaigns.lock_campaign(donations.campaign_id_of(donation_id))
    if not donation_services.confirm_donation(donation_id=donation_id, facts=facts, now=now):
        return False
    reason = donation_services.give_back_reason(donation_id) or ("late" if campaign.state in SETTLED else "")
    if reason:
        unwanted = donations.lock_donation(donation_id)
        donation_services.request_refund(donation=unwanted, reason=reason, now=now)
    else:
        judging.judge_after_money(campaign=campaign, now=now)
    return True


def after_money(*, campaign_id: int, now: datetime) -> None:
    """Judge a campaign after money that its gifts have recorded, in the transaction that recorded it.

    The campaign was locked before any gift. Nothing happens once the outcome is definitive.
    """
    campaign = campaigns.lock_campaign(campaign_id)
    if campaign.state not in SETTLED:
        judging.judge_after_money(campaign=campaign, now=now)


def money_went_back(*, campaign_id: int, now: datetime) -> None:
    """Judge a campaign after a gift of it began to go back, or was disputed, in the transaction that recorded it.

    The campaign was locked before any gift. After the definitive outcome the grant does not change: that is a
    shortfall, and a case for a person.
    """
    campaign = campaigns.lock_campaign(campaign_id)
    if campaign.state in (CampaignState.OPEN, CampaignState.OUTCOME_PENDING):
        judging.judge_after_loss(campaign=campaign, now=now)


def release_campaign(*, campaign_id: int, now: datetime) -> None:
    """Give back to the pool what a campaign that was cancelled has reserved, and serve who waits; campaign locked."""
    call_id = campaigns.get_campaign(campaign_id).call_id
    selectors.lock_pool(call_id)
    pool.release_claims(campaign_id=campaign_id, now=now)
    pool.serve_pool(call_id=call_id, now=now)
