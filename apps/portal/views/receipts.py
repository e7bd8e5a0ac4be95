"""A donor's receipts, reached by signed links: one gift's, and the summary of a year for who has no account."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations.services import GiftRefused
from apps.kernel import clock
from apps.portal.caching import not_kept
from apps.portal.presenters import receipts as presenter
from apps.portal.receipt_forms import ReceiptForm, SummaryForm
from apps.receipts import printing, selectors
from apps.receipts import services as receipts
from apps.receipts.rules.calendar import year_of
from apps.receipts.selectors import ReceiptNotFound
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.donations.models import Donation
    from apps.receipts.models import DonationReceipt


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show the receipt of a gift, or why there is none; on POST keep the tax data, and issue it when it is due."""
    gift = donations.get_donation_by_token(token)
    initial = {"donor_tax_code": gift.donor_tax_code, "donor_address": gift.donor_address}
    form = ReceiptForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _asked(form, gift):
        return redirect("portal:receipt", token)
    return _receipt_page(request, gift, token, form)


@not_kept
@require_safe
def receipt_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Download the last receipt of a gift; a cancelled one says that it is."""
    found = selectors.latest_of_gift(donations.get_donation_by_token(token).pk)
    return _document(found)


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest) -> HttpResponse:
    """Ask for the summary of a year; the answer is the same whether the address gave or not."""
    now = clock.now()
    form = SummaryForm(request.POST if request.method == "POST" else None, last_year=year_of(now))
    if request.method == "POST" and form.is_valid():
        receipts.request_summary(**form.cleaned_data, now=now)
        return redirect("portal:summary_asked")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "crumbs": [{"label": _("Le mie ricevute")}]}
    return render(request, "portal/summary.html", context, status=status)


@not_kept
@require_safe
def summary_asked(request: HttpRequest) -> HttpResponse:
    """Say what happens after a summary was asked for."""
    crumbs = [{"label": _("Le mie ricevute"), "path": "/ricevute/"}, {"label": _("Controlla la posta")}]
    return render(request, "portal/summary_asked.html", {"crumbs": crumbs})


@not_kept
@require_safe
def summary_list(request: HttpRequest, token: str) -> HttpResponse:
    """List a donor's receipts of a year."""
    found = selectors.summary_by_link(token, now=clock.now())
    context = {
        "summary": found,
        "rows": presenter.rows(found),
        "token": token,
        "crumbs": [{"label": _("Le mie ricevute")}],
    }
    return render(request, "portal/summary_list.html", context)


@not_kept
@require_safe
def summary_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Download a donor's summary of a year."""
    now = clock.now()
    found = selectors.summary_by_link(token, now=now)
    body = printing.summary_pdf(found, city=registry.current_tenant().name, now=now)
    return presenter.download(body, f"donazioni-{found.year}.pdf")


@not_kept
@require_safe
def summary_receipt(request: HttpRequest, token: str, receipt_id: int) -> HttpResponse:
    """Download one of the receipts of a donor's year."""
    found = selectors.summary_by_link(token, now=clock.now())
    return _document(next((each for each in found.receipts if each.pk == receipt_id), None))


def _asked(form: ReceiptForm, gift: "Donation") -> bool:
    now: datetime = clock.now()
    try:
        receipts.ask_for_receipt(
            donation_id=gift.pk,
            tax_code=form.cleaned_data["donor_tax_code"],
            address=form.cleaned_data["donor_address"],
            actor="donor",
            now=now,
        )
    except GiftRefused as error:
        form.add_refusals(error.details["fields"])  # type: ignore[arg-type]
        return False
    except (receipts.TooLate, receipts.CannotIssue) as error:
        form.add_error(None, error.message)
        return False
    return True


def _receipt_page(request: HttpRequest, gift: "Donation", token: str, form: ReceiptForm) -> HttpResponse:
    campaign = campaigns.get_campaign(gift.campaign_id)
    refusal = selectors.why_no_receipt(gift, selectors.standing_of(campaign))
    context = {
        "campaign": campaign,
        "page": presenter.page(gift, selectors.latest_of_gift(gift.pk), refusal, clock.now()),
        "form": form,
        "token": token,
        "crumbs": [
            {"label": _("La mia donazione"), "path": f"/donazioni/{token}/"},
            {"label": pgettext("documento", "Ricevuta")},
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/receipt.html", context, status=status)


def _document(found: "DonationReceipt | None") -> HttpResponse:
    if found is None:
        raise ReceiptNotFound(_("Questa ricevuta non c'è: forse non è ancora stata emessa."))
    return presenter.download(printing.receipt_pdf(found), f"ricevuta-{found.year}-{found.number}.pdf")
