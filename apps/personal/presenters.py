"""A person's gifts as the pages show them. Amounts in cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.donations import labels, links
from apps.donations import selectors as donations
from apps.donations.states import DonationState
from apps.matching import services as matching
from apps.payments import selectors as payments
from apps.payments.states import RefundState
from apps.receipts import links as receipt_links
from apps.receipts import selectors as receipts

if TYPE_CHECKING:
    from apps.donations.models import Donation
    from apps.payments.models import Refund
    from apps.receipts.models import DonationReceipt

SUMMARY_LIFETIME = timedelta(hours=8)


@dataclass(frozen=True)
class Step:
    """What can be done with a gift."""

    label: str
    path: str


@dataclass(frozen=True, kw_only=True)
class GiftView:
    """One gift: `proof` is the payment's, `refund` words when money goes back."""

    title: str
    campaign_path: str
    path: str
    at: datetime
    amount_cents: int
    state: str
    state_label: str
    proof: str
    refund: str
    receipt_path: str
    steps: list[Step]


@dataclass(frozen=True)
class YearView:
    """What was given in a year and stayed given; `path` opens the summary of its receipts, where there are some."""

    year: int
    count: int
    amount_cents: int
    path: str


def gifts(rows: Sequence["Donation"], now: datetime) -> list[GiftView]:
    """Return gifts in their order, with refunds and receipts in two queries."""
    refunds = payments.list_refunds_of([row.attempt_id for row in rows])
    issued = receipts.list_valid([row.pk for row in rows])
    return [_gift(row, refunds.get(row.attempt_id), issued.get(row.pk), now) for row in rows]


def years(rows: Sequence["Donation"], now: datetime) -> list[YearView]:
    """Return what was given by year of the payment, latest first."""
    issued = receipts.list_valid([row.pk for row in rows])
    by_year: dict[int, list[Donation]] = {}
    for row in rows:
        if row.state in donations.COUNTED and row.collected_at:
            by_year.setdefault(timezone.localtime(row.collected_at).year, []).append(row)
    return [_year(year, found, issued, now) for year, found in sorted(by_year.items(), reverse=True)]


def _year(year: int, rows: list["Donation"], issued: dict[int, "DonationReceipt"], now: datetime) -> YearView:
    named = next((row for row in rows if row.pk in issued and issued[row.pk].paid_on.year == year), None)
    path = ""
    if named:
        token = receipt_links.token_of(donation_id=named.pk, year=year, expires_at=now + SUMMARY_LIFETIME)
        path = f"/ricevute/{token}/"
    return YearView(year, len(rows), sum(row.amount_cents for row in rows), path)


def _gift(row: "Donation", refund: "Refund | None", receipt: "DonationReceipt | None", now: datetime) -> GiftView:
    path = f"/donazioni/{links.token_of(row.pk)}/"
    return GiftView(
        title=row.campaign.told_title,
        campaign_path=f"/campagne/{row.campaign.slug}/",
        path=path,
        at=row.collected_at or row.started_at,
        amount_cents=row.amount_cents,
        state=labels.state_tone(row.state),
        state_label=labels.state_label(row.state),
        proof=row.attempt.charge_id,
        refund=_refund(refund),
        receipt_path=f"{path}ricevuta.pdf" if receipt else "",
        steps=_steps(row, path, now),
    )


def _refund(refund: "Refund | None") -> str:
    if refund is None:
        return ""
    if refund.state == RefundState.SUCCEEDED:
        return _("Rimborso eseguito: %(proof)s") % {"proof": refund.refund_id}
    if refund.state == RefundState.FAILED:
        return _("Il rimborso sulla carta non è riuscito: arriva con un bonifico.")
    return _("Rimborso in corso.")


def _steps(row: "Donation", path: str, now: datetime) -> list[Step]:
    if row.state == DonationState.AWAITING:
        return [Step(_("Dati per il bonifico"), f"{path}bonifico/"), Step(_("Annulla"), f"{path}bonifico/annulla/")]
    if row.state == DonationState.PROMISED:
        return [Step(_("Completa o cambia la promessa"), path), Step(_("Ritira"), f"{path}promessa/ritira/")]
    if matching.may_take_back(row, row.campaign, now):
        return [Step(_("Ritira la donazione"), f"{path}ritira/")]
    return []
