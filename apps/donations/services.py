"""Writes of gifts: start, confirm, lapse, refund."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from apps.audit import services as audit
from apps.calls import selectors as calls
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.donations import links, rules, selectors
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.donations.states import TRANSITIONS, DonationState
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.notifications import services as notifications
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import PaymentFacts, RefundFacts
from apps.payments.states import AttemptState, RefundState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import Refund

FIRST_CHECK = timedelta(minutes=10)
REFUND_CHECK = timedelta(minutes=10)


class CampaignClosed(DomainError):
    """The campaign takes no gifts at this instant."""

    code = "campaign_closed"
    status = 409


class GiftRefused(DomainError):
    """Something in the gift is not acceptable; `fields` says what, per field."""

    code = "gift_refused"
    status = 422


class RequestKeyReused(DomainError):
    """The key was used for another gift."""

    code = "request_key_reused"
    status = 422


def start_donation(*, campaign_slug: str, gift: Gift, request_key: UUID, origin: str, now: datetime) -> Donation:
    """Begin a gift and return it with the address of the page where it is paid (`attempt.session_url`).

    The same `request_key` with the same gift returns the same donation, with the same page. `origin` is scheme, host
    and port of the city's portal. Raises CampaignNotFound, CampaignClosed, GiftRefused, RequestKeyReused,
    GatewayUncertain (the gift is kept: ask again with the same key), GatewayRefused.
    """
    donation = _begin(campaign_slug, gift, request_key, origin, now)
    attempt = payment_services.open_checkout(attempt_id=donation.attempt_id, now=now)
    donation.attempt = attempt
    return donation


def confirm_donation(*, donation_id: int, facts: PaymentFacts, now: datetime) -> bool:
    """Record money that was collected: state, ledger, message; inside the caller's transaction, campaign locked.

    Returns False when it was recorded before. One entry `charge:<id>` in the ledger: the gross amount from the
    processor to the campaign's donations, the fee from the campaign's fees to the processor.
    """
    donation = selectors.lock_donation(donation_id)
    attempt = payments.lock_attempt(donation.attempt_id)
    if attempt.state == AttemptState.PAID:
        return False
    payment_services.mark_paid(attempt=attempt, facts=facts, now=now)
    donation.state = advance(TRANSITIONS, DonationState(donation.state), DonationState.COLLECTED)
    donation.collected_at = now
    donation.save(update_fields=["state", "collected_at"])
    psp = f"psp:{payments.get_account(attempt.account_id).account_id}"
    lines = [Line(psp, f"campaign:{donation.campaign_id}:donations", donation.amount_cents)]
    if facts.fee_cents:
        lines.append(Line(f"campaign:{donation.campaign_id}:fees", psp, facts.fee_cents))
    ledger.post(
        kind="donation",
        key=f"charge:{facts.charge_id}",
        occurred_at=now,
        source=f"donation:{donation.pk}",
        lines=lines,
    )
    registry.take_off_agenda(kind="payment.check", key=str(attempt.pk))
    _tell(donation, "donation_collected", now)
    campaign_services.announce_change(campaign_id=donation.campaign_id, now=now)
    return True


def lapse_donation(*, donation_id: int, now: datetime) -> None:
    """Give up a gift that was begun and cannot be paid any more; one that was paid stays as it is."""
    with transaction.atomic():
        donation = selectors.lock_donation(donation_id)
        attempt = payments.lock_attempt(donation.attempt_id)
        if donation.state != DonationState.STARTED:
            return
        if attempt.state != AttemptState.EXPIRED:
            payment_services.mark_expired(attempt=attempt, now=now)
        donation.state = advance(TRANSITIONS, DonationState(donation.state), DonationState.LAPSED)
        donation.save(update_fields=["state"])
        registry.take_off_agenda(kind="payment.check", key=str(attempt.pk))


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


def tell_outcome(*, key: str, now: datetime) -> None:
    """Tell every donor of the funded campaign `key` that it succeeded; each once, whatever is repeated."""
    for donation in selectors.list_donations(int(key)):
        if donation.state == DonationState.COLLECTED:
            _tell(donation, "campaign_funded", now)


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
    _tell(donation, "donation_refunded", now, refund=refund.refund_id, reason=refund.reason)
    if campaign.state == "not_funded" and not selectors.count_refunding(campaign.pk):
        campaign_services.mark_refunds_completed(campaign_id=campaign.pk, now=now)
    campaign_services.announce_change(campaign_id=campaign.pk, now=now)


def _begin(campaign_slug: str, gift: Gift, request_key: UUID, origin: str, now: datetime) -> Donation:
    try:
        with transaction.atomic(durable=True):
            known = _same_request(campaign_slug, gift, request_key)
            return known or _create(campaign_slug, gift, request_key, origin, now)
    except IntegrityError:
        known = _same_request(campaign_slug, gift, request_key)
        if known is None:
            raise
        return known


def _same_request(campaign_slug: str, gift: Gift, request_key: UUID) -> Donation | None:
    known = Donation.objects.select_related("campaign", "attempt").filter(request_key=request_key).first()
    if known is None:
        return None
    asked = {**asdict(gift), "slug": campaign_slug}
    kept = {**{field: getattr(known, field) for field in asdict(gift)}, "slug": known.campaign.slug}
    if asked != kept:
        raise RequestKeyReused("Questa richiesta è già stata usata per un'altra donazione: ricomincia dalla campagna.")
    return known


def _create(campaign_slug: str, gift: Gift, request_key: UUID, origin: str, now: datetime) -> Donation:
    campaign = campaigns.get_public_campaign(campaign_slug)
    if not campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now):
        raise CampaignClosed("Questa campagna non accetta più donazioni.")
    opened = campaigns.opened(campaign)
    terms = calls.terms_of_version(opened.rules_version_id)
    found = rules.refusals(
        gift,
        min_cents=max(settings.DONATION_MIN_CENTS, terms.min_donation_cents or 0),
        max_cents=settings.DONATION_MAX_CENTS,
    )
    if found:
        raise GiftRefused(" ".join(found.values()), fields=found)
    attempt = payment_services.prepare_attempt(account_pk=opened.account_pk, amount_cents=gift.amount_cents, now=now)
    donation = Donation.objects.create(
        campaign=campaign,
        attempt=attempt,
        request_key=request_key,
        donor_key=salted_hmac("donations.donor_key", gift.donor_email.strip().lower()).hexdigest()[:32],
        started_at=now,
        **asdict(gift),
    )
    link = f"{origin}/donazioni/{links.token_of(donation.pk)}/"
    payment_services.describe_attempt(
        attempt=attempt,
        subject=f"donation:{donation.pk}",
        title=f"Donazione a «{campaign.title}»",
        email=gift.donor_email,
        success_url=f"{link}grazie/",
        cancel_url=link,
    )
    registry.put_on_agenda(kind="payment.check", key=str(attempt.pk), due_at=now + FIRST_CHECK, now=now)
    return donation


def _tell(donation: Donation, kind: str, now: datetime, **more: object) -> None:
    data = {
        "name": donation.donor_name,
        "campaign": campaigns.get_campaign(donation.campaign_id).title,
        "amount_cents": donation.amount_cents,
        "path": f"/donazioni/{links.token_of(donation.pk)}/",
        **more,
    }
    notifications.enqueue(kind=kind, key=str(donation.pk), to=donation.donor_email, data=data, now=now)
