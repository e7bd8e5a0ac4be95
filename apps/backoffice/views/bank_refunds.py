"""Refunds by bank transfer: what has to be paid, the files for the banks, what the banks did of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.refunds import AccountForm, PaidForm, ReturnedForm
from apps.backoffice.presenters import trail
from apps.backoffice.presenters.cases import BANK_REFUND_LABELS, BANK_REFUND_TONES
from apps.backoffice.tables import refunds as table
from apps.backoffice.views.calls import actor_of, refuse
from apps.backoffice.views.frame import for_bank_office, page
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.payments import selectors, services
from apps.payments.states import BankRefundState

if TYPE_CHECKING:
    from django import forms

    from apps.payments.models import BankRefund

CRUMB = {"label": "Rimborsi", "path": "/gestione/rimborsi/"}


@require_safe
@for_bank_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """Show what is to be paid per body, the refunds of a state, and the files that were prepared."""
    context = page(to_pay=selectors.list_to_pay(), batches=selectors.list_batches(), crumbs=[{"label": "Rimborsi"}])
    return lists.answer(request, table.TABLE, table.find, context, "backoffice/bank_refunds.html")


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def detail(request: HttpRequest, bank_refund_id: int) -> HttpResponse:
    """Show one refund; on POST record its account, its payment or its return."""
    bank_refund = selectors.find_bank_refund(bank_refund_id)
    action = request.POST.get("azione", "") if request.method == "POST" else ""
    offered: dict[str, Any] = {}
    for name in OFFERED.get(BankRefundState(bank_refund.state), ()):
        form_class, act = FORMS[name]
        offered[name] = form_class(request.POST if name == action else None)
        if name == action and offered[name].is_valid() and _did(request, act, bank_refund, offered[name]):
            return redirect("backoffice:bank_refund", bank_refund_id)
    donation = donations.get_donation_of_attempt(bank_refund.attempt_id)
    context = page(
        bank_refund=bank_refund,
        donation=donation,
        label=BANK_REFUND_LABELS[bank_refund.state],
        tone=BANK_REFUND_TONES[bank_refund.state],
        end_to_end=selectors.end_to_end(bank_refund),
        forms=offered,
        trail=trail.of("donation", donation.pk),
        crumbs=[CRUMB, {"label": f"Rimborso {bank_refund.pk}"}],
    )
    return render(request, "backoffice/bank_refund.html", context)


@require_POST
@for_bank_office
def export(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Prepare the file of everything that a body has to pay."""
    try:
        batch = services.export_bank_refunds(organisation_id=organisation_id, actor=actor_of(request), now=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Il file {batch.message_id} è pronto: scaricalo e caricalo nella banca dell'ente.")
    return redirect("backoffice:bank_refunds")


@require_safe
@for_bank_office
def download(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Download a file, the same bytes every time."""
    batch = selectors.find_batch(batch_id)
    response = HttpResponse(batch.content.encode(), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{batch.message_id}.xml"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def cancel(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Ask whether a file is really to be taken back; on POST take it back."""
    batch = selectors.find_batch(batch_id)
    if request.method == "POST":
        try:
            services.cancel_batch(batch_id=batch_id, actor=actor_of(request), now=clock.now())
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "Il file è annullato: i suoi rimborsi sono di nuovo da pagare.")
        return redirect("backoffice:bank_refunds")
    context = page(batch=batch, crumbs=[CRUMB, {"label": f"Annulla {batch.message_id}"}])
    return render(request, "backoffice/bank_batch_cancel.html", context)


def _did(request: HttpRequest, act: "Act", bank_refund: "BankRefund", form: "forms.Form") -> bool:
    try:
        messages.success(request, act(bank_refund, form.cleaned_data, actor_of(request)))
    except DomainError as error:
        fields = error.details.get("fields")
        if isinstance(fields, dict):
            for name, reason in fields.items():
                form.add_error(name, reason)
        else:
            refuse(form, error)
        return False
    return True


def _take_account(bank_refund: "BankRefund", values: dict[str, Any], actor: str) -> str:
    donation_services.give_account(bank_refund_id=bank_refund.pk, **values, actor=actor, now=clock.now())
    return "Il conto è registrato: il rimborso è da pagare. Il donatore è stato avvisato."


def _take_payment(bank_refund: "BankRefund", values: dict[str, Any], actor: str) -> str:
    donation_services.record_bank_payment(bank_refund_id=bank_refund.pk, **values, actor=actor, now=clock.now())
    return "Il pagamento è registrato e il donatore ha la prova."


def _take_return(bank_refund: "BankRefund", values: dict[str, Any], actor: str) -> str:
    donation_services.record_bank_return(bank_refund_id=bank_refund.pk, **values, actor=actor, now=clock.now())
    return "Il bonifico respinto è registrato: al donatore è stato chiesto un altro conto."


Act = Callable[["BankRefund", dict[str, Any], str], str]
FORMS: dict[str, tuple[type["forms.Form"], Act]] = {
    "conto": (AccountForm, _take_account),
    "pagato": (PaidForm, _take_payment),
    "respinto": (ReturnedForm, _take_return),
}
OFFERED: dict[BankRefundState, tuple[str, ...]] = {
    BankRefundState.TO_ASK: ("conto",),
    BankRefundState.READY: ("pagato", "conto"),
    BankRefundState.EXPORTED: ("pagato", "respinto"),
    BankRefundState.PAID: ("respinto",),
}
