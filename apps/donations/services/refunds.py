"""A gift goes back: owed, asked for, recorded with its proof."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import CampaignState
from apps.donations import selectors
from apps.donations.models import Donation
from apps.donations.services.messages import tell
from apps.donations.states import TRANSITIONS, DonationState
from apps.kernel.states import advance
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import RefundFacts
from apps.payments.states import RefundState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import Refund

REFUND_CHECK = timedelta(minutes=10)


def request_refund(*, donation: Donation, reason: str, now: datetime) -> None:
    """Owe the whole amount of a locked, collected gift back to its donor, with a key of its own."""
    donation.state = advance(TRANSITIONS, DonationState(donation.state), DonationState.REFUNDING)
    donation.save(update_fields=["state"])
    refund = payment_services.prepare_refund(attempt=donation.attempt, reason=reason, now=now)
    registry.put_on_agenda(kind="refund.send", key=str(refund.pk), due_at=now, now=now)


def send_refund(*, key: str, now: datetime) -> None:
    """Ask the processor for the refund `key`, or read it, and record the outcome; safe to repeat.

    Raises GatewayUncertain, GatewayRefused: the refund stays owed on the agenda.
    """
    facts = payment_services.ask_refund(refund_id=int(key), now=now)
    if facts.state == RefundState.PENDING:
        registry.put_on_agenda(kind="refund.check", key=key, due_at=now + REFUND_CHECK, now=now)
    else:
        finish_refund(refund_id=int(key), facts=facts, now=now)


def finish_refund(*, refund_id: int, facts: RefundFacts, now: datetime) -> None:
    """Record the definite outcome of a refund once: state, ledger entry `refund:<id>`, message with the proof."""
    refund = payments.get_refund(refund_id)
    donation = selectors.get_donation_of_attempt(refund.attempt_id)
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(donation.campaign_id)
        donation = selectors.lock_donation(donation.pk)
        refund = payments.lock_refund(refund_id)
        if refund.state in (RefundState.SUCCEEDED, RefundState.FAILED):
            return
        payment_services.settle_refund(refund=refund, facts=facts, now=now)
        if refund.state == RefundState.SUCCEEDED:
            _return_money(campaign, donation, refund, now)
        audit.record(
            actor="system",
            verb=f"refund_{refund.state}",
            object_kind="donation",
            object_id=donation.pk,
            now=now,
            data={"refund": refund.refund_id, "failure": refund.failure},
        )


def _return_money(campaign: "Campaign", donation: Donation, refund: "Refund", now: datetime) -> None:
    donation.state = advance(TRANSITIONS, DonationState(donation.state), DonationState.REFUNDED)
    donation.refunded_at = now
    donation.save(update_fields=["state", "refunded_at"])
    psp = f"psp:{payments.get_attempt(refund.attempt_id).account.account_id}"
    ledger.post(
        kind="refund",
        key=f"refund:{refund.refund_id}",
        occurred_at=now,
        source=f"donation:{donation.pk}",
        lines=[Line(f"campaign:{campaign.pk}:donations", psp, refund.amount_cents)],
    )
    tell(donation, "donation_refunded", now, refund=refund.refund_id, reason=refund.reason)
    if campaign.state == CampaignState.NOT_FUNDED and not selectors.count_refunding(campaign.pk):
        campaign_services.mark_refunds_completed(campaign_id=campaign.pk, now=now)
    campaign_services.announce_change(campaign_id=campaign.pk, now=now)
