"""Money that goes to the beneficiary's bank once the outcome is definitive, and nobody questions it."""

from datetime import datetime, timedelta

from django.db import transaction

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.matching.selectors import payable_cents
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import GatewayRefused
from apps.payments.states import AT_THE_PROCESSOR, PayoutState
from tenants.registry import services as registry

NEXT_TRY = timedelta(days=1)


@transaction.atomic
def ask_release(*, campaign_id: int, actor: str, now: datetime) -> None:
    """Owe the payout of a funded campaign, because somebody released it; asking again changes nothing."""
    audit.record(actor=actor, verb="payout_released", object_kind="campaign", object_id=campaign_id, now=now)
    registry.put_on_agenda(kind="payout.release", key=str(campaign_id), due_at=now, now=now)


def release_payout(*, key: str, now: datetime) -> None:
    """Send what the funded campaign `key` has at the processor to its body's bank; safe to repeat.

    Waits a day at a time while a dispute over one of its gifts is open, or the processor refuses because the money is
    not available yet; then a new payout is asked for. Raises GatewayUncertain: the payout stays owed.
    """
    campaign = campaigns.get_campaign(int(key))
    gifts = donations.list_donations(campaign.pk)
    online = [gift for gift in gifts if gift.attempt.kind in AT_THE_PROCESSOR]
    if campaign.state != CampaignState.FUNDED or not online:
        return
    if payments.list_open_disputes(gift.attempt_id for gift in online):
        registry.put_on_agenda(kind="payout.release", key=key, due_at=now + NEXT_TRY, now=now)
        return
    account = payments.get_account(campaigns.opened(campaign).account_pk)
    amount_cents = payable_cents(campaign.pk, account.account_id)
    if amount_cents <= 0:
        return
    subject = f"campaign:{campaign.pk}"
    with transaction.atomic():
        payout = payment_services.prepare_payout(account=account, subject=subject, amount_cents=amount_cents, now=now)
    if payout.state == PayoutState.PREPARED:
        _send(payout.pk, account.account_id, key, now)


def _send(payout_pk: int, account_id: str, key: str, now: datetime) -> None:
    try:
        facts = payment_services.ask_payout(payout_pk=payout_pk, now=now)
    except GatewayRefused as refusal:
        payment_services.give_payout_up(payout_pk=payout_pk, failure=refusal.message, now=now)
        facts = None
    if facts is None:
        registry.put_on_agenda(kind="payout.release", key=key, due_at=now + NEXT_TRY, now=now)
    else:
        donation_services.record_payout(account_id=account_id, facts=facts, ours=payout_pk, now=now)


def follow_payout(*, account_id: str, payout_id: str, ours: int | None, now: datetime) -> None:
    """Ask the processor how a payout stands, ours or another, and record it; order and repetition change nothing."""
    facts = payment_services.read_payout(account_id=account_id, payout_id=payout_id)
    donation_services.record_payout(account_id=account_id, facts=facts, ours=ours, now=now)
