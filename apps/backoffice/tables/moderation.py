"""The list of what citizens wrote: what waits unless something else is asked for, oldest first."""

from typing import Any

from django import forms

from apps.backoffice import lists
from apps.community import selectors
from apps.community.labels import STATES, TONES, WHATS
from apps.community.selectors.desk import WAITING, DeskText
from apps.community.states import State, What
from apps.search.sources import text_of

EXCERPT = 120


class Filters(lists.Filters):
    """State and kind."""

    stato = forms.ChoiceField(
        label="Stato",
        choices=[(WAITING, "Da guardare"), ("", "Tutti"), *((str(state), STATES[state]) for state in State)],
        initial=WAITING,
    )
    tipo = forms.ChoiceField(label="Tipo", choices=[("", "Tutti"), *((str(what), WHATS[what]) for what in What)])


def find(asked: dict[str, Any]) -> list[DeskText]:
    """Return the texts that are asked for."""
    return selectors.find_texts(show=asked["stato"], what=asked["tipo"])


def _why(row: DeskText) -> str:
    if row.is_contested:
        return "Contestato da chi l'ha scritto"
    if row.reports:
        return "Una segnalazione" if row.reports == 1 else f"{row.reports} segnalazioni"
    return "Primo testo di questa persona" if row.state == State.HELD else ""


def _excerpt(row: DeskText) -> str:
    return text_of(row.text)[:EXCERPT] or "(ritirato)"


TABLE = lists.Table(
    file="moderazione",
    title="Commenti e domande",
    columns=(
        lists.link(
            "testo",
            "Testo",
            lambda row: lists.Link(_excerpt(row), f"/gestione/moderazione/{row.what}/{row.id}/"),
        ),
        lists.text("tipo", "Tipo", lambda row: str(WHATS[row.what]), sort=True),
        lists.state("stato", "Stato", lambda row: lists.State(str(STATES[row.state]), TONES[row.state]), sort=True),
        lists.text("perche", "Perché", _why),
        lists.number("segnalazioni", "Segnalazioni", lambda row: row.reports, sort=True),
        lists.text("autore", "Di", lambda row: row.author, sort=True),
        lists.moment("scritto", "Scritto", lambda row: row.created_at, sort=True),
    ),
    filters=Filters,
    search=("text",),
    empty_title="Niente da guardare",
    empty_text="I primi testi di una persona, quelli segnalati e quelli contestati compaiono qui.",
)
