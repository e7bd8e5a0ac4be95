"""The city's own words for its messages: a list of kinds, an editor with a preview, the way back to the common."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.backoffice.forms.messages import WordingForm
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_message_office, page
from apps.backoffice.views.messages import CRUMB
from apps.kernel import clock
from apps.notifications import catalogue, labels, selectors, services, writing
from apps.notifications.frames import as_frame
from apps.notifications.services import BadWording

TEXTS = {"label": "Testi", "path": "/gestione/messaggi/testi/"}
SAMPLE_ADDRESS = "ada@example.org"
LANGUAGE = settings.LANGUAGE_CODE


@require_safe
@for_message_office
def listing(request: HttpRequest) -> HttpResponse:
    """List the kinds of message that the city may word its own way."""
    own = selectors.worded_kinds(LANGUAGE)
    rows = [(key, kind, own.get(key)) for key, kind in catalogue.KINDS.items() if kind.may_be_reworded]
    return render(request, "backoffice/wordings.html", page(rows=rows, crumbs=[CRUMB, {"label": "Testi"}]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_message_office
def editor(request: HttpRequest, kind: str) -> HttpResponse:
    """Write a kind of message; what is wrong is said field by field."""
    known = _known(kind)
    own = selectors.find_wording(kind, LANGUAGE)
    subject, body = (own.subject, own.body) if own else writing.common_wording(kind, LANGUAGE)
    form = WordingForm(request.POST if request.method == "POST" else None, initial={"subject": subject, "body": body})
    if request.method == "POST" and form.is_valid() and _saved(request, kind, form):
        return redirect("backoffice:wording", kind)
    context = page(
        kind=kind,
        known=known,
        topic=labels.TOPICS[known.topic],
        form=form,
        own=own,
        variables=catalogue.variables_of(kind),
        required=catalogue.required_of(kind),
        crumbs=[CRUMB, TEXTS, {"label": known.label}],
    )
    return render(request, "backoffice/wording.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_message_office
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """Show a kind of message with sample data, in the words of the form, or those in use; inside the editor's page."""
    known = _known(kind)
    reader = writing.Reader(SAMPLE_ADDRESS, known.topic, LANGUAGE)
    own = selectors.find_wording(kind, LANGUAGE)
    words = (own.subject, own.body) if own else None
    form = WordingForm(request.POST)
    if request.method == "POST" and form.is_valid():
        words = (form.cleaned_data["subject"], form.cleaned_data["body"])
    return as_frame(writing.write(kind, known.sample, reader, words).html)


@require_POST
@for_message_office
def restore(request: HttpRequest, kind: str) -> HttpResponse:
    """Go back to the common words."""
    _known(kind)
    services.restore_wording(kind=kind, language=LANGUAGE, actor=actor_of(request), now=clock.now())
    messages.success(request, "Da adesso questo messaggio ha di nuovo il testo comune.")
    return redirect("backoffice:wording", kind)


def _known(kind: str) -> catalogue.Kind:
    known = catalogue.KINDS.get(kind)
    if known is None or not known.may_be_reworded:
        raise Http404
    return known


def _saved(request: HttpRequest, kind: str, form: WordingForm) -> bool:
    try:
        services.save_wording(
            kind=kind, language=LANGUAGE, **form.cleaned_data, actor=actor_of(request), now=clock.now()
        )
    except BadWording as error:
        for field, lines in cast("dict[str, list[str]]", error.details["problems"]).items():
            for line in lines:
                form.add_error(field, line)
        return False
    messages.success(request, "Salvato: i prossimi messaggi partono con questo testo.")
    return True
