"""A gift that is promised: mandate and card now, one charge later; kept, refused, released."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.campaigns import selectors as campaigns
from apps.donations import promises, selectors
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.donations.services import life
from apps.donations.services.asking import describe, title_of
from apps.donations.services.messages import tell
from apps.donations.services.screening import INSIDE, Caller
from apps.donations.services.start import FIRST_CHECK, admit, begin_once, write_gift
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import CardFacts
from apps.payments.rules import Decline
from apps.payments.states import AttemptKind
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.payments.models import PaymentAttempt

REFUSED_MESSAGES = {
    Decline.AUTHENTICATE: "promise_authenticate",
    Decline.OTHER_CARD: "promise_other_card",
    Decline.LATER: "promise_refused",
}


class PromiseHasNoMandate(DomainError):
    """The gift was not promised."""

    code = "promise_has_no_mandate"
    status = 409


class MandateNotAccepted(DomainError):
    """The donor did not accept the mandate, or accepted one that says something else by now."""

    code = "mandate_not_accepted"
    status = 422


def start_promise(
    *,
    campaign_slug: str,
    gift: Gift,
    mandate_sha256: str,
    request_key: UUID,
    origin: str,
    now: datetime,
    caller: Caller = INSIDE,
) -> Donation:
    """Begin a promise and return it with the page where the card is saved (`attempt.session_url`).

    `mandate_sha256` names the text that the donor accepted. Same key, same gift: the same promise. Raises
    MandateNotAccepted, and what `start_donation` raises.
    """
    create = partial(_create, campaign_slug, gift, mandate_sha256, request_key, origin, now, caller)
    donation = begin_once(campaign_slug=campaign_slug, gift=gift, request_key=request_key, now=now, create=create)
    donation.attempt = payment_services.open_checkout(attempt_id=donation.attempt_id, now=now)
    return donation


def keep_promise(*, donation: Donation, attempt: "PaymentAttempt", card: CardFacts, now: datetime) -> None:
    """Record the card that a locked gift's page saved: the gift is promised, or promised on another card."""
    mandate = payment_services.save_card(attempt=attempt, card=card, now=now)
    if donation.state == DonationState.STARTED:
        life.move(donation=donation, state=DonationState.PROMISED, promised_at=now, mandate=mandate)
    else:
        donation.mandate = mandate
        donation.save(update_fields=["mandate"])
    registry.take_off_agenda(kind="payment.check", key=str(attempt.pk))
    tell(donation, "promise_saved", now, fact=f"mandate:{mandate.pk}", card=card.last4)
    latest_at = promises.latest_charge_at(campaigns.opened(donation.campaign).closes_at)
    if card.expires_on < timezone.localdate(latest_at):
        notice_at = max(now, latest_at - promises.WINDOW - promises.EXPIRY_NOTICE)
        registry.put_on_agenda(kind="promise.card_expires", key=str(donation.pk), due_at=notice_at, now=now)


def prepare_promised_charge(*, donation: Donation, now: datetime) -> "PaymentAttempt":
    """Write the one charge of a locked, promised gift, before the processor hears of it."""
    attempt = payment_services.prepare_charge(
        mandate=payments.get_mandate(mandate_id_of(donation)),
        subject=f"donation:{donation.pk}",
        title=title_of(donation),
        now=now,
    )
    donation.attempt = attempt
    donation.save(update_fields=["attempt"])
    return attempt


def note_refusal(
    *,
    donation: Donation,
    attempt: "PaymentAttempt",
    code: str,
    decline: Decline,
    next_at: datetime | None,
    now: datetime,
) -> None:
    """Record that a locked promise's charge was refused, and tell the donor what to do; each refusal once."""
    payment_services.mark_failed(attempt=attempt, code=code, now=now)
    again_on = timezone.localdate(next_at).isoformat() if next_at else ""
    kind = REFUSED_MESSAGES[decline]
    tell(donation, kind, now, fact=f"attempt:{attempt.pk}", again_on=again_on)


def release_promise(*, donation: Donation, kind: str, now: datetime) -> None:
    """End a locked promise without a charge, and tell the donor by the message of a kind."""
    release_promises(gifts=[donation], kind=kind, now=now)


def release_promises(*, gifts: Sequence[Donation], kind: str, now: datetime) -> None:
    """End locked promises of one campaign without a charge, and tell each donor by the message of a kind."""
    life.move_all(gifts=gifts, state=DonationState.WITHDRAWN)
    for donation in gifts:
        payment_services.revoke_mandate(mandate_id=mandate_id_of(donation), now=now)
        registry.take_off_agenda(kind="promise.collect", key=str(donation.pk))
        registry.take_off_agenda(kind="promise.card_expires", key=str(donation.pk))
        tell(donation, kind, now)


def warn_of_card(*, key: str, now: datetime) -> None:
    """Tell the donor of promise `key` that the card will have expired when it may be charged."""
    donation = selectors.get_donation(int(key))
    if donation.state == DonationState.PROMISED and donation.mandate_id:
        mandate = payments.get_mandate(donation.mandate_id)
        tell(donation, "promise_card_expires", now, fact=f"mandate:{mandate.pk}", card=mandate.card_last4)


def _create(
    campaign_slug: str,
    gift: Gift,
    mandate_sha256: str,
    request_key: UUID,
    origin: str,
    now: datetime,
    caller: Caller,
) -> Donation:
    campaign = admit(campaign_slug, gift, now)
    mandate = selectors.accepted_mandate(campaign, mandate_sha256)
    if mandate is None:
        raise MandateNotAccepted(_("Serve la tua autorizzazione: leggi il testo e spunta la casella."))
    opened = campaigns.opened(campaign)
    attempt = payment_services.prepare_attempt(
        account_pk=opened.account_pk, amount_cents=gift.amount_cents, kind=AttemptKind.SETUP, now=now
    )
    payment_services.write_mandate(
        attempt=attempt,
        text=mandate.text,
        locale=mandate.language,
        latest_at=promises.latest_charge_at(opened.closes_at),
        now=now,
    )
    donation = write_gift(
        campaign=campaign, gift=gift, attempt=attempt, request_key=request_key, caller=caller, now=now
    )
    describe(donation, attempt, origin, payment_services.describe_setup)
    registry.put_on_agenda(kind="payment.check", key=str(attempt.pk), due_at=now + FIRST_CHECK, now=now)
    return donation


def mandate_id_of(donation: Donation) -> int:
    """Return the mandate of a gift that is promised: one that is not has none, by constraint."""
    if donation.mandate_id is None:
        raise PromiseHasNoMandate(_("Questa donazione non è una promessa."), donation=donation.pk)
    return donation.mandate_id
