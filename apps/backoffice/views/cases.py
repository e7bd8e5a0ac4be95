"""The desk of cases: what waits for a person, what to do of it, and how it ended."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.cases import (
    SHORTFALL_LABELS,
    EvidenceForm,
    ResolveForm,
    ShortfallChoice,
    ShortfallForm,
)
from apps.backoffice.presenters import cases as presenter
from apps.backoffice.presenters import trail
from apps.backoffice.tables import cases as table
from apps.backoffice.views.calls import actor_of, refuse
from apps.backoffice.views.frame import for_case_office, page, reach_of
from apps.cases import selectors, services
from apps.cases.states import CaseKind, CaseState
from apps.donations import selectors as donations
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.kernel.money import format_euro
from apps.payments import selectors as payments
from apps.payments import services as payment_services

if TYPE_CHECKING:
    from django import forms

    from apps.cases.models import Case

CRUMB = {"label": "Casi", "path": "/gestione/casi/"}


@require_safe
@for_case_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the cases, those that are open first asked for, oldest first."""
    context = page(heading="Casi", intro="Quello che aspetta la decisione di una persona.", crumbs=[{"label": "Casi"}])
    return lists.answer(request, table.TABLE, table.find, context)


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
        trail=trail.of("case", case.pk),
        **_facts(case, reach_of(request)),
    )
    return render(request, "backoffice/case.html", context)


def _offered(case: "Case") -> dict[str, Any]:
    special = {CaseKind.DISPUTE: "prove", CaseKind.SHORTFALL: "decisione"}.get(CaseKind(case.kind))
    if special == "prove" and payments.get_dispute(case.data["dispute"]).evidence_sent_at:
        special = None
    return dict.fromkeys(filter(None, (special, "chiudi")))


def _facts(case: "Case", reach: Callable[[str], str]) -> dict[str, Any]:
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
            facts |= {
                "items": presenter.bank_refund_items(bank_refund),
                "refund_path": reach(f"/gestione/rimborsi/{bank_refund.pk}/"),
            }
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


Act = Callable[["Case", dict[str, Any], str], str]
FORMS: dict[str, tuple[type["forms.Form"], Act]] = {
    "prove": (EvidenceForm, _answer),
    "decisione": (ShortfallForm, _decide),
    "chiudi": (ResolveForm, _resolve),
}
