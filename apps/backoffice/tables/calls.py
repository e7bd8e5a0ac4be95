"""The list of calls with their pools."""

from typing import Any

from django import forms

from apps.backoffice import lists
from apps.backoffice.presenters import calls as presenter
from apps.calls import selectors
from apps.calls.states import CALL_KIND_LABELS, CALL_STATE_LABELS
from apps.matching import selectors as matching


class Filters(lists.Filters):
    """State and kind."""

    stato = forms.ChoiceField(
        label="Stato", choices=[("", "Tutti"), *((str(state), label) for state, label in CALL_STATE_LABELS.items())]
    )
    tipo = forms.ChoiceField(
        label="Tipo", choices=[("", "Tutti"), *((str(kind), label) for kind, label in CALL_KIND_LABELS.items())]
    )


def find(asked: dict[str, Any]) -> list[presenter.CallRow]:
    """Return the calls that are asked for, newest first; a city has few."""
    every = [
        call
        for call in selectors.list_calls()
        if asked["stato"] in ("", call.state) and asked["tipo"] in ("", call.kind)
    ]
    pools = matching.overview_of([], [call.pk for call in every]).pools
    return [presenter.row(call, pools[call.pk]) for call in every]


TABLE = lists.Table(
    file="bandi",
    title="Bandi",
    columns=(
        lists.link(
            "bando", "Bando", lambda row: lists.Link(row.call.title, f"/gestione/bandi/{row.call.pk}/"), sort=True
        ),
        lists.text("indirizzo", "Indirizzo", lambda row: row.call.slug).exported(),
        lists.state("stato", "Stato", lambda row: lists.State(row.state, row.tone), sort=True),
        lists.text("tipo", "Tipo", lambda row: row.kind, sort=True),
        lists.money("dotazione", "Dotazione", lambda row: row.pool.funded_cents, sort=True),
        lists.money("impegnati", "Impegnati", lambda row: row.pool.committed_cents, sort=True),
        lists.money("riservati", "Riservati", lambda row: row.pool.reserved_cents, sort=True),
        lists.money("liberi", "Liberi", lambda row: row.pool.free_cents, sort=True),
    ),
    filters=Filters,
    search=("title",),
    empty_title="Nessun bando",
    empty_text="Un bando comincia da una bozza: la vede solo l'ufficio, finché non viene pubblicata con un atto.",
)
