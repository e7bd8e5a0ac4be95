"""What a donor is told of a receipt, each fact once; who gave by hand without an address is told by the office."""

from datetime import datetime
from typing import TYPE_CHECKING

from apps.donations import links
from apps.notifications import services as notifications
from apps.receipts.models import DonationReceipt
from apps.receipts.rules.snapshot import label

if TYPE_CHECKING:
    from apps.donations.models import Donation


def tell_issued(*, receipt: DonationReceipt, donation: "Donation", now: datetime) -> None:
    """Owe the donor the news that a receipt is ready, with the donor's own link."""
    _tell("receipt_issued", receipt, donation, now, replaces=receipt.snapshot["replaces"])


def tell_cancelled(*, receipt: DonationReceipt, donation: "Donation", now: datetime) -> None:
    """Owe the donor the news that a receipt is not valid any more, and why."""
    _tell("receipt_cancelled", receipt, donation, now, cause=receipt.cancel_cause, reason=receipt.cancel_reason)


def _tell(kind: str, receipt: DonationReceipt, donation: "Donation", now: datetime, **more: object) -> None:
    if not donation.donor_email:
        return
    data = {
        "name": donation.donor_name,
        "campaign": receipt.snapshot["campaign"],
        "issuer": receipt.snapshot["issuer"]["name"],
        "receipt": label(receipt.number, receipt.year),
        "amount_cents": receipt.amount_cents,
        "path": f"/donazioni/{links.token_of(donation.pk)}/ricevuta/",
        **more,
    }
    notifications.enqueue(
        kind=kind, key=str(receipt.pk), to=donation.donor_email, data=data, now=now, language=donation.language
    )
