"""A donor's receipts in words: what there is, what is missing, what the donor can do. Amounts in cents."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from apps.kernel.formats import day
from apps.portal.presenters.standing import Notice
from apps.receipts import labels
from apps.receipts.rules.calendar import day_of, may_still_be_asked_until
from apps.receipts.rules.snapshot import label
from apps.receipts.states import ReceiptState, Refusal

if TYPE_CHECKING:
    from apps.donations.models import Donation
    from apps.receipts.models import DonationReceipt
    from apps.receipts.selectors import Summary

_NEVER = frozenset({Refusal.CASH, Refusal.REWARD_ONLY, Refusal.NOT_SUCCEEDED, Refusal.RETURNED})
_OFFICE = frozenset({Refusal.NO_REGIME, Refusal.NO_TEXT, Refusal.NO_ISSUER_DATA})


@dataclass(frozen=True, kw_only=True)
class ReceiptPage:
    """What a donor sees of a gift's receipt; `label` is empty where there is none."""

    notice: Notice
    label: str
    is_valid: bool
    issuer: str
    regime: str
    amount_cents: int
    reward_value_cents: int
    deductible_cents: int | None
    takes_data: bool
    ask_label: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One receipt of a donor's year."""

    pk: int
    label: str
    issuer: str
    campaign: str
    paid_on: object
    amount_cents: int
    deductible_cents: int


def page(gift: "Donation", receipt: "DonationReceipt | None", refusal: Refusal | None, now: datetime) -> ReceiptPage:
    """Return the page of a gift's receipt; `refusal` is why there is none that is valid."""
    is_valid = receipt is not None and receipt.state == ReceiptState.ISSUED
    takes_data = not is_valid and refusal not in _NEVER and _is_in_time(gift, now)
    return ReceiptPage(
        notice=_notice(gift, receipt, refusal, now),
        label=label(receipt.number, receipt.year) if receipt else "",
        is_valid=is_valid,
        issuer=receipt.snapshot["issuer"]["name"] if receipt else "",
        regime=_(labels.REGIMES[receipt.regime]) if receipt else "",
        amount_cents=gift.amount_cents,
        reward_value_cents=gift.reward_value_cents,
        deductible_cents=receipt.deductible_cents if receipt and receipt.regime != "none" else None,
        takes_data=takes_data,
        ask_label=_("Correggi i dati") if gift.wants_receipt else _("Chiedi la ricevuta"),
    )


def rows(summary: "Summary") -> list[Row]:
    """Return the receipts of a donor's year."""
    return [
        Row(
            pk=receipt.pk,
            label=label(receipt.number, receipt.year),
            issuer=receipt.snapshot["issuer"]["name"],
            campaign=receipt.snapshot["campaign"],
            paid_on=receipt.paid_on,
            amount_cents=receipt.amount_cents,
            deductible_cents=receipt.deductible_cents,
        )
        for receipt in summary.receipts
    ]


def download(body: bytes, name: str) -> HttpResponse:
    """Return a PDF to be kept by whoever asked for it."""
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _is_in_time(gift: "Donation", now: datetime) -> bool:
    return gift.collected_at is None or now < may_still_be_asked_until(gift.collected_at)


def _notice(gift: "Donation", receipt: "DonationReceipt | None", refusal: Refusal | None, now: datetime) -> Notice:
    if receipt is not None and receipt.state == ReceiptState.ISSUED:
        text = _("Conservala con la prova del pagamento: servono tutte e due per la dichiarazione dei redditi.")
        return Notice("success", _("La ricevuta è pronta"), text)
    if receipt is not None:
        text = _("Non è più valida. Perché: %(reason)s.") % {"reason": receipt.cancel_reason}
        return Notice("danger", _("La ricevuta è annullata"), text)
    if refusal is None:
        return Notice("info", _("La ricevuta sta per arrivare"), _("Ti scriviamo appena è pronta."))
    return _notice_of_none(gift, refusal, now)


def _notice_of_none(gift: "Donation", refusal: Refusal, now: datetime) -> Notice:
    if not _is_in_time(gift, now):
        text = _("Si poteva chiedere fino alla fine dell'anno dopo la donazione.")
        return Notice("info", _("Non c'è una ricevuta"), text)
    if refusal is Refusal.NOT_ASKED and gift.collected_at:
        last = day_of(may_still_be_asked_until(gift.collected_at) - timedelta(microseconds=1))
        text = _("Non l'hai chiesta. Puoi farlo qui fino al %(day)s.") % {"day": day(last)}
        return Notice("info", _("Non c'è ancora una ricevuta"), text)
    tone = "warning" if refusal in _OFFICE else "info"
    title = _("Non c'è una ricevuta") if refusal in _NEVER else _("Non c'è ancora una ricevuta")
    return Notice(tone, title, _(labels.REFUSALS[refusal]))
