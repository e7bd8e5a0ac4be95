"""Receipts in the office: the list, one receipt, cancelling, replacing, issuing what is missing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.receipts import CancelForm
from apps.backoffice.presenters import receipts as presenter
from apps.backoffice.presenters import trail
from apps.backoffice.tables import receipts as table
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_receipt_office, page
from apps.campaigns import selectors as campaigns
from apps.kernel import clock
from apps.receipts import printing, selectors, services
from apps.receipts.states import Refusal
from tenants.registry import selectors as registry
from tenants.registry.schema import current_schema


@require_safe
@for_receipt_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List receipts, searched by words and narrowed by year of issue, issuer and state."""
    context = page(numberings=selectors.list_numberings())
    return lists.answer(request, table.TABLE, table.find, context, "backoffice/receipts.html")


@require_safe
@for_receipt_office
def detail(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Show a receipt with what it says, its seal and its story."""
    return render(request, "backoffice/receipt.html", _context(receipt_id))


@require_safe
@for_receipt_office
def document(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Download a receipt as its donor has it."""
    receipt = selectors.find_receipt(receipt_id)
    return presenter.download(printing.receipt_pdf(receipt), f"ricevuta-{receipt.year}-{receipt.number}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@for_receipt_office
def cancel(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Ask why, then cancel a receipt: its number stays used."""
    context = _context(receipt_id)
    if not context["is_valid"]:
        return redirect("backoffice:receipt", receipt_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.cancel_receipt(
            receipt_id=receipt_id, reason=form.cleaned_data["reason"], actor=actor_of(request), now=clock.now()
        )
        messages.success(request, "La ricevuta è annullata: il donatore è avvisato.")
        return redirect("backoffice:receipt", receipt_id)
    return render(request, "backoffice/receipt_cancel.html", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_receipt_office
def replace(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Ask to confirm, then issue the receipt that replaces a cancelled one, with the data of today."""
    context = _context(receipt_id)
    if not context["can_be_replaced"]:
        return redirect("backoffice:receipt", receipt_id)
    if request.method == "POST":
        gift = context["receipt"].donation_id
        made = services.replace_receipt(donation_id=gift, actor=actor_of(request), now=clock.now())
        messages.success(request, "La ricevuta che sostituisce quella annullata è emessa.")
        return redirect("backoffice:receipt", made.pk)
    return render(request, "backoffice/receipt_replace.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_receipt_office
def missing(request: HttpRequest) -> HttpResponse:
    """Show how many receipts are due, campaign by campaign, and what the others wait for; on POST issue them."""
    if request.method == "POST":
        owed = services.issue_missing(actor=actor_of(request), now=clock.now())
        messages.success(request, presenter.owed(owed))
        return redirect("backoffice:works" if owed else "backoffice:receipts_missing")
    due = selectors.list_due(campaigns.list_settled_ids())
    running = {int(item.key) for item in registry.list_agenda(current_schema(), "receipt.issue")}
    context = page(
        rows=presenter.due_rows(due, running),
        total=sum(len(each.gifts) for each in due),
        total_cents=sum(each.amount_cents for each in due),
        to_cancel=len(selectors.list_to_cancel()),
        is_running=bool(running),
    )
    return render(request, "backoffice/receipts_missing.html", context)


def _context(receipt_id: int) -> dict[str, Any]:
    receipt = selectors.find_receipt(receipt_id)
    replacement = selectors.replacement_of(receipt_id)
    standing = selectors.standing_of(campaigns.get_campaign(receipt.donation.campaign_id))
    refusal = selectors.why_no_receipt(receipt.donation, standing)
    latest = selectors.latest_of_gift(receipt.donation_id)
    is_latest = latest is not None and latest.pk == receipt.pk
    return page(
        receipt=receipt,
        row=presenter.row(receipt),
        facts=presenter.facts(receipt),
        trail=trail.of("receipt", receipt_id),
        replacement=replacement,
        is_valid=refusal is Refusal.ISSUED and is_latest,
        can_be_replaced=refusal is Refusal.CANCELLED and is_latest,
    )
