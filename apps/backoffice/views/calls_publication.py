"""Publishing a call and rectifying its rules: by an act, with every warning and the words that citizens will read."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.backoffice.forms.calls import ConfirmForm
from apps.backoffice.forms.editor import RulesEditor
from apps.backoffice.presenters import rules as presenter
from apps.backoffice.presenters import solvency as solvency_presenter
from apps.backoffice.presenters.rules import Standing
from apps.backoffice.views.calls import actor_of, crumb_of, crumbs, posted, refuse
from apps.backoffice.views.frame import for_call_office, page
from apps.calls import selectors as calls
from apps.calls import services
from apps.calls.rules import check
from apps.calls.rules.canonical import canonical_json
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.states import WITHOUT_MONEY, CallState
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.matching import selectors as matching
from apps.matching.rules import solvency

if TYPE_CHECKING:
    from apps.calls.models import AdministrativeAct, Call

CONFIRMED = "conferma"


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def publish(request: HttpRequest, call_id: int) -> HttpResponse:
    """Show what a publication freezes, with every reason against it; publish when it is confirmed with an act."""
    call = calls.get_call(call_id)
    if call.state != CallState.DRAFT:
        return redirect("backoffice:call", call_id)
    standing = _standing(call.rules_draft) if call.rules_draft else None
    frozen = canonical_json(call.rules_draft)
    form = _confirmation(request, call, standing, frozen)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["document"] != frozen:
            messages.error(request, "Le regole sono cambiate mentre leggevi: rileggile e conferma di nuovo.")
            return redirect("backoffice:call_publish", call_id)
        if _published(request, call_id, form):
            return redirect("backoffice:call", call_id)
    context = page(
        crumbs=crumbs(crumb_of(call), {"label": "Pubblicazione", "path": ""}),
        call=call,
        standing=standing,
        form=form,
        can_be_published=standing.can_be_published if standing else call.kind in WITHOUT_MONEY,
        solvency=_solvency(request, call, standing),
    )
    return render(request, "backoffice/call_publish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def rectify(request: HttpRequest, call_id: int) -> HttpResponse:
    """Change published rules in two steps: the form, then the difference to confirm with an act."""
    call = calls.get_call(call_id)
    if call.state != CallState.PUBLISHED:
        return redirect("backoffice:call", call_id)
    if request.method == "POST" and CONFIRMED in request.POST:
        return _rectify(request, call)
    editor = RulesEditor(data=posted(request), terms=calls.current_terms(call_id))
    if request.method == "POST" and editor.is_valid():
        try:
            return review(request, call, _publishable(editor))
        except RulesRefused as refused:
            editor.show(refused.problems)
    path = crumbs(crumb_of(call), {"label": "Rettifica", "path": ""})
    context = page(
        crumbs=path,
        call=call,
        editor=editor,
        groups=editor.groups(),
        is_rectification=True,
        needs_an_act=not _free_acts(call),
    )
    return render(request, "backoffice/call_rules.html", context)


def review(
    request: HttpRequest, call: "Call", document: dict[str, Any], form: ConfirmForm | None = None
) -> HttpResponse:
    """Show the difference that a rectification makes, to be confirmed with an act."""
    standing = _standing(document)
    current = calls.current_rules_version(call.pk)
    context = page(
        crumbs=crumbs(crumb_of(call), {"label": "Rettifica", "path": ""}),
        call=call,
        standing=standing,
        current=current,
        changes=presenter.changes(current.document, document),
        form=form or _confirmation(None, call, standing, canonical_json(document)),
        solvency=_solvency(request, call, standing),
    )
    return render(request, "backoffice/call_rectify.html", context)


def _publishable(editor: RulesEditor) -> dict[str, Any]:
    """The document of a valid form, where the officer can still change it; raises RulesRefused."""
    terms = MatchTerms.from_document(editor.document())
    found = check.review(terms)
    if not found.can_be_published:
        raise RulesRefused([*found.problems, *found.unsettled])
    return terms.to_document()


def _rectify(request: HttpRequest, call: "Call") -> HttpResponse:
    try:
        document = MatchTerms.from_document(json.loads(request.POST.get("document", ""))).to_document()
    except (ValueError, RecursionError, RulesRefused):
        return redirect("backoffice:call_rectify", call.pk)
    form = _confirmation(request, call, _standing(document), canonical_json(document))
    changed = presenter.changes(calls.current_rules_version(call.pk).document, document)
    if form.is_valid() and changed:
        try:
            services.rectify_rules(
                call_id=call.pk,
                act_id=form.cleaned_data["act"],
                document=document,
                now=clock.now(),
                actor=actor_of(request),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "Le regole sono rettificate: la differenza è pubblica con il suo atto.")
            return redirect("backoffice:call", call.pk)
    return review(request, call, document, form)


def _standing(document: dict[str, Any]) -> Standing:
    """The warnings also suppose the usual cost and number of projects, where the terms state neither."""
    terms = presenter.standing(document).terms
    if terms is None:
        return presenter.standing(document)
    return presenter.standing(document, solvency.usual_cost_cents(terms), solvency_presenter.usual_projects(terms))


def _confirmation(request: HttpRequest | None, call: "Call", standing: Standing | None, document: str) -> ConfirmForm:
    data = posted(request) if request is not None else None
    warnings = len(standing.warnings) if standing else 0
    return ConfirmForm(data, acts=_free_acts(call), warnings=warnings, initial={"document": document})


def _free_acts(call: "Call") -> "list[AdministrativeAct]":
    """The acts that published no version yet."""
    used = {version.act_id for version in calls.list_rules_versions(call.pk)}
    return [act for act in calls.list_acts(call.pk) if act.pk not in used]


def _published(request: HttpRequest, call_id: int, form: ConfirmForm) -> bool:
    try:
        services.publish_call(
            call_id=call_id, act_id=form.cleaned_data["act"], now=clock.now(), actor=actor_of(request)
        )
    except DomainError as error:
        refuse(form, error)
        return False
    messages.success(request, "Il bando è pubblicato e le sue regole sono congelate.")
    return True


def _solvency(request: HttpRequest, call: "Call", standing: Standing | None) -> Any:
    if standing is None or standing.terms is None:
        return None
    funded_cents = matching.pool_figures(call.pk).funded_cents
    return solvency_presenter.solvency_page(standing.terms, funded_cents, request.GET)
