"""The list of names beside gifts: those that citizens have reported, or those that are hidden."""

from typing import Any

from django import forms

from apps.backoffice import lists
from apps.community import selectors
from apps.community.selectors.naming import HIDDEN, REPORTED, DeskName


class Filters(lists.Filters):
    """Reported or hidden."""

    stato = forms.ChoiceField(
        label="Stato", choices=[(REPORTED, "Segnalati"), (HIDDEN, "Nascosti")], initial=REPORTED, required=False
    )


def find(asked: dict[str, Any]) -> list[DeskName]:
    """Return the names that are asked for."""
    return selectors.find_names(show=asked["stato"])


def _name(row: DeskName) -> lists.Link:
    return lists.Link(row.name or "(nessun nome in pubblico)", f"/gestione/moderazione/nomi/{row.donation_id}/")


def _state(row: DeskName) -> lists.State:
    return lists.State("Nascosto", "danger") if row.is_hidden else lists.State("In pubblico", "success")


TABLE = lists.Table(
    file="nomi",
    title="Nomi di chi ha donato",
    columns=(
        lists.link("nome", "Nome", _name),
        lists.text("campagna", "Campagna", lambda row: row.campaign, sort=True),
        lists.state("stato", "Stato", _state),
        lists.number("segnalazioni", "Segnalazioni", lambda row: row.reports, sort=True),
        lists.moment("dal", "Dal", lambda row: row.since, sort=True),
    ),
    filters=Filters,
    search=("name", "campaign"),
    empty_title="Nessun nome",
    empty_text="I nomi che chi legge segnala compaiono qui. Ogni nome si raggiunge anche dalla campagna.",
)
