"""Calls: their list, a new draft, and one call with its rules, solvency, acts and history."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.calls import CallForm, act_title
from apps.backoffice.presenters import calls as presenter
from apps.backoffice.presenters import rules as rules_presenter
from apps.backoffice.presenters import solvency as solvency_presenter
from apps.backoffice.presenters import trail
from apps.backoffice.tables import calls as table
from apps.backoffice.views.frame import for_call_office, for_office, holds, page
from apps.calls import selectors as calls
from apps.calls import services
from apps.calls.rules.details import cup_warning
from apps.calls.states import WITHOUT_MONEY, CallState
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.matching import selectors as matching
from apps.people.roles import CALL_OFFICE, POOL_OFFICE

LIST = {"label": "Bandi", "path": "/gestione/bandi/"}


def crumbs(*steps: dict[str, str]) -> list[dict[str, str]]:
    """Return where a page of the calls stands."""
    return [LIST, *steps]


def crumb_of(call: Any) -> dict[str, str]:
    """Return a call's step in the path of its pages."""
    return {"label": call.title, "path": f"/gestione/bandi/{call.pk}/"}


def actor_of(request: HttpRequest) -> str:
    """Return who acts, for the audit trail."""
    return str(request.user.get_username())


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent to a form, None when the form is only shown."""
    return request.POST if request.method == "POST" else None


@require_safe
@for_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the calls with their pools."""
    actions = [{"label": "Nuovo bando", "path": "/gestione/bandi/nuovo/"}] if holds(request, CALL_OFFICE) else []
    context = page(heading="Bandi", crumbs=[LIST], actions=actions)
    return lists.answer(request, table.TABLE, table.find, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def new(request: HttpRequest) -> HttpResponse:
    """Create a draft call."""
    form = CallForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            call = services.create_call(details=form.details(), now=clock.now(), actor=actor_of(request))
        except services.SlugTaken as error:
            form.add_error("slug", error.message)
        else:
            warning = cup_warning(call.cup)
            if warning:
                messages.warning(request, warning)
            messages.success(request, "La bozza del bando è creata: ora scrivi le regole e registra gli atti.")
            return redirect("backoffice:call", call.pk)
    context = page(crumbs=crumbs({"label": "Nuovo bando", "path": request.path}), form=form)
    return render(request, "backoffice/call_new.html", context)


@require_safe
@for_office
def detail(request: HttpRequest, call_id: int) -> HttpResponse:
    """Show a call: what is left to do, rules in words, solvency, versions, acts, history."""
    call = calls.get_call(call_id)
    pool = matching.pool_figures(call_id)
    published = calls.list_rules_versions(call_id)
    document = published[0].document if published else call.rules_draft
    numbers = {version.act_id: version.number for version in published}
    standing, solvency = _looked_at(request, document, pool.funded_cents) if document else (None, None)
    context = page(
        crumbs=crumbs(crumb_of(call)),
        call=call,
        row=presenter.row(call, pool),
        lines=presenter.lines(call),
        pool=pool,
        standing=standing,
        solvency=solvency,
        versions=rules_presenter.versions(published),
        acts=[(act, act_title(act), numbers.get(act.pk)) for act in calls.list_acts(call_id)],
        trail=trail.of("call", call_id),
        is_draft=call.state == CallState.DRAFT,
        is_without_money=call.kind in WITHOUT_MONEY,
        is_published=call.state == CallState.PUBLISHED,
        may_write=holds(request, CALL_OFFICE),
        may_fund=holds(request, POOL_OFFICE),
    )
    return render(request, "backoffice/call.html", context)


def _looked_at(request: HttpRequest, document: dict[str, Any], funded_cents: int) -> tuple[Any, Any]:
    standing = rules_presenter.standing(document)
    if standing.terms is None:
        return standing, None
    return standing, solvency_presenter.solvency_page(standing.terms, funded_cents, request.GET)


def refuse(form: Any, error: DomainError) -> None:
    """Show on a form, one line each, why the domain refused."""
    problems = error.details.get("problems")
    if isinstance(problems, list):
        for problem in problems:
            form.add_error(None, problem["message"])
    else:
        form.add_error(None, error.message)
