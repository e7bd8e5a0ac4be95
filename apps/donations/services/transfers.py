"""A gift by bank transfer: announced with its reference, reminded, withdrawn or expired, paid by a statement's line.

The money is recorded by `confirm_donation`, as for every other way to give.
"""

import secrets
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.banking.rules import references
from apps.calls.rules.vocabulary import Channel
from apps.campaigns import selectors as campaigns
from apps.donations import rules, selectors
from apps.donations.models import Donation, Transfer
from apps.donations.rules import Gift
from apps.donations.services import life, rewards
from apps.donations.services.messages import tell
from apps.donations.services.screening import relation_of
from apps.donations.services.start import admit, donor_key_of, same_request
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.states import AttemptKind, AttemptState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

REMINDERS = {"3": timedelta(days=3), "7": timedelta(days=7)}
LAST_REMINDER = "last"
_DONOR = [field.name for field in fields(Gift) if field.name not in ("amount_cents", "reward_id")]


class TransferRefused(DomainError):
    """A transfer is not possible here, or not any more."""

    code = "transfer_refused"
    status = 409


def announce_transfer(*, campaign_slug: str, gift: Gift, request_key: UUID, now: datetime) -> Donation:
    """Write a gift that its donor will pay by bank transfer, with its reference, and send the instructions.

    The same `request_key` with the same gift returns the same donation. Raises CampaignNotFound, CampaignClosed,
    GiftRefused, RequestKeyReused, TransferRefused where the campaign takes no transfers.
    """
    try:
        with transaction.atomic(durable=True):
            known = same_request(campaign_slug, gift, request_key, Channel.BANK_TRANSFER)
            return known or _announce(campaign_slug, gift, request_key, now)
    except IntegrityError:
        known = same_request(campaign_slug, gift, request_key, Channel.BANK_TRANSFER)
        if known is None:
            raise
        return known


def withdraw_transfer(*, donation_id: int, now: datetime) -> None:
    """Take back an announced transfer, as its donor asks; doing it again changes nothing.

    Raises TransferRefused when the money has arrived or the gift is not a transfer that is awaited.
    """
    with transaction.atomic():
        donation = selectors.lock_donation(donation_id)
        if donation.state == DonationState.WITHDRAWN:
            return
        if donation.state != DonationState.AWAITING or selectors.match_of(donation_id) is not None:
            raise TransferRefused(_("Questo bonifico non si può più annullare: è arrivato, o il tempo è scaduto."))
        give_up(donation=donation, state=DonationState.WITHDRAWN, now=now)
        audit.record(actor="donor", verb="withdraw", object_kind="donation", object_id=donation_id, now=now)


def expire_transfer(*, key: str, now: datetime) -> None:
    """Let the gift `key` lapse when its transfer has not come in time; money that comes later still finds it."""
    with transaction.atomic():
        donation = selectors.lock_donation(int(key))
        if donation.state == DonationState.AWAITING and selectors.match_of(donation.pk) is None:
            give_up(donation=donation, state=DonationState.LAPSED, now=now)
            tell(donation, "transfer_expired", now)


def remind_transfer(*, key: str, now: datetime) -> None:
    """Remind the donor of a transfer that has not come; `key` is `<gift>:<which reminder>`, each sent once."""
    donation = selectors.get_donation(int(key.partition(":")[0]))
    if donation.state == DonationState.AWAITING:
        tell(donation, "transfer_reminder", now, fact=key, **instructions_data(donation))


def add_further_gift(*, donation: Donation, amount_cents: int, now: datetime) -> Donation:
    """Write one more gift of the donor of a gift, for money that came twice; inside the caller's transaction."""
    campaign = campaigns.get_campaign(donation.campaign_id)
    gift = Gift(amount_cents=amount_cents, **{name: getattr(donation, name) for name in _DONOR})
    return _write(campaign, gift, uuid4(), donation.donor_key, now)


def give_up(*, donation: Donation, state: DonationState, now: datetime) -> None:
    """Close a locked gift that no money came for, in the state that says why; the attempt expires."""
    life.move(donation=donation, state=state)
    attempt = payments.lock_attempt(donation.attempt_id)
    if attempt.state != AttemptState.EXPIRED:
        payment_services.mark_expired(attempt=attempt, now=now)
    forget_reminders(donation.pk)


def forget_reminders(donation_id: int) -> None:
    """Owe no reminder and no expiry of a gift any more."""
    registry.take_off_agenda(kind="transfer.expire", key=str(donation_id))
    for which in (*REMINDERS, LAST_REMINDER):
        registry.take_off_agenda(kind="transfer.remind", key=f"{donation_id}:{which}")


def owe_expiry(*, donation_id: int, campaign: "Campaign", now: datetime) -> None:
    """Let a transfer lapse when the campaign waits no longer for it."""
    until = campaigns.waits_until(campaigns.get_campaign(campaign.pk))
    registry.put_on_agenda(kind="transfer.expire", key=str(donation_id), due_at=until, now=now)


def instructions_data(donation: Donation) -> dict[str, object]:
    """Return what a donor copies into a transfer, for a message or a page; the last day in ISO form."""
    transfer = selectors.get_transfer(donation.pk)
    closes_at = campaigns.opened(donation.campaign).closes_at
    return {
        "iban": rules.grouped(transfer.iban),
        "beneficiary": transfer.beneficiary,
        "reference": references.grouped(transfer.reference),
        "last_day": rules.last_day(closes_at).isoformat(),
    }


def _announce(campaign_slug: str, gift: Gift, request_key: UUID, now: datetime) -> Donation:
    campaign = admit(campaign_slug, gift, now)
    if not selectors.takes_transfers(campaign):
        raise TransferRefused(_("Questa campagna non riceve bonifici: dona con la carta."))
    donation = _write(campaign, gift, request_key, donor_key_of(gift.donor_email), now)
    _owe_reminders(donation.pk, campaign, now)
    owe_expiry(donation_id=donation.pk, campaign=campaign, now=now)
    tell(donation, "transfer_instructions", now, fact=str(donation.pk), **instructions_data(donation))
    return donation


def _write(campaign: "Campaign", gift: Gift, request_key: UUID, donor_key: str, now: datetime) -> Donation:
    opened = campaigns.opened(campaign)
    body = selectors.transfer_body(campaign)
    attempt = payment_services.prepare_attempt(
        account_pk=opened.account_pk, amount_cents=gift.amount_cents, now=now, kind=AttemptKind.TRANSFER
    )
    relation, reason = relation_of(campaign=campaign, gift=gift)
    donation = Donation.objects.create(
        campaign=campaign,
        attempt=attempt,
        request_key=request_key,
        channel=Channel.BANK_TRANSFER,
        state=DonationState.AWAITING,
        relation=relation,
        relation_reason=reason,
        donor_key=donor_key,
        reward_value_cents=rewards.value_of(gift),
        started_at=now,
        **asdict(gift),
    )
    Transfer.objects.create(
        donation=donation, reference=_new_reference(), iban=body.iban, beneficiary=body.name[: settings.EPC_NAME_LENGTH]
    )
    return donation


def _new_reference() -> str:
    """Return a reference that the city has not given; chance keeps it apart from other cities' for the same IBAN."""
    while True:
        reference = references.make(str(secrets.randbelow(9 * 10**11) + 10**11))
        if not Transfer.objects.filter(reference=reference).exists():
            return reference


def _owe_reminders(donation_id: int, campaign: "Campaign", now: datetime) -> None:
    closes_at = campaigns.opened(campaign).closes_at
    last = closes_at - timedelta(days=3)
    due = {which: now + after for which, after in REMINDERS.items()} | {LAST_REMINDER: last}
    for which, instant in due.items():
        is_useful = instant > now + timedelta(days=1) and (which == LAST_REMINDER or instant < last - timedelta(days=1))
        if is_useful:
            key = f"{donation_id}:{which}"
            registry.put_on_agenda(kind="transfer.remind", key=key, due_at=instant, now=now)
