"""What donors ask for: the receipt of a gift after all, and the summary of a year without an account."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.kernel.errors import DomainError
from apps.notifications import services as notifications
from apps.receipts import links, selectors
from apps.receipts.models import DonationReceipt, SummaryRequest
from apps.receipts.rules.calendar import may_still_be_asked_until
from apps.receipts.selectors.yearly import list_of_donor
from apps.receipts.services import issue
from tenants.registry import services as registry

LINK_LIFETIME = timedelta(hours=24)


class TooLate(DomainError):
    """A receipt may be asked for until the end of the year after the gift's."""

    code = "receipt_too_late"
    status = 409


@transaction.atomic
def ask_for_receipt(
    *, donation_id: int, tax_code: str, address: str, actor: str, now: datetime
) -> DonationReceipt | None:
    """Keep the donor's tax data for a receipt, and issue it at once when it is due; None when it is not due yet.

    A receipt that was cancelled is replaced. Raises GiftRefused for wrong data, TooLate, CannotIssue when the receipt
    is already there.
    """
    donation = donations.lock_donation(donation_id)
    if donation.collected_at and now >= may_still_be_asked_until(donation.collected_at):
        raise TooLate(_("La ricevuta si può chiedere fino alla fine dell'anno dopo quello della donazione."))
    if selectors.valid_of_gift(donation_id):
        raise issue.CannotIssue(_("La ricevuta è già stata emessa: se è sbagliata scrivi al Comune."), reason="issued")
    donation_services.record_receipt_data(donation=donation, tax_code=tax_code, address=address)
    verb = issue.replace_receipt if selectors.latest_of_gift(donation_id) else issue.issue_receipt
    try:
        return verb(donation_id=donation_id, actor=actor, now=now)
    except issue.CannotIssue:
        return None


@transaction.atomic
def request_summary(*, email: str, tax_code: str, year: int, now: datetime) -> None:
    """Take note that somebody asks for the summary of a year; whether there is one is looked up later, by the worker.

    So the page does the same whoever asks, and does not tell who gave.
    """
    asked = SummaryRequest.objects.create(
        email=email.strip(), tax_code="".join(tax_code.split()).upper(), year=year, asked_at=now
    )
    registry.put_on_agenda(kind="receipt.summary", key=str(asked.pk), due_at=now, now=now)


@transaction.atomic
def send_summary(*, key: str, now: datetime) -> None:
    """Owe the donor of request `key` the link to the summary, if there is one, and forget the request.

    At most one letter an hour for a donor and year.
    """
    asked = SummaryRequest.objects.select_for_update().filter(pk=int(key)).first()
    if asked is None:
        return
    found = list_of_donor(asked.email, asked.tax_code, asked.year)
    if found:
        first = donations.get_donation(found[0].donation_id)
        token = links.token_of(donation_id=first.pk, year=asked.year, expires_at=now + LINK_LIFETIME)
        notifications.enqueue(
            kind="receipt_summary",
            key=f"{first.pk}:{asked.year}:{now:%Y%m%d%H}",
            to=first.donor_email,
            data={"name": first.donor_name, "year": asked.year, "path": f"/ricevute/{token}/"},
            now=now,
            language=first.language,
        )
    asked.delete()
