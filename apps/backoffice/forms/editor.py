"""The whole form of the rules: single parameters and rows together, in groups. Reads and writes one rules document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from apps.backoffice.forms import rows, rules
from apps.backoffice.forms.rows import Row, Rows
from apps.backoffice.forms.rules import RulesForm, name_of
from apps.calls.rules.document import Problem
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import label

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Come il Comune aggiunge i suoi soldi", "", ("kind", "threshold_bps")),
    (
        "Cofinanziamento a soglia",
        "Solo per i bandi a soglia: negli altri lascia tutto vuoto.",
        ("base", "match_share_bps"),
    ),
    (
        "Cofinanziamento per donazione",
        "Solo per i bandi per donazione: negli altri lascia tutto vuoto.",
        ("ratio_bps", "cap_per_donor_cents", "first_donation_only", "boosts"),
    ),
    (
        "Quanti soldi, e che cosa succede quando finiscono",
        "",
        ("pool_cents", "pool_owner", "cap_per_project_cents", "caps_by_category", "exhaustion"),
    ),
    (
        "Quali donazioni contano",
        "",
        (
            "counting_channels",
            "counting_amounts",
            "counting_donor_kinds",
            "counting_excluded_relations",
            "counting_per_donor_ceiling_cents",
            "counting_min_distinct_donors",
        ),
    ),
    (
        "Incassi, tempi e rimborsi",
        "",
        ("campaign_days", "rounds", "judged", "late_payments_days", "collection", "on_failure", "fee_bearer"),
    ),
    (
        "Limiti dei progetti e delle donazioni",
        "",
        ("min_donation_cents", "min_project_cost_cents", "max_project_cost_cents", "max_projects"),
    ),
    ("Articoli dell'avviso", "L'articolo che stabilisce ogni parametro: è pubblicato con le regole.", ("articles",)),
)


@dataclass(frozen=True)
class Entry:
    """One parameter of a group: a field, or rows with their name and id."""

    name: str
    label: str
    field: BoundField | None
    rows: Rows | None


@dataclass(frozen=True)
class Group:
    """Parameters shown together."""

    title: str
    help_text: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Wrong:
    """One line of what is wrong, with the id of its field."""

    text: str
    target: str


class RulesEditor:
    """The form of every parameter. `data` is what was posted, `terms` what to show when nothing was."""

    def __init__(self, data: QueryDict | None = None, terms: MatchTerms | None = None) -> None:
        self.form = RulesForm(data, initial=rules.initial_of(terms))
        self.rows = {
            name: made(data, prefix=name, initial=rows.initial_rows(name, terms) if data is None else None)
            for name, made in rows.PARAMETERS.items()
        }

    def is_valid(self) -> bool:
        """Tell whether every value can be read; what the values mean together is not judged here."""
        return all([self.form.is_valid(), *(each.is_valid() for each in self.rows.values())])

    def document(self) -> dict[str, Any]:
        """Return the rules document that a valid form states."""
        listed = {name: rows.stated(name, each) for name, each in self.rows.items()}
        return {**self.form.parameters(), **{name: value for name, value in listed.items() if value}}

    def show(self, problems: Sequence[Problem]) -> None:
        """Put the rules' problems on their fields."""
        for problem in problems:
            parameter, _, inside = problem.field.replace("[", ".").replace("]", "").partition(".")
            if parameter in self.rows:
                self._show_in_rows(parameter, inside, problem.message_it)
            else:
                name = name_of(problem.field)
                self.form.add_error(name if name in self.form.fields else None, problem.message_it)

    def wrong(self) -> list[Wrong]:
        """Return everything that is wrong, in the order of the page."""
        return [Wrong(str(error), "") for error in self.form.non_field_errors()] + [
            line for group in self.groups() for entry in group.entries for line in _wrong(entry)
        ]

    def groups(self) -> list[Group]:
        """Return the parameters as the page shows them."""
        return [Group(title, text, tuple(self._entry(name) for name in names)) for title, text, names in GROUPS]

    def _entry(self, name: str) -> Entry:
        if name in self.rows:
            return Entry(name, label(name), None, self.rows[name])
        return Entry(name, label(rules.path_of(name)), self.form[name], None)

    def _show_in_rows(self, parameter: str, inside: str, message: str) -> None:
        filled = self.rows[parameter].filled()
        place, _, field = inside.partition(".")
        row = (
            filled[int(place)] if place.isdigit() and int(place) < len(filled) else _row_named(parameter, filled, place)
        )
        if row is None:
            self.rows[parameter].non_form_errors().append(message)
        else:
            row.add_error(field if field in row.fields else next(iter(row.fields)), message)


def _row_named(parameter: str, filled: list[Row], key: str) -> Row | None:
    if parameter not in rows.KEYED:
        return None
    name = rows.KEYED[parameter][0]
    return next((row for row in filled if row.cleaned_data.get(name) == key), None)


def _wrong(entry: Entry) -> Iterator[Wrong]:
    if entry.field is not None:
        yield from (
            Wrong(f"{entry.label} · {_told(entry.label, str(error))}", _id(entry.field)) for error in entry.field.errors
        )
    if entry.rows is not None:
        yield from (Wrong(str(error), f"gruppo-{entry.name}") for error in entry.rows.non_form_errors())
        for row in entry.rows.forms:
            for field in row:
                yield from (Wrong(f"{entry.label}, {field.label} · {error}", _id(field)) for error in field.errors)


def _told(name: str, error: str) -> str:
    """The rules name the parameter at the beginning of their sentence: it is not said twice."""
    return error.removeprefix(f"{name}: ")


def _id(field: BoundField) -> str:
    return str(field.id_for_label or field.auto_id)
