"""The desk of cases: what waits for a person, what to do of it, and how it ended."""

import csv
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.audit import selectors as audit
from apps.backoffice.forms.cases import (
    SHORTFALL_LABELS,
    EvidenceForm,
    ResolveForm,
    ShortfallChoice,
    ShortfallForm,
)
from apps.backoffice.presenters import cases as presenter
from apps.backoffice.views.calls import actor_of, refuse
from apps.backoffice.views.frame import for_case_office, page
from apps.cases import selectors, services
from apps.cases.states import LABELS, CaseKind, CaseState
from apps.donations import selectors as donations
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.kernel.money import format_euro
from apps.payments import selectors as payments
from apps.payments import services as payment_services

if TYPE_CHECKING:
    from django import forms

    from apps.cases.models import Case

AGES = (("7", "Da più di 7 giorni"), ("30", "Da più di 30 giorni"))
CRUMB = {"label": "Casi", "path": "/gestione/casi/"}


@require_safe
@for_case_office
def listing(request: HttpRequest) -> HttpResponse:
    """List the cases, those that are open first asked for, oldest first."""
    chosen = _chosen(request)
    context = page(
        rows=_rows(**chosen),
        **chosen,
        states=[("", "Tutti"), *((str(state), presenter.STATE_LABELS[state]) for state in CaseState)],
        kinds=[("", "Tutti"), *((str(kind), label) for kind, label in LABELS.items())],
        ages=[("", "Qualsiasi"), *AGES],
        query=request.GET.urlencode(),
        crumbs=[{"label": "Casi"}],
    )
    return render(request, "backoffice/cases.html", context)


@require_safe
@for_case_office
def listing_csv(request: HttpRequest) -> HttpResponse:
    """Download the cases of the same filters."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="casi.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["numero", "tipo", "stato", "aperto", "giorni", "oggetto", "che cosa", "chiuso", "da", "come"])
    for row in _rows(**_chosen(request)):
        case = row.case
        opened, closed = (_local(moment) for moment in (case.opened_at, case.resolved_at))
        ending = [closed, case.resolved_by, case.resolution]
        writer.writerow([case.pk, row.kind, row.state, opened, row.days, case.subject, case.summary, *ending])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_case_office
def detail(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case with its history and what to do; on POST do what was asked of it."""
    case = selectors.get_case(case_id)
    action = request.POST.get("azione", "") if request.method == "POST" else ""
    offered = _offered(case) if case.state == CaseState.OPEN else {}
    for name in offered:
        form_class, act = FORMS[name]
        offered[name] = form_class(request.POST if name == action else None)
        if name == action and offered[name].is_valid() and _did(request, act, case, offered[name]):
            return redirect("backoffice:case", case_id)
    context = page(
        case=case,
        row=presenter.row(case, clock.now()),
        guidance=presenter.GUIDANCE[CaseKind(case.kind)],
        forms=offered,
        crumbs=[CRUMB, {"label": f"Caso {case.pk}"}],
        history=audit.history_of("case", case.pk),
        **_facts(case),
    )
    return render(request, "backoffice/case.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    state = request.GET.get("stato", str(CaseState.OPEN))
    kind, age = request.GET.get("tipo", ""), request.GET.get("da", "")
    return {
        "state": state if state in set(CaseState) else "",
        "kind": kind if kind in set(CaseKind) else "",
        "age": age if age in dict(AGES) else "",
    }


def _rows(state: str, kind: str, age: str) -> list[presenter.CaseRow]:
    now = clock.now()
    found = selectors.list_cases(
        state=CaseState(state) if state else None,
        kind=CaseKind(kind) if kind else None,
        opened_before=now - timedelta(days=int(age)) if age else None,
    )
    return [presenter.row(case, now) for case in found]


def _offered(case: "Case") -> dict[str, Any]:
    special = {CaseKind.DISPUTE: "prove", CaseKind.SHORTFALL: "decisione"}.get(CaseKind(case.kind))
    if special == "prove" and payments.get_dispute(case.data["dispute"]).evidence_sent_at:
        special = None
    return dict.fromkeys(filter(None, (special, "chiudi")))


def _facts(case: "Case") -> dict[str, Any]:
    facts: dict[str, Any] = {"items": [], "campaign_id": case.data.get("campaign")}
    if case.kind == CaseKind.DISPUTE:
        dispute = payments.get_dispute(case.data["dispute"])
        facts |= {"items": presenter.dispute_items(dispute), "evidence": dispute.evidence}
    elif case.kind == CaseKind.SHORTFALL:
        facts |= {"items": presenter.shortfall_items(case.data)}
    elif case.kind in (CaseKind.REFUND_FAILED, CaseKind.BANK_REFUND):
        attempt_id = donations.get_donation(case.data["donation"]).attempt_id
        bank_refund = payments.get_bank_refund_of(attempt_id)
        if bank_refund is not None:
            facts |= {"items": presenter.bank_refund_items(bank_refund), "bank_refund_id": bank_refund.pk}
    return facts


def _did(request: HttpRequest, act: "Act", case: "Case", form: "forms.Form") -> bool:
    try:
        messages.success(request, act(case, form.cleaned_data, actor_of(request)))
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _resolve(case: "Case", values: dict[str, Any], actor: str) -> str:
    services.resolve_case(case_id=case.pk, resolution=values["resolution"], actor=actor, now=clock.now())
    return "Il caso è chiuso."


def _answer(case: "Case", values: dict[str, Any], actor: str) -> str:
    payment_services.answer_dispute(
        dispute_pk=case.data["dispute"], words=values["words"], actor=actor, now=clock.now()
    )
    return "Le prove sono state inviate alla banca. Il caso si chiude quando la banca decide."


def _decide(case: "Case", values: dict[str, Any], actor: str) -> str:
    choice, cents = ShortfallChoice(values["choice"]), values["revoked_cents"]
    part = f" ({format_euro(cents)})" if cents else ""
    services.resolve_case(
        case_id=case.pk,
        resolution=f"{SHORTFALL_LABELS[choice]}{part}. {values['words']}",
        decision={"choice": str(choice), "revoked_cents": cents or 0},
        actor=actor,
        now=clock.now(),
    )
    return "La decisione è registrata e il caso è chiuso."


def _local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M") if moment else ""


Act = Callable[["Case", dict[str, Any], str], str]
FORMS: dict[str, tuple[type["forms.Form"], Act]] = {
    "prove": (EvidenceForm, _answer),
    "decisione": (ShortfallForm, _decide),
    "chiudi": (ResolveForm, _resolve),
}
