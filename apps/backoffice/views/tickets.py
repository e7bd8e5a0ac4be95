"""The desk of tickets: what waits and until when, one ticket with its messages, and what the office does of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.tickets import AnswerForm, AssignForm, CloseForm
from apps.backoffice.presenters import trail
from apps.backoffice.tables import tickets as table
from apps.backoffice.ticket_letters import name_of
from apps.backoffice.views.calls import actor_of, refuse
from apps.backoffice.views.frame import for_feedback_office, page
from apps.feedback import selectors, services
from apps.feedback.labels import KINDS, STATES, TONES
from apps.feedback.states import OPEN, TicketKind, TicketState, Writer
from apps.kernel import clock
from apps.kernel.errors import DomainError

if TYPE_CHECKING:
    from apps.feedback.models import Ticket

CRUMB = {"label": "Segnalazioni", "path": "/gestione/segnalazioni/"}
ACTS: dict[str, tuple[type[Any], Callable[..., Any], str]] = {
    "assegna": (AssignForm, services.assign_ticket, "La segnalazione è assegnata."),
    "rispondi": (AnswerForm, services.answer_ticket, "La risposta è mandata."),
    "chiudi": (CloseForm, services.close_ticket, "La segnalazione è chiusa."),
}


@require_safe
@for_feedback_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the tickets, the first due first."""
    intro = "A ogni segnalazione si risponde entro 30 giorni. Un promemoria arriva una settimana prima, e il giorno."
    return lists.answer(request, table.TABLE, table.find, page(heading="Segnalazioni", intro=intro, crumbs=[CRUMB]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_feedback_office
def detail(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Show a ticket; on POST do what was asked of it (`azione`)."""
    ticket = selectors.get_ticket(ticket_id)
    action = request.POST.get("azione", "")
    forms = {
        name: ACTS[name][0](request.POST if name == action else None, auto_id=f"{name}_%s") for name in _offered(ticket)
    }
    if action in forms and forms[action].is_valid():
        _, act, said = ACTS[action]
        try:
            act(ticket_id=ticket.pk, **forms[action].cleaned_data, actor=actor_of(request), now=clock.now())
        except DomainError as error:
            refuse(forms[action], error)
        else:
            messages.success(request, said)
            return redirect("backoffice:ticket", ticket.pk)
    return render(request, "backoffice/ticket.html", page(forms=forms, **_shown(ticket)))


def _shown(ticket: "Ticket") -> dict[str, Any]:
    state = TicketState(ticket.state)
    return {
        "ticket": ticket,
        "name": name_of(ticket),
        "kind": KINDS[TicketKind(ticket.kind)],
        "state": STATES[state],
        "tone": TONES[state],
        "is_late": state in OPEN and ticket.due_at < clock.now(),
        "is_path": is_own_path(ticket.page),
        "written": [(each.writer == Writer.OFFICE, each) for each in selectors.list_messages(ticket.pk)],
        "trail": trail.of("ticket", ticket.pk),
        "crumbs": [CRUMB, {"label": f"Segnalazione {name_of(ticket)}"}],
    }


def is_own_path(page: str) -> bool:
    """Tell whether what a person typed leads to a page of this portal: a browser reads `\\` as `/`.

    >>> is_own_path("/bandi/"), is_own_path("//example.org"), is_own_path("/\\\\example.org")
    (True, False, False)
    """
    return page.startswith("/") and not page.startswith("//") and "\\" not in page and page.isprintable()


def _offered(ticket: "Ticket") -> list[str]:
    if ticket.state in OPEN:
        return ["assegna", "rispondi", "chiudi"]
    return ["rispondi", "chiudi"] if ticket.state == TicketState.ANSWERED else []
