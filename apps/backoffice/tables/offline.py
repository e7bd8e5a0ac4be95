"""The list of gifts received by hand."""

from typing import TYPE_CHECKING, Any

from django import forms

from apps.backoffice import lists
from apps.backoffice.presenters import offline as presenter
from apps.donations import selectors
from apps.donations.states import MEANS_LABELS, Means

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.donations.models import OfflineGift


class Filters(lists.Filters):
    """State."""

    stato = forms.ChoiceField(label="Stato", choices=[("", "Tutti"), *presenter.STATE_OPTIONS])


def find(asked: dict[str, Any]) -> "QuerySet[OfflineGift]":
    """Return the gifts that are asked for, those that wait for a second officer first."""
    return selectors.find_offline(asked["stato"])


def _donor(gift: "OfflineGift") -> lists.Link:
    return lists.Link(gift.donation.donor_name, f"/gestione/donazioni-offline/{gift.donation_id}/")


def _state(gift: "OfflineGift") -> lists.State:
    row = presenter.row(gift)
    return lists.State(row["state"], row["tone"])


TABLE = lists.Table(
    file="donazioni-offline",
    title="Donazioni offline",
    columns=(
        lists.link("donatore", "Donatore", _donor, sort=("donation__donor_name",)),
        lists.number("numero", "Numero", lambda gift: gift.donation_id, sort=("donation_id",)).exported(),
        lists.state("stato", "Stato", _state, sort=("donation__state",)),
        lists.money("importo", "Importo", lambda gift: gift.donation.amount_cents, sort=("donation__amount_cents",)),
        lists.text(
            "campagna", "Campagna", lambda gift: gift.donation.campaign.title, sort=("donation__campaign__title",)
        ),
        lists.text("mezzo", "Mezzo", lambda gift: MEANS_LABELS[Means(gift.means)], sort=("means",)),
        lists.day("ricevuta", "Ricevuta il", lambda gift: gift.received_on, sort=("received_on",)),
        lists.text("registrata", "Registrata da", lambda gift: gift.recorded_by, sort=("recorded_by",)),
        lists.text("decisa", "Decisa da", lambda gift: gift.decided_by, sort=("decided_by",)).exported(),
    ),
    filters=Filters,
    search=("donation__donor_name", "donation__campaign__title", "recorded_by", "note"),
    empty_title="Nessuna donazione offline",
    empty_text="Le donazioni ricevute a mano compaiono qui quando qualcuno le registra.",
    empty_path="/gestione/donazioni-offline/nuova/",
    empty_label="Registra una donazione",
)
