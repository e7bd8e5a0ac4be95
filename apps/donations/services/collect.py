"""A gift is paid, or never will be."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.calls.rules.vocabulary import OnFailure
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.donations import selectors
from apps.donations.services import life, lines, rewards
from apps.donations.services.messages import tell
from apps.donations.services.screening import note_card
from apps.donations.states import DonationState
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import PaymentFacts
from apps.payments.states import AttemptKind, AttemptState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.donations.models import Donation


def confirm_donation(*, donation_id: int, facts: PaymentFacts, now: datetime) -> bool:
    """Record money that was collected: state, ledger, message; inside the caller's transaction, campaign locked.

    `facts` name the proof of the money, whatever way it came. Returns False when it was recorded before. One entry
    in the ledger: the gross amount from where the money is to the campaign's donations, the processor's fee from the
    campaign's fees to the processor.
    """
    donation = selectors.lock_donation(donation_id)
    attempt = payments.lock_attempt(donation.attempt_id)
    if attempt.state == AttemptState.PAID:
        return False
    if attempt.kind == AttemptKind.TRANSFER and not lines.take_arrived(donation=donation, attempt=attempt, facts=facts):
        return False
    payment_services.mark_paid(attempt=attempt, facts=facts, now=now)
    note_card(attempt=attempt, now=now)
    rewards.keep_or_lose(donation=donation, now=now)
    life.move(donation=donation, state=DonationState.COLLECTED, collected_at=now)
    money = payments.money_account(attempt)
    moved = [Line(money, f"campaign:{donation.campaign_id}:donations", donation.amount_cents)]
    if facts.fee_cents:
        moved.append(Line(f"campaign:{donation.campaign_id}:fees", money, facts.fee_cents))
    ledger.post(
        kind="donation",
        key=payments.money_key(attempt),
        occurred_at=now,
        source=f"donation:{donation.pk}",
        lines=moved,
    )
    registry.take_off_agenda(kind="payment.check", key=str(attempt.pk))
    if donation.mandate_id:
        registry.take_off_agenda(kind="promise.collect", key=str(donation.pk))
    _tell_of_it(donation, now)
    campaign_services.announce_change(campaign_id=donation.campaign_id, now=now)
    return True


def _tell_of_it(donation: "Donation", now: datetime) -> None:
    tell(
        donation,
        "donation_collected",
        now,
        announced_cents=donation.announced_cents,
        was_promised=donation.promised_at is not None,
        keeps_gifts=campaigns.terms_of(donation.campaign).on_failure is OnFailure.KEEP,
    )


def lapse_donation(*, donation_id: int, now: datetime) -> None:
    """Give up a gift that was begun and cannot be paid any more; one that was paid stays as it is.

    Of a promise only the page that its donor left is given up.
    """
    with transaction.atomic():
        donation = selectors.lock_donation(donation_id)
        attempt = payments.lock_attempt(donation.attempt_id)
        if donation.state not in (DonationState.STARTED, DonationState.PROMISED):
            return
        if attempt.state in (AttemptState.PREPARED, AttemptState.OPEN):
            payment_services.mark_expired(attempt=attempt, now=now)
        registry.take_off_agenda(kind="payment.check", key=str(attempt.pk))
        if donation.state == DonationState.PROMISED:
            return
        life.move(donation=donation, state=DonationState.LAPSED)
