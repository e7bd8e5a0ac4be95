"""How a payment that was begun stands at the processor, and what follows from it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.states import DonationState
from apps.matching.services import promises
from apps.matching.services.collection import collect_donation
from apps.payments import selectors as payment_selectors
from apps.payments import services as payments
from apps.payments.states import AttemptKind, AttemptState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.donations.models import Donation

PAGE_LIFETIME = timedelta(hours=1)
NEXT_CHECK = timedelta(minutes=10)
UNPAID = (DonationState.STARTED, DonationState.LAPSED, DonationState.PROMISED)


def check_payment(*, key: str, now: datetime) -> None:
    """Ask the processor how the attempt `key` stands, and act on it; order and repetition change nothing.

    A page that was left open is closed after `PAGE_LIFETIME`, or as soon as the campaign takes no gifts. An attempt
    that another one replaced was closed before. Raises GatewayUncertain, FactsDisagree: the check stays owed.
    """
    attempt = payment_selectors.get_attempt(int(key))
    if attempt.state in (AttemptState.FAILED, AttemptState.SAVED):
        return
    donation = donations.get_donation_of_attempt(attempt.pk)
    if donation.state not in UNPAID:
        return
    if attempt.kind == AttemptKind.OFF_SESSION:
        promises.collect_promise(key=str(donation.pk), now=now)
    elif attempt.kind == AttemptKind.SETUP:
        _check_card(donation, now)
    else:
        _check_page(donation, now)


def _check_page(donation: "Donation", now: datetime) -> None:
    facts = payments.read_attempt(attempt_id=donation.attempt_id, now=now)
    if facts is not None and facts.state == "open" and not _may_stay_open(donation, now):
        facts = payments.close_attempt(attempt_id=donation.attempt_id, now=now)
    if facts is None or facts.state == "expired":
        donation_services.lapse_donation(donation_id=donation.pk, now=now)
    elif facts.state == "paid":
        collect_donation(donation_id=donation.pk, facts=facts, now=now)
    else:
        _check_again(donation, now)


def _check_card(donation: "Donation", now: datetime) -> None:
    facts = payments.read_setup(attempt_id=donation.attempt_id, now=now)
    if facts is not None and facts.state == "open" and not _may_stay_open(donation, now):
        facts = payments.close_setup(attempt_id=donation.attempt_id, now=now)
    if facts is None or facts.state == "expired":
        donation_services.lapse_donation(donation_id=donation.pk, now=now)
    elif facts.card is not None:
        promises.keep_promise(donation_id=donation.pk, attempt_id=donation.attempt_id, card=facts.card, now=now)
    else:
        _check_again(donation, now)


def _check_again(donation: "Donation", now: datetime) -> None:
    registry.put_on_agenda(kind="payment.check", key=str(donation.attempt_id), due_at=now + NEXT_CHECK, now=now)


def _may_stay_open(donation: "Donation", now: datetime) -> bool:
    campaign = donation.campaign
    is_collecting = donation.state == DonationState.PROMISED and campaign.state == CampaignState.OUTCOME_PENDING
    return (campaign.state == CampaignState.OPEN or is_collecting) and now < donation.attempt.created_at + PAGE_LIFETIME
