"""The list of receipts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from apps.backoffice import lists
from apps.receipts import labels, selectors
from apps.receipts.rules.snapshot import label
from apps.receipts.states import ReceiptState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.receipts.models import DonationReceipt

LONGEST_SEARCH = 80


class Filters(lists.Filters):
    """Words (donor, tax code, number, campaign), year of issue, state, issuer."""

    q = forms.CharField(
        label="Donatore, codice fiscale, numero o campagna",
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    anno = forms.TypedChoiceField(label="Anno di emissione", coerce=int, empty_value=None)
    stato = forms.ChoiceField(
        label="Stato", choices=[("", "Tutti"), *((str(state), labels.STATES[state]) for state in ReceiptState)]
    )
    ente = forms.TypedChoiceField(label="Ente", coerce=int, empty_value=None)

    def __init__(self, query: QueryDict, *, has_search: bool) -> None:
        super().__init__(query, has_search=has_search)
        choices = {"anno": [(year, str(year)) for year in selectors.list_years()], "ente": selectors.list_issuers()}
        for name, found in choices.items():
            self.fields[name].choices = [("", "Tutti"), *found]  # type: ignore[attr-defined]


def find(asked: dict[str, Any]) -> "QuerySet[DonationReceipt]":
    """Return the receipts that are asked for."""
    return selectors.search(words=asked["q"], year=asked["anno"], issuer_id=asked["ente"], state=asked["stato"])


def _number(receipt: "DonationReceipt") -> lists.Link:
    return lists.Link(label(receipt.number, receipt.year), f"/gestione/ricevute/{receipt.pk}/")


def _state(receipt: "DonationReceipt") -> lists.State:
    return lists.State(labels.STATES[receipt.state], labels.TONES[receipt.state])


TABLE = lists.Table(
    file="ricevute",
    title="Ricevute",
    columns=(
        lists.link("ricevuta", "Ricevuta", _number, sort=("year", "number")),
        lists.number("anno", "Anno", lambda each: each.year).exported(),
        lists.number("numero", "Numero", lambda each: each.number).exported(),
        lists.state("stato", "Stato", _state, sort=("state",)),
        lists.text("donatore", "Donatore", lambda each: each.snapshot["donor"]["name"]),
        lists.text("cf", "Codice fiscale", lambda each: each.snapshot["donor"]["tax_code"]),
        lists.text("campagna", "Campagna", lambda each: each.snapshot["campaign"]),
        lists.text("ente", "Ente", lambda each: each.snapshot["issuer"]["name"], sort=("issuer__name",)),
        lists.text("cf-ente", "Codice fiscale ente", lambda each: each.snapshot["issuer"]["tax_code"]).exported(),
        lists.day("emessa", "Emessa il", lambda each: each.issued_at, sort=("issued_at",)),
        lists.day("pagata", "Pagata il", lambda each: each.paid_on, sort=("paid_on",)).exported(),
        lists.text("mezzo", "Mezzo", lambda each: each.snapshot["payment"]["means"]).exported(),
        lists.text("riferimento", "Riferimento", lambda each: each.snapshot["payment"]["reference"]).exported(),
        lists.money("importo", "Importo", lambda each: each.amount_cents, sort=("amount_cents",)),
        lists.money("deducibile", "Parte deducibile", lambda each: each.deductible_cents).exported(),
        lists.text("regime", "Regime", lambda each: labels.SHORT_REGIMES[each.regime]).exported(),
        lists.moment("annullata", "Annullata il", lambda each: each.cancelled_at).exported(),
        lists.text("causa", "Causa", lambda each: labels.CAUSES.get(each.cancel_cause, "")).exported(),
        lists.text("sostituisce", "Sostituisce", lambda each: each.snapshot["replaces"]).exported(),
        lists.text("impronta", "Impronta", lambda each: each.sha256).exported(),
    ),
    filters=Filters,
    empty_title="Ancora nessuna ricevuta",
    empty_text="Le ricevute si emettono da sole quando una campagna va a buon fine.",
)
