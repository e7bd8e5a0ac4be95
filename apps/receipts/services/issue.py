"""A receipt is issued: its number is taken and its contents frozen in one transaction, so numbers have no gaps.

Lock order: the gift, then the counter of the issuer's year, which is taken last and held until the commit.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.kernel.errors import DomainError
from apps.receipts import labels, selectors
from apps.receipts.models import DonationReceipt
from apps.receipts.rules import snapshot
from apps.receipts.rules.calendar import year_of
from apps.receipts.selectors.due import Standing
from apps.receipts.services import contents, messages
from apps.receipts.states import ReceiptState, Refusal
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.donations.models import Donation

BATCH = 100


class CannotIssue(DomainError):
    """The gift gets no receipt now; `reason` says why."""

    code = "receipt_cannot_be_issued"
    status = 409


def issue_receipt(*, donation_id: int, actor: str, now: datetime) -> DonationReceipt:
    """Issue the receipt of a gift, once; year and number are of the Italian day of issue. Raises CannotIssue."""
    with transaction.atomic():
        donation = donations.lock_donation(donation_id)
        standing = selectors.standing_of(campaigns.get_campaign(donation.campaign_id))
        refusal = selectors.why_no_receipt(donation, standing)
        if refusal is not None:
            raise CannotIssue(_(labels.REFUSALS[refusal]), reason=str(refusal))
        return _issue(donation, standing, None, actor, now)


def replace_receipt(*, donation_id: int, actor: str, now: datetime) -> DonationReceipt:
    """Issue the receipt that replaces the cancelled one of a gift, with the data of today. Raises CannotIssue."""
    with transaction.atomic():
        donation = donations.lock_donation(donation_id)
        standing = selectors.standing_of(campaigns.get_campaign(donation.campaign_id))
        refusal = selectors.why_no_receipt(donation, standing)
        cancelled = selectors.latest_of_gift(donation_id)
        if refusal is not Refusal.CANCELLED or cancelled is None:
            text = _(labels.REFUSALS[refusal]) if refusal else "Questa donazione non ha una ricevuta da sostituire."
            raise CannotIssue(text, reason=str(refusal or "nothing_to_replace"))
        missing = _what_the_office_owes(standing)
        if missing:
            raise CannotIssue(_(labels.REFUSALS[missing]), reason=str(missing))
        return _issue(donation, standing, cancelled, actor, now)


def issue_campaign(*, key: str, now: datetime) -> None:
    """Issue what is due in the campaign `key`, some at a time, each in a transaction of its own; safe to repeat."""
    (due,) = selectors.list_due([int(key)])
    for donation_id in due.gifts[:BATCH]:
        try:
            issue_receipt(donation_id=donation_id, actor="system", now=now)
        except CannotIssue:
            continue
    if due.gifts[BATCH:]:
        registry.put_on_agenda(kind="receipt.issue", key=key, due_at=now, now=now)


@transaction.atomic
def issue_missing(*, actor: str, now: datetime) -> int:
    """Owe every receipt that is due in the city, and every cancellation; return how many receipts.

    Those issued meanwhile are not issued again.
    """
    for donation_id in selectors.list_to_cancel():
        registry.put_on_agenda(kind="donation.returned", key=str(donation_id), due_at=now, now=now)
    due = [each for each in selectors.list_due(campaigns.list_settled_ids()) if each.gifts]
    for each in due:
        registry.put_on_agenda(kind="receipt.issue", key=str(each.campaign.pk), due_at=now, now=now)
        audit.record(
            actor=actor,
            verb="receipts.issue_missing",
            object_kind="campaign",
            object_id=each.campaign.pk,
            now=now,
            data={"receipts": len(each.gifts)},
        )
    return sum(len(each.gifts) for each in due)


def _what_the_office_owes(standing: Standing) -> Refusal | None:
    if standing.regime is None:
        return Refusal.NO_REGIME
    if standing.text is None:
        return Refusal.NO_TEXT
    return None if standing.has_issuer_data else Refusal.NO_ISSUER_DATA


def _issue(
    donation: "Donation", standing: Standing, replaced: DonationReceipt | None, actor: str, now: datetime
) -> DonationReceipt:
    said = contents.of(donation, standing, replaced, now)
    counter = selectors.lock_counter(standing.campaign.beneficiary_id, year_of(now))
    counter.last_number += 1
    counter.save(update_fields=["last_number"])
    frozen = snapshot.freeze(said, number=counter.last_number, year=counter.year)
    receipt = DonationReceipt.objects.create(
        issuer_id=counter.issuer_id,
        year=counter.year,
        number=counter.last_number,
        donation=donation,
        replaces=replaced,
        regime=said.regime,
        amount_cents=said.payment.amount_cents,
        deductible_cents=said.payment.deductible_cents,
        paid_on=said.payment.paid_on,
        snapshot=frozen,
        sha256=snapshot.seal(frozen),
        state=ReceiptState.ISSUED,
        issued_at=now,
        issued_by=actor,
    )
    audit.record(
        actor=actor,
        verb="receipt.issued",
        object_kind="receipt",
        object_id=receipt.pk,
        now=now,
        data={"issuer": counter.issuer_id, "year": counter.year, "number": counter.last_number},
    )
    messages.tell_issued(receipt=receipt, donation=donation, now=now)
    return receipt
