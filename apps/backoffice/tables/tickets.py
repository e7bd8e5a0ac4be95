"""The list of tickets: those that wait for the office unless others are asked for, the first due first."""

from typing import TYPE_CHECKING, Any

from django import forms

from apps.backoffice import lists
from apps.backoffice.ticket_letters import name_of
from apps.feedback import selectors
from apps.feedback.labels import SHORT_KINDS, STATES, TONES
from apps.feedback.states import OPEN, TicketKind, TicketState
from apps.kernel import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.feedback.models import Ticket

WAITING = "waiting"
EXCERPT = 100


class Filters(lists.Filters):
    """State, kind and term."""

    stato = forms.ChoiceField(
        label="Stato",
        choices=[(WAITING, "Da guardare"), ("", "Tutti"), *((str(state), STATES[state]) for state in TicketState)],
        initial=WAITING,
    )
    tipo = forms.ChoiceField(
        label="Tipo", choices=[("", "Tutti"), *((str(kind), SHORT_KINDS[kind]) for kind in TicketKind)]
    )
    termine = forms.ChoiceField(label="Termine", choices=[("", "Qualsiasi"), ("passato", "Passato")])


def find(asked: dict[str, Any]) -> "QuerySet[Ticket]":
    """Return the tickets that are asked for."""
    states = OPEN if asked["stato"] == WAITING else frozenset({TicketState(asked["stato"])} if asked["stato"] else ())
    return selectors.find_tickets(
        states=states,
        kind=TicketKind(asked["tipo"]) if asked["tipo"] else None,
        due_before=clock.now() if asked["termine"] else None,
    )


def _state(row: "Ticket") -> lists.State:
    state = TicketState(row.state)
    return lists.State(str(STATES[state]), TONES[state])


TABLE = lists.Table(
    file="segnalazioni",
    title="Segnalazioni",
    columns=(
        lists.link(
            "numero", "Numero", lambda row: lists.Link(name_of(row), f"/gestione/segnalazioni/{row.pk}/"), sort=("pk",)
        ),
        lists.text("tipo", "Tipo", lambda row: str(SHORT_KINDS[TicketKind(row.kind)]), sort=("kind",)),
        lists.state("stato", "Stato", _state, sort=("state",)),
        lists.text("cosa", "Che cosa", lambda row: " ".join(row.text.split())[:EXCERPT]),
        lists.text("chi", "Se ne occupa", lambda row: row.assignee.name if row.assignee else ""),
        lists.moment("arrivata", "Arrivata", lambda row: row.created_at, sort=("created_at",)),
        lists.day("entro", "Risposta entro", lambda row: row.due_at, sort=("due_at",)),
        lists.text("pagina", "Pagina", lambda row: row.page).exported(),
        lists.moment("chiusa", "Chiusa", lambda row: row.closed_at).exported(),
    ),
    filters=Filters,
    search=("text", "page"),
    empty_title="Nessuna segnalazione da guardare",
    empty_text="Quello che i cittadini scrivono dalle pagine Segnalazioni e Accessibilità compare qui.",
)
