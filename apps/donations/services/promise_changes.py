"""What a donor may do with a promise: pay in person after a refusal, change the card, take it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from apps.campaigns import selectors as campaigns
from apps.donations import selectors
from apps.donations.models import Donation
from apps.donations.services.asking import describe
from apps.donations.services.promises import mandate_id_of, release_promise
from apps.donations.services.start import FIRST_CHECK
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.states import AttemptKind, AttemptState
from tenants.registry import services as registry


class PromiseCannotChange(DomainError):
    """The promise is being charged, was charged, or is over."""

    code = "promise_cannot_change"
    status = 409


def complete_promise(*, token: str, origin: str, now: datetime) -> Donation:
    """Open a page where the donor of a promise pays in person, after a refused charge; see `attempt.session_url`.

    Raises DonationNotFound, PromiseCannotChange, GatewayUncertain, GatewayRefused.
    """
    with transaction.atomic(durable=True):
        donation = _lock_of(token)
        if donation.attempt.kind == AttemptKind.CHECKOUT and donation.attempt.state in (
            AttemptState.PREPARED,
            AttemptState.OPEN,
        ):
            attempt = donation.attempt
        else:
            _require_refused(donation)
            attempt = payment_services.prepare_attempt(
                account_pk=donation.attempt.account_id, amount_cents=donation.amount_cents, now=now
            )
            describe(donation, attempt, origin, payment_services.describe_attempt)
            _put_in_place(donation, attempt.pk, now)
    donation.attempt = payment_services.open_checkout(attempt_id=attempt.pk, now=now)
    return donation


def change_card(*, token: str, origin: str, now: datetime) -> Donation:
    """Open a page where the donor of a promise saves another card, before any charge; the old one stays until then.

    Raises DonationNotFound, PromiseCannotChange, GatewayUncertain, GatewayRefused.
    """
    with transaction.atomic(durable=True):
        donation = _lock_of(token)
        if donation.state != DonationState.PROMISED or donation.campaign.collection_started_at:
            raise PromiseCannotChange(_("La carta di questa donazione non si può più cambiare."))
        accepted = payments.get_mandate(mandate_id_of(donation))
        attempt = payment_services.prepare_attempt(
            account_pk=donation.attempt.account_id,
            amount_cents=donation.amount_cents,
            kind=AttemptKind.SETUP,
            now=now,
        )
        payment_services.write_mandate(
            attempt=attempt, text=accepted.text, locale=accepted.locale, latest_at=accepted.latest_at, now=now
        )
        describe(donation, attempt, origin, payment_services.describe_setup)
        _put_in_place(donation, attempt.pk, now)
    donation.attempt = payment_services.open_checkout(attempt_id=attempt.pk, now=now)
    return donation


def withdraw_promise(*, token: str, now: datetime) -> Donation:
    """Take a promise back at the donor's wish, before it is charged. Raises DonationNotFound, PromiseCannotChange."""
    with transaction.atomic(durable=True):
        campaign_id = selectors.get_donation_by_token(token).campaign_id
        campaigns.lock_campaign(campaign_id)
        donation = _lock_of(token)
        if donation.state == DonationState.WITHDRAWN:
            return donation
        if donation.state != DonationState.PROMISED or donation.campaign.collection_started_at:
            raise PromiseCannotChange(_("Questa donazione non si può più ritirare: l'addebito è già partito."))
        release_promise(donation=donation, kind="promise_withdrawn", now=now)
    return donation


def _lock_of(token: str) -> Donation:
    return selectors.lock_donation(selectors.get_donation_by_token(token).pk)


def _require_refused(donation: Donation) -> None:
    if donation.state != DonationState.PROMISED or donation.attempt.state not in (
        AttemptState.FAILED,
        AttemptState.EXPIRED,
    ):
        raise PromiseCannotChange(_("Per questa donazione non c'è nulla da pagare adesso."))


def _put_in_place(donation: Donation, attempt_id: int, now: datetime) -> None:
    donation.attempt_id = attempt_id
    donation.save(update_fields=["attempt"])
    registry.put_on_agenda(kind="payment.check", key=str(attempt_id), due_at=now + FIRST_CHECK, now=now)
