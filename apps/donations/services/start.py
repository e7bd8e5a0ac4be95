"""A gift is begun: checked, written with its payment attempt, then the hosted page is asked for."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from apps.calls import selectors as calls
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import links, rules
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.kernel.errors import DomainError
from apps.payments import services as payment_services
from tenants.registry import services as registry

FIRST_CHECK = timedelta(minutes=10)


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
    donation = begin_donation(campaign_slug=campaign_slug, gift=gift, request_key=request_key, origin=origin, now=now)
    attempt = payment_services.open_checkout(attempt_id=donation.attempt_id, now=now)
    donation.attempt = attempt
    return donation


def begin_donation(*, campaign_slug: str, gift: Gift, request_key: UUID, origin: str, now: datetime) -> Donation:
    """Write a gift and its payment attempt, before the processor hears of it; see `start_donation`."""
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
