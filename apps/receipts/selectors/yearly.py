"""What one donor, or the tax agency, is told of a year; the year is that of the payment, in Italy."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from apps.kernel.errors import DomainError
from apps.receipts import links
from apps.receipts.models import DonationReceipt
from apps.receipts.rules import agency
from apps.receipts.rules.calendar import day_of
from apps.receipts.states import CancelCause, ReceiptState


class SummaryLinkOver(DomainError):
    """The link to a summary was not made here, or its time is over."""

    code = "summary_link_over"
    status = 404


@dataclass(frozen=True)
class Summary:
    """The valid receipts of one donor for the payments of a year; cents."""

    year: int
    name: str
    tax_code: str
    receipts: list[DonationReceipt]

    @property
    def amount_cents(self) -> int:
        """The sum of the gifts."""
        return sum(receipt.amount_cents for receipt in self.receipts)

    @property
    def deductible_cents(self) -> int:
        """The sum of the parts that count for the donor's taxes."""
        return sum(receipt.deductible_cents for receipt in self.receipts)


def summary_by_link(token: str, *, now: datetime) -> Summary:
    """Return the summary that a signed link opens; raises SummaryLinkOver."""
    named = links.read(token, now=now)
    found = _summary_of(*named) if named else None
    if found is None:
        raise SummaryLinkOver(_("Questo collegamento è scaduto o non è di questa città: chiedine uno nuovo."))
    return found


def _summary_of(donation_id: int, year: int) -> Summary | None:
    named = DonationReceipt.objects.filter(donation_id=donation_id).order_by("-pk").select_related("donation").first()
    if named is None:
        return None
    donor = named.snapshot["donor"]
    receipts = list_of_donor(named.donation.donor_email, donor["tax_code"], year)
    return Summary(year, donor["name"], donor["tax_code"], receipts)


def list_of_donor(email: str, tax_code: str, year: int) -> list[DonationReceipt]:
    """Return the valid receipts of a donor for the payments of a year, in the order of the payments."""
    rows = DonationReceipt.objects.select_related("issuer").filter(
        state=ReceiptState.ISSUED,
        donation__donor_email__iexact=email,
        snapshot__donor__tax_code=tax_code,
        paid_on__year=year,
    )
    return list(rows.order_by("paid_on", "pk"))


def flow_of(issuer_id: int, year: int) -> agency.Flow:
    """Return the tax agency's flow of a body for the payments of a year."""
    rows = (
        DonationReceipt.objects.filter(issuer_id=issuer_id, paid_on__year__lte=year)
        .exclude(cancel_cause__in=[CancelCause.ERROR, CancelCause.UNDONE])
        .select_related("donation")
    )
    return agency.build((_entry(row) for row in rows), year)


def _entry(row: DonationReceipt) -> agency.Entry:
    returned_at = row.donation.refunded_at or row.cancelled_at
    return agency.Entry(
        label=f"{row.year}/{row.number:09d}",
        tax_code=row.snapshot["donor"]["tax_code"],
        donor_kind=row.snapshot["donor"]["kind"],
        regime=row.regime,
        amount_cents=row.amount_cents,
        deductible_cents=row.deductible_cents,
        paid_on=row.paid_on,
        returned_on=day_of(returned_at) if row.state == ReceiptState.CANCELLED and returned_at else None,
    )
