"""The lines of bank statements, and the statements that were read."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from apps.backoffice import lists
from apps.backoffice.presenters import bank as presenter
from apps.banking import selectors
from apps.banking.states import FORMAT_LABELS, LINE_LABELS, LineState, StatementFormat
from apps.matching.rules.bank_lines import LABELS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.banking.models import StatementLine

LONGEST_SEARCH = 80


class LineFilters(lists.Filters):
    """Words (payer, remittance, reference), state, account."""

    q = forms.CharField(
        label="Causale, ordinante o riferimento",
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    stato = forms.ChoiceField(
        label="Stato", choices=[("", "Tutti"), *((str(state), LINE_LABELS[state]) for state in LineState)]
    )
    conto = forms.TypedChoiceField(label="Conto", coerce=int, empty_value=None)

    def __init__(self, query: QueryDict, *, has_search: bool) -> None:
        super().__init__(query, has_search=has_search)
        accounts = [(account.pk, account.organisation.name) for account in selectors.list_accounts()]
        self.fields["conto"].choices = [("", "Tutti"), *accounts]  # type: ignore[attr-defined]


def find_lines(asked: dict[str, Any]) -> "QuerySet[StatementLine]":
    """Return the lines that are asked for."""
    return selectors.find_lines(state=asked["stato"], account_id=asked["conto"], text=asked["q"])


def _payer(line: "StatementLine") -> lists.Link:
    return lists.Link(line.counterparty_name or "Non indicato", f"/gestione/banca/movimenti/{line.pk}/")


LINES = lists.Table(
    file="movimenti-bancari",
    title="Movimenti bancari",
    columns=(
        lists.link("ordinante", "Ordinante", _payer, sort=("counterparty_name",)),
        lists.day("data", "Data contabile", lambda line: line.booked_on, sort=("booked_on",)),
        lists.day("valuta", "Data valuta", lambda line: line.value_on, sort=("value_on",)).exported(),
        lists.money("importo", "Importo", lambda line: line.amount_cents, sort=("amount_cents",)),
        lists.state("stato", "Stato", presenter.state, sort=("state",)),
        lists.text("causale", "Causale", lambda line: line.remittance),
        lists.text("ente", "Ente", lambda line: line.account.organisation.name, sort=("account__organisation__name",)),
        lists.text("iban", "IBAN", lambda line: line.account.iban).exported(),
        lists.text("riferimento", "Riferimento della banca", lambda line: line.bank_reference).exported(),
        lists.text("motivo", "Motivo", lambda line: LABELS.get(line.reason, "")),
        lists.text("deciso", "Deciso da", lambda line: line.decided_by).exported(),
    ),
    filters=LineFilters,
    empty_title="Nessun movimento",
    empty_text="I movimenti compaiono qui dopo il primo estratto conto.",
    empty_path="/gestione/banca/",
    empty_label="Vai alla banca",
)
STATEMENTS = lists.Table(
    file="estratti-conto",
    title="Estratti conto importati",
    columns=(
        lists.text("file", "File", lambda each: each.file_name, sort=True),
        lists.text("ente", "Ente", lambda each: each.account.organisation.name, sort=True),
        lists.text("formato", "Formato", lambda each: FORMAT_LABELS[StatementFormat(each.format)]),
        lists.day("dal", "Dal", lambda each: each.first_on, sort=True),
        lists.day("al", "Al", lambda each: each.last_on),
        lists.number("movimenti", "Movimenti", lambda each: each.line_count),
        lists.number("nuovi", "Nuovi", lambda each: each.new_count),
        lists.moment("importato", "Importato", lambda each: each.imported_at, sort=True),
        lists.text("da", "Da", lambda each: each.imported_by),
    ),
    page_size=10,
    empty_title="Nessun estratto conto",
    empty_text="Registra l'IBAN di un ente, poi carica il suo primo estratto conto.",
)
