"""A gift received by hand: recorded with evidence by one officer, confirmed or refused by another.

The money is recorded by `confirm_donation`, as for every other way to give.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.audit import services as audit
from apps.calls.rules.vocabulary import Channel
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import checks, rules, selectors
from apps.donations.models import Donation, OfflineGift
from apps.donations.rules import Evidence, Gift
from apps.donations.services.screening import relation_of
from apps.donations.services.start import CampaignClosed, GiftRefused, donor_key_of, hidden_name_refusals
from apps.donations.services.transfers import give_up
from apps.donations.states import DonationState, Means
from apps.kernel import private_files
from apps.kernel.errors import DomainError
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import PaymentFacts
from apps.payments.states import AttemptKind

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

FOLDER = "evidence"


class OfflineRefused(DomainError):
    """An offline gift cannot be recorded, confirmed or refused like this."""

    code = "offline_gift_refused"
    status = 409


@dataclass(frozen=True)
class Received:
    """How a gift was received by hand."""

    means: Means
    received_on: date
    note: str = ""


def record_offline_gift(
    *,
    campaign_id: int,
    gift: Gift,
    received: Received,
    evidence: Evidence,
    actor: str,
    now: datetime,
    request_key: UUID | None = None,
) -> Donation:
    """Write a gift received by hand, with the file that proves it; it counts when a second officer confirms it.

    The same `request_key` again, as by a second click, returns the gift of the first. Raises CampaignClosed,
    GiftRefused with the reasons per field.
    """
    campaign = campaigns.get_campaign(campaign_id)
    _refuse_unfit(campaign, gift, received, evidence, now)
    sha256 = private_files.keep(FOLDER, evidence.data)
    key = request_key or uuid4()
    try:
        with transaction.atomic(durable=True):
            return _record(campaign, gift, received, evidence, sha256, key, actor, now)
    except IntegrityError:
        known = Donation.objects.filter(request_key=key, channel=Channel.OFFLINE).first()
        if known is None:
            raise
        return known


def approve_offline_gift(*, donation: Donation, actor: str, now: datetime) -> None:
    """Say of a locked gift that a second officer has seen its evidence; inside the caller's transaction.

    Raises OfflineRefused for the officer who recorded it, for a gift decided before, for evidence that was changed.
    """
    offline = selectors.lock_offline(donation.pk)
    if donation.state != DonationState.TO_CONFIRM or offline.decided_by:
        raise OfflineRefused("Questa donazione è già stata confermata o rifiutata.")
    if actor == offline.recorded_by:
        raise OfflineRefused("La conferma spetta a una persona diversa da chi ha registrato la donazione.")
    private_files.read(FOLDER, offline.evidence_sha256)
    offline.decided_by, offline.decided_at = actor, now
    offline.save(update_fields=["decided_by", "decided_at"])
    audit.record(actor=actor, verb="offline.confirmed", object_kind="donation", object_id=donation.pk, now=now)


def refuse_offline_gift(*, donation_id: int, reason: str, actor: str, now: datetime) -> None:
    """Refuse an offline gift for a reason; who recorded it may take it back so. Raises OfflineRefused."""
    if not reason.strip():
        raise OfflineRefused("Scrivi perché la donazione è rifiutata.")
    with transaction.atomic():
        donation = selectors.lock_donation(donation_id)
        offline = selectors.lock_offline(donation_id)
        if donation.state != DonationState.TO_CONFIRM or offline.decided_by:
            raise OfflineRefused("Questa donazione è già stata confermata o rifiutata.")
        give_up(donation=donation, state=DonationState.WITHDRAWN, now=now)
        offline.decided_by, offline.decided_at = actor, now
        offline.is_refused, offline.refused_reason = True, reason.strip()[:400]
        offline.save(update_fields=["decided_by", "decided_at", "is_refused", "refused_reason"])
        audit.record(actor=actor, verb="offline.refused", object_kind="donation", object_id=donation_id, now=now)


def evidence_of(*, donation_id: int) -> tuple[OfflineGift, bytes]:
    """Return the file that proves an offline gift. Raises OfflineGiftNotFound, FileForgotten."""
    offline = selectors.get_offline(donation_id)
    return offline, private_files.read(FOLDER, offline.evidence_sha256)


def offline_facts(donation: Donation) -> PaymentFacts:
    """Return the facts of an offline gift, as `confirm_donation` takes them: no fee."""
    attempt = payments.get_attempt(donation.attempt_id)
    return PaymentFacts(
        session_id="",
        url="",
        state="paid",
        attempt=str(attempt.pk),
        amount_cents=attempt.amount_cents,
        currency="eur",
        charge_id=f"offline:{donation.pk}",
        fee_cents=0,
    )


def _refuse_unfit(campaign: "Campaign", gift: Gift, received: Received, evidence: Evidence, now: datetime) -> None:
    if not campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now):
        raise CampaignClosed(
            "Questa campagna non accetta più donazioni: un dono ricevuto a mano non si può registrare."
        )
    found = checks.offline_refusals(
        gift,
        received_on=received.received_on,
        opened_on=timezone.localdate(campaign.opens_at),
        today=timezone.localdate(now),
        max_cents=settings.OFFLINE_CASH_MAX_CENTS if received.means is Means.CASH else settings.OFFLINE_MAX_CENTS,
    ) | checks.evidence_refusals(evidence, max_bytes=settings.EVIDENCE_MAX_BYTES)
    found |= hidden_name_refusals(gift, donor_key_of(gift.donor_email or gift.donor_tax_code))
    if found:
        raise GiftRefused(" ".join(found.values()), fields=found)


def _record(
    campaign: "Campaign",
    gift: Gift,
    received: Received,
    evidence: Evidence,
    sha256: str,
    request_key: UUID,
    actor: str,
    now: datetime,
) -> Donation:
    donation = _write_gift(campaign, gift, request_key, now)
    OfflineGift.objects.create(
        donation=donation,
        **asdict(received),
        evidence_sha256=sha256,
        evidence_name=evidence.name[:120],
        evidence_type=rules.file_type(evidence.data),
        evidence_bytes=len(evidence.data),
        recorded_by=actor,
        recorded_at=now,
    )
    audit.record(actor=actor, verb="offline.recorded", object_kind="donation", object_id=donation.pk, now=now)
    return donation


def _write_gift(campaign: "Campaign", gift: Gift, request_key: UUID, now: datetime) -> Donation:
    attempt = payment_services.prepare_attempt(
        account_pk=campaigns.opened(campaign).account_pk,
        amount_cents=gift.amount_cents,
        now=now,
        kind=AttemptKind.OFFLINE,
    )
    relation, reason = relation_of(campaign=campaign, gift=gift)
    return Donation.objects.create(
        campaign=campaign,
        attempt=attempt,
        relation=relation,
        relation_reason=reason,
        request_key=request_key,
        channel=Channel.OFFLINE,
        state=DonationState.TO_CONFIRM,
        donor_key=donor_key_of(gift.donor_email or gift.donor_tax_code),
        started_at=now,
        **asdict(gift),
    )
