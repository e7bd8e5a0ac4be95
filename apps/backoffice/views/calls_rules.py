"""The rules of a draft call: the form of every parameter, import and export of the same document as YAML."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice.forms.calls import ImportForm
from apps.backoffice.forms.editor import RulesEditor
from apps.backoffice.presenters import rules as presenter
from apps.backoffice.views.calls import actor_of, crumb_of, crumbs, posted
from apps.backoffice.views.calls_publication import review
from apps.backoffice.views.frame import for_call_office, for_office, page
from apps.calls import selectors as calls
from apps.calls import services
from apps.calls.rules import text
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.states import CallState
from apps.kernel import clock

YAML = "application/yaml; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def edit(request: HttpRequest, call_id: int) -> HttpResponse:
    """Edit every parameter of a draft's rules; published rules are rectified instead."""
    call = calls.get_call(call_id)
    if call.state != CallState.DRAFT:
        return redirect("backoffice:call_rectify", call_id)
    standing = presenter.standing(call.rules_draft) if call.rules_draft else None
    if request.method == "POST":
        editor = RulesEditor(data=request.POST)
        saved = _saved_by_form(request, call_id, editor)
        if saved:
            return saved
        standing = None
    else:
        editor = RulesEditor(terms=standing.terms if standing else None)
    path = crumbs(crumb_of(call), {"label": "Regole", "path": ""})
    context = page(crumbs=path, call=call, editor=editor, groups=editor.groups(), standing=standing)
    return render(request, "backoffice/call_rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def import_document(request: HttpRequest, call_id: int) -> HttpResponse:
    """Read the rules from a YAML document: a draft takes them, published rules go on to a rectification."""
    call = calls.get_call(call_id)
    form = ImportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document = text.from_yaml(form.cleaned_data["document"]).to_document()
            if call.state != CallState.DRAFT:
                return review(request, call, document)
            return _save(request, call_id, document)
        except RulesRefused as refused:
            for problem in refused.problems:
                form.add_error(None, problem.message_it)
    path = crumbs(crumb_of(call), {"label": "Importa le regole", "path": ""})
    return render(request, "backoffice/call_import.html", page(crumbs=path, call=call, form=form))


@require_safe
@for_office
def export(request: HttpRequest, call_id: int) -> HttpResponse:
    """Download the rules as YAML: the draft's, those in force, or the version asked for; raises NoRules."""
    call = calls.get_call(call_id)
    asked = request.GET.get("versione", "")
    published = calls.list_rules_versions(call_id)
    if asked:
        published = [version for version in published if str(version.number) == asked]
    if not published and (asked or not call.rules_draft):
        raise calls.NoRules("Questo bando non ha ancora regole da scaricare.", call_id=call_id)
    document = published[0].document if published else call.rules_draft
    name = f"regole-{call.slug}" + (f"-v{published[0].number}" if published else "-bozza")
    response = HttpResponse(text.to_yaml(MatchTerms.from_document(document)), content_type=YAML)
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


def _saved_by_form(request: HttpRequest, call_id: int, editor: RulesEditor) -> HttpResponse | None:
    if not editor.is_valid():
        return None
    try:
        return _save(request, call_id, editor.document())
    except RulesRefused as refused:
        editor.show(refused.problems)
        return None


def _save(request: HttpRequest, call_id: int, document: dict[str, Any]) -> HttpResponseRedirect:
    """Save a draft's rules and name at once what refuses them and what they risk; raises RulesRefused."""
    terms = services.save_rules(call_id=call_id, document=document, now=clock.now(), actor=actor_of(request))
    standing = presenter.standing(terms.to_document())
    messages.success(request, "Le regole sono salvate nella bozza.")
    if standing.refusals:
        messages.error(request, "Così il bando non si può pubblicare: i motivi sono qui sotto, in «Regole».")
    elif standing.warnings:
        messages.warning(request, "Prima di pubblicare leggi gli avvisi qui sotto, in «Regole».")
    return redirect("backoffice:call", call_id)
