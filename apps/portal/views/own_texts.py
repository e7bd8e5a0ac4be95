"""A person's own comments and questions: changed, taken back, contested; and anybody's, reported."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.community import selectors, services
from apps.community.labels import REASONS, STATES, TONES
from apps.community.rules.writing import may_edit
from apps.community.selectors.public import SHOWN
from apps.community.states import Reason, State, What
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.people.access import signed_in
from apps.people.addresses import address_of, network_of
from apps.portal.community_forms import ContestForm, ReportForm, TextForm

KINDS = {"commenti": What.COMMENT, "domande": What.QUESTION}
SEGMENTS = {what: segment for segment, what in KINDS.items()}


@require_safe
@signed_in
def own_list(request: HttpRequest) -> HttpResponse:
    """List what a person wrote, with its state."""
    rows = [
        {
            "text": row.text,
            "state": STATES[State(row.state)],
            "tone": TONES[State(row.state)],
            "created_at": row.created_at,
            "path": f"/partecipa/{SEGMENTS[What(row._meta.model_name or '')]}/{row.pk}/",
        }
        for row in selectors.list_own(_user(request))
    ]
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    return render(request, "portal/own_texts.html", {"page_obj": page, "crumbs": [{"label": _("I miei commenti")}]})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_text(request: HttpRequest, kind: str, text_id: int) -> HttpResponse:
    """Show an own text to its author; on POST change it, take it back, or contest its hiding (`azione`)."""
    what, now = _what(kind), clock.now()
    row = selectors.get_text(what, text_id)
    if row.author_id != _user(request):
        raise services.NotYours(_("Questo commento non esiste."))
    action = request.POST.get("azione", "")
    forms = {
        "modifica": TextForm(request.POST if action == "modifica" else None, initial={"text": row.text}),
        "contesta": ContestForm(request.POST if action == "contesta" else None),
    }
    if request.method == "POST" and _did(request, action, what, text_id, forms):
        return redirect("portal:own_text", kind=kind, text_id=text_id)
    context = {
        "row": row,
        "state": STATES[State(row.state)],
        "tone": TONES[State(row.state)],
        "reason": REASONS[Reason(row.hidden_reason)] if row.hidden_reason else "",
        "may_edit": may_edit(state=State(row.state), created_at=row.created_at, now=now)
        and not getattr(row, "answered_at", None),
        "may_contest": row.state == State.HIDDEN and row.contested_at is None,
        "forms": forms,
        "crumbs": [{"label": _("I miei commenti"), "path": "/partecipa/"}, {"label": _("Il tuo testo")}],
    }
    return render(request, "portal/own_text.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, text_id: int) -> HttpResponse:
    """Tell the city that a text should not be there; guests too, once per network."""
    what = _what(kind)
    row = selectors.get_text(what, text_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.report_text(
            what=what,
            text_id=text_id,
            reporter_id=_user(request) if request.user.is_authenticated else None,
            guest=network_of(address_of(request)),
            **form.cleaned_data,
            now=clock.now(),
        )
        messages.success(request, _("Grazie: il Comune guarderà questo testo."))
        return redirect("portal:report_text", kind=kind, text_id=text_id)
    text = row.text if row.state == State.VISIBLE else ""
    context = {"form": form, "text": text, "crumbs": [{"label": _("Segnala un testo")}]}
    response = render(request, "portal/report_text.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _did(request: HttpRequest, action: str, what: What, text_id: int, forms: dict[str, Any]) -> bool:
    one: dict[str, Any] = {"user_id": _user(request), "what": what, "text_id": text_id, "now": clock.now()}
    form: Any = forms.get(action)
    if action not in (*forms, "ritira") or (form is not None and not form.is_valid()):
        return False
    try:
        if action == "modifica":
            services.edit_text(**one, text=form.cleaned_data["text"])
        elif action == "contesta":
            services.contest_hiding(**one, words=form.cleaned_data["words"])
        elif action == "ritira":
            services.withdraw_text(**one)
    except DomainError as error:
        if form is None:
            raise
        form.add_error(None, error.message)
        return False
    messages.success(request, _("Fatto."))
    return True


def _what(kind: str) -> What:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _user(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
