"""A gift is begun: checked, written with its payment attempt, then the hosted page is asked for."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.calls.rules.vocabulary import Channel, Collection
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import checks, selectors
from apps.donations.models import Donation
from apps.donations.rules import Gift, name_chosen
from apps.donations.selectors import names
from apps.donations.services import rewards
from apps.donations.services.asking import describe
from apps.donations.services.screening import INSIDE, Caller, ChallengeNeeded, relation_of, screen, send_code
from apps.kernel.errors import DomainError
from apps.payments import services as payment_services
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import PaymentAttempt

FIRST_CHECK = timedelta(minutes=10)


class CampaignClosed(DomainError):
    """The campaign takes no gifts at this instant."""

    code = "campaign_closed"
    status = 409


class GiftRefused(DomainError):
    """Something in the gift is not acceptable; `fields` says what, per field."""

    code = "gift_refused"
    status = 422


class MandateNeeded(DomainError):
    """The call charges cards only on success: the gift has to be promised."""

    code = "mandate_needed"
    status = 422


class RequestKeyReused(DomainError):
    """The key was used for another gift."""

    code = "request_key_reused"
    status = 422


def start_donation(
    *, campaign_slug: str, gift: Gift, request_key: UUID, origin: str, now: datetime, caller: Caller = INSIDE
) -> Donation:
    """Begin a gift and return it with the address of the page where it is paid (`attempt.session_url`).

    The same `request_key` with the same gift returns the same donation, with the same page. `origin` is scheme, host
    and port of the city's portal. Raises CampaignNotFound, CampaignClosed, GiftRefused, RequestKeyReused,
    MandateNeeded, TooManyGifts, ChallengeNeeded (a code is in the mail: ask again with it and the same key),
    GatewayUncertain (the gift is kept: ask again with the same key), GatewayRefused.
    """
    donation = begin_donation(
        campaign_slug=campaign_slug, gift=gift, request_key=request_key, origin=origin, now=now, caller=caller
    )
    attempt = payment_services.open_checkout(attempt_id=donation.attempt_id, now=now)
    donation.attempt = attempt
    return donation


def begin_donation(
    *, campaign_slug: str, gift: Gift, request_key: UUID, origin: str, now: datetime, caller: Caller = INSIDE
) -> Donation:
    """Write a gift and its payment attempt, before the processor hears of it; see `start_donation`."""
    create = partial(_create, campaign_slug, gift, request_key, origin, now, caller)
    return begin_once(campaign_slug=campaign_slug, gift=gift, request_key=request_key, now=now, create=create)


def begin_once(
    *, campaign_slug: str, gift: Gift, request_key: UUID, now: datetime, create: Callable[[], Donation]
) -> Donation:
    """Return the gift that was begun with this key, or the one that `create` writes, in a transaction of its own.

    Where a code is asked for, the e-mail with it is owed before ChallengeNeeded is raised.
    """
    try:
        with transaction.atomic(durable=True):
            return same_request(campaign_slug, gift, request_key, Channel.ONLINE) or create()
    except ChallengeNeeded:
        with transaction.atomic(durable=True):
            send_code(gift=gift, request_key=request_key, now=now)
        raise
    except IntegrityError:
        known = same_request(campaign_slug, gift, request_key, Channel.ONLINE)
        if known is None:
            raise
        return known


def same_request(campaign_slug: str, gift: Gift, request_key: UUID, channel: Channel) -> Donation | None:
    """Return the gift that was begun with this key, or None; raises RequestKeyReused when it was another one."""
    known = Donation.objects.select_related("campaign", "attempt").filter(request_key=request_key).first()
    if known is None:
        return None
    kept = {field: getattr(known, field) for field in asdict(gift)}
    kept["amount_cents"] = known.announced_cents or known.amount_cents
    if (Gift(**kept), known.campaign.slug, known.channel) != (gift, campaign_slug, channel):
        raise RequestKeyReused(
            _("Questa richiesta è già stata usata per un'altra donazione: ricomincia dalla campagna.")
        )
    return known


def admit(campaign_slug: str, gift: Gift, now: datetime) -> "Campaign":
    """Return the campaign that a gift may go to now; raises CampaignNotFound, CampaignClosed, GiftRefused.

    Locks the campaign where a reward is asked for.
    """
    campaign = campaigns.get_public_campaign(campaign_slug)
    if not campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now):
        raise CampaignClosed(_("Questa campagna non accetta più donazioni."))
    found = checks.refusals(gift, min_cents=selectors.min_cents_of(campaign), max_cents=settings.DONATION_MAX_CENTS)
    found |= rewards.refusals(campaign=campaign, gift=gift)
    found |= hidden_name_refusals(gift, donor_key_of(gift.donor_email))
    if found:
        raise GiftRefused(" ".join(found.values()), fields=found)
    return campaign


def hidden_name_refusals(gift: Gift, donor_key: str) -> dict[str, str]:
    """Return why the name that everyone would read beside a new gift cannot stand there: its donor had it hidden."""
    return checks.hidden_name_refusals(name_chosen(gift), names.names_not_to_choose(donor_key))


def donor_key_of(identity: str) -> str:
    """Return the keyed hash that stands for a donor in the rules; `identity` is the e-mail, or what else names one."""
    return salted_hmac("donations.donor_key", identity.strip().lower()).hexdigest()[:32]


def write_gift(
    *, campaign: "Campaign", gift: Gift, attempt: "PaymentAttempt", request_key: UUID, caller: Caller, now: datetime
) -> Donation:
    """Write the row of a gift that comes online, screened. Raises TooManyGifts, ChallengeNeeded."""
    origin_key = screen(campaign=campaign, gift=gift, request_key=request_key, caller=caller, now=now)
    relation, reason = relation_of(campaign=campaign, gift=gift)
    return Donation.objects.create(
        campaign=campaign,
        attempt=attempt,
        request_key=request_key,
        donor_key=donor_key_of(gift.donor_email),
        relation=relation,
        relation_reason=reason,
        origin_key=origin_key,
        reward_value_cents=rewards.value_of(gift),
        started_at=now,
        **asdict(gift),
    )


def _create(campaign_slug: str, gift: Gift, request_key: UUID, origin: str, now: datetime, caller: Caller) -> Donation:
    campaign = admit(campaign_slug, gift, now)
    if campaigns.terms_of(campaign).collection is Collection.CHARGE_ON_SUCCESS:
        raise MandateNeeded(_("In questo bando la donazione si promette: serve la tua autorizzazione all'addebito."))
    opened = campaigns.opened(campaign)
    attempt = payment_services.prepare_attempt(account_pk=opened.account_pk, amount_cents=gift.amount_cents, now=now)
    donation = write_gift(
        campaign=campaign, gift=gift, attempt=attempt, request_key=request_key, caller=caller, now=now
    )
    describe(donation, attempt, origin, payment_services.describe_attempt)
    registry.put_on_agenda(kind="payment.check", key=str(attempt.pk), due_at=now + FIRST_CHECK, now=now)
    return donation
