"""The moderation desk: what citizens wrote and waits, what to do of it, what was done, the city's choices."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.moderation import HideForm, NoteForm, PolicyForm
from apps.backoffice.tables import moderation as table
from apps.backoffice.views.calls import actor_of, refuse
from apps.backoffice.views.frame import for_moderation_office, page
from apps.community import selectors, services
from apps.community.labels import REASONS, STATES, TONES, VERBS, WHATS
from apps.community.selectors import FollowedTarget, NothingToFollow
from apps.community.states import Reason, State, Verb, What
from apps.kernel import clock
from apps.kernel.errors import DomainError

CRUMB = {"label": "Moderazione", "path": "/gestione/moderazione/"}
ACTS: dict[str, tuple[type[NoteForm], Callable[..., Any], str]] = {
    "approva": (NoteForm, services.approve_text, "Il testo è in pubblico."),
    "nascondi": (HideForm, services.hide_text, "Il testo è nascosto: chi l'ha scritto riceve un messaggio."),
    "ripristina": (NoteForm, services.restore_text, "Il testo è di nuovo in vista."),
    "conferma": (NoteForm, services.confirm_hiding, "Il testo resta nascosto: chi l'ha scritto riceve un messaggio."),
}


@require_safe
@for_moderation_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List what waits: first texts, reported ones, contested ones."""
    actions = [
        {"label": "Nomi di chi ha donato", "path": "/gestione/moderazione/nomi/"},
        {"label": "Regole di moderazione", "path": "/gestione/moderazione/regole/"},
    ]
    return lists.answer(request, table.TABLE, table.find, page(heading="Moderazione", actions=actions))


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderation_office
def detail(request: HttpRequest, what: str, text_id: int) -> HttpResponse:
    """Show a text with its reports and history; on POST do what was asked of it (`azione`)."""
    row = selectors.get_text(what, text_id)
    action = request.POST.get("azione", "")
    forms = {
        name: ACTS[name][0](request.POST if name == action else None, auto_id=f"id_{name}_%s") for name in _offered(row)
    }
    if action in forms and forms[action].is_valid():
        _, act, said = ACTS[action]
        try:
            act(what=what, text_id=text_id, **forms[action].cleaned_data, actor=actor_of(request), now=clock.now())
        except DomainError as error:
            refuse(forms[action], error)
        else:
            messages.success(request, said)
            return redirect("backoffice:moderation")
    context = page(
        row=row,
        about=_about(what, row),
        what=WHATS[What(what)],
        state=STATES[State(row.state)],
        tone=TONES[State(row.state)],
        reason=REASONS[Reason(row.hidden_reason)] if row.hidden_reason else "",
        forms=forms,
        reports=[(REASONS[Reason(each.reason)], each) for each in selectors.reports_of(row)],
        acts=[(VERBS[Verb(each.verb)], _words(each.reason), each) for each in selectors.acts_of(row)],
        crumbs=[CRUMB, {"label": f"{WHATS[What(what)]} {row.pk}"}],
    )
    return render(request, "backoffice/moderation_text.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderation_office
def policy(request: HttpRequest) -> HttpResponse:
    """Show the city's choices, and change them."""
    kept = selectors.policy()
    initial = {"holds_first": kept.holds_first, "most_reports": kept.most_reports}
    form = PolicyForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.save_policy(choices=form.choices(), actor=actor_of(request), now=clock.now())
        messages.success(request, "Le regole di moderazione sono salvate.")
        return redirect("backoffice:moderation")
    context = page(form=form, crumbs=[CRUMB, {"label": "Regole"}])
    return render(request, "backoffice/moderation_policy.html", context)


def _about(what: str, row: Any) -> FollowedTarget | None:
    """Return the campaign or district that a text speaks of, None where it is gone."""
    kind, key = ("campaign", row.campaign_id) if what == What.QUESTION else (row.place, row.key)
    try:
        return selectors.find_target(kind, str(key))
    except NothingToFollow:
        return None


def _offered(row: Any) -> list[str]:
    if row.state == State.HIDDEN:
        is_contested = row.contested_at is not None and row.contest_settled_at is None
        return ["ripristina", *(["conferma"] if is_contested else [])]
    if row.state == State.HELD:
        return ["approva", "nascondi"]
    return ["approva", "nascondi"] if row.state == State.VISIBLE and _is_reported(row) else _hideable(row)


def _words(reason: str) -> Any:
    return REASONS[Reason(reason)] if reason else ""


def _is_reported(row: Any) -> bool:
    return any(report.closed_at is None for report in selectors.reports_of(row))


def _hideable(row: Any) -> list[str]:
    return ["nascondi"] if row.state == State.VISIBLE else []
