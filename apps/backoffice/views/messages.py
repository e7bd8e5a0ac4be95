"""The desk of messages: what went out and what did not, each as it was sent, and sending again."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.backoffice import lists
from apps.backoffice.presenters import trail
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_message_office, page
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.notifications import catalogue, labels, selectors, services
from apps.notifications.frames import as_frame
from apps.notifications.rules import markup
from apps.notifications.services.resending import why_not
from apps.notifications.states import OPTIONAL, MessageState, Topic
from apps.people import selectors as people
from apps.people.roles import Role

if TYPE_CHECKING:
    from apps.notifications.models import Message

CRUMB = {"label": "Messaggi", "path": "/gestione/messaggi/"}
SEES_ALL = frozenset({Role.OFFICER, Role.PLATFORM_MANAGER})


class Filters(lists.Filters):
    """What a message is found by."""

    stato = forms.ChoiceField(label="Stato", choices=[("", "Tutti"), *((s, labels.STATES[s]) for s in MessageState)])
    tipo = forms.ChoiceField(label="Tipo", choices=[("", "Tutti"), *((k, v.label) for k, v in catalogue.KINDS.items())])
    da = forms.DateField(label="Dal giorno", widget=forms.DateInput(attrs={"type": "date"}))
    a = forms.DateField(label="Al giorno", widget=forms.DateInput(attrs={"type": "date"}))


def _title(message: "Message") -> str:
    return message.subject or catalogue.label_of(message.kind)


def _state(message: "Message") -> lists.State:
    state = MessageState(message.state)
    return lists.State(str(labels.STATES[state]), labels.TONES[state])


TABLE = lists.Table(
    file="messaggi",
    title="Messaggi",
    columns=(
        lists.link("messaggio", "Messaggio", lambda row: lists.Link(_title(row), f"/gestione/messaggi/{row.pk}/")),
        lists.text("a", "A", lambda row: row.to, sort=("to",)),
        lists.state("stato", "Stato", _state, sort=("state",)),
        lists.number("tentativi", "Tentativi", lambda row: row.attempts, sort=("attempts",)),
        lists.moment("scritto", "Scritto", lambda row: row.created_at, sort=("created_at",)),
        lists.moment("inviato", "Inviato", lambda row: row.sent_at, sort=("sent_at",)),
        lists.text("errore", "Errore", lambda row: row.last_error).exported(),
    ),
    filters=Filters,
    search=("to", "subject"),
    empty_title="Nessun messaggio",
    empty_text="Ogni e-mail che il portale manda compare qui, con quello che è successo.",
)


@require_safe
@for_message_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the messages that the person may see, those that failed first."""
    context = page(
        heading="Messaggi",
        intro="Ogni e-mail mandata dal portale. Quelle non riuscite vengono per prime.",
        crumbs=[{"label": "Messaggi"}],
        actions=[{"label": "Testi dei messaggi", "path": "/gestione/messaggi/testi/"}],
    )
    return lists.answer(request, TABLE, lambda asked: _found(request, asked), context)


@require_safe
@for_message_office
def detail(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show one message as it was sent, what happened to it, and the button that sends it again."""
    message = _seen(request, message_id)
    context = page(
        message=message,
        label=catalogue.label_of(message.kind),
        state=_state(message),
        items=_items(message),
        is_secret=catalogue.is_secret(message.kind, message.topic),
        text=markup.without_addresses(message.text),
        why_not=why_not(message),
        resends=selectors.list_resends(message.pk),
        trail=trail.of("message", message.pk),
        crumbs=[CRUMB, {"label": f"Messaggio {message.pk}"}],
    )
    return render(request, "backoffice/message.html", context)


@require_safe
@for_message_office
def html_part(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show the HTML part of a message without its links: those are its reader's alone."""
    message = _seen(request, message_id)
    if not message.html or catalogue.is_secret(message.kind, message.topic):
        raise Http404
    return as_frame(markup.without_links(message.html))


@require_POST
@for_message_office
def resend(request: HttpRequest, message_id: int) -> HttpResponse:
    """Send the same words to the same address again, as a new message."""
    message = _seen(request, message_id)
    try:
        new = services.resend_message(message_id=message.pk, actor=actor_of(request), now=clock.now())
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("backoffice:message", message.pk)
    messages.success(request, "Il messaggio riparte: è questo, collegato al primo.")
    return redirect("backoffice:message", new.pk)


def _topics(request: HttpRequest) -> frozenset[Topic]:
    sees_all = people.roles_of(request.user.pk) & SEES_ALL  # type: ignore[arg-type]
    return frozenset(Topic) if sees_all else OPTIONAL


def _found(request: HttpRequest, asked: dict[str, Any]) -> "QuerySet[Message]":
    rows = selectors.list_messages().filter(topic__in=sorted(_topics(request)))
    wanted = {"state": asked["stato"], "kind": asked["tipo"]}
    days = {"created_at__date__gte": asked["da"], "created_at__date__lte": asked["a"]}
    return rows.filter(**{name: value for name, value in {**wanted, **days}.items() if value})


def _seen(request: HttpRequest, message_id: int) -> "Message":
    message = selectors.find_message(message_id)
    if message is None or message.topic not in _topics(request):
        raise Http404
    return message


def _items(message: "Message") -> list[dict[str, Any]]:
    known = [
        ("A", message.to),
        ("Tipo", catalogue.label_of(message.kind)),
        ("Argomento", labels.TOPICS[Topic(message.topic)]),
        ("Tentativi", message.attempts),
        ("Ultima risposta del servizio di posta", message.last_error),
        ("Message-ID", message.message_id),
    ]
    return [{"term": term, "value": value} for term, value in known if value not in ("", None)]
