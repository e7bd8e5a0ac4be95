"""The parameters of the match terms that are lists: one small form per row, rows left empty are not there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django import forms

from apps.backoffice.forms.fields import ShareField, instant, number, word
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import LABELS, RoundGoal
from apps.kernel.fields import EuroField

MOST_ROWS = 60


class Row(forms.Form):
    """A row of which either nothing or every field in `needed` is filled in."""

    needed: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing in a row that is not empty."""
        values = super().clean() or {}
        if self.is_empty():
            return values
        for name in self.needed:
            if name not in self.errors and values.get(name) in (None, ""):
                self.add_error(name, "Completa la riga, oppure svuotala.")
        return values

    def is_empty(self) -> bool:
        """Tell whether nothing was typed; a closed list always has a value and does not count."""
        typed = (self.add_prefix(name) for name, field in self.fields.items() if not hasattr(field, "choices"))
        return not any(str(self.data.get(name, "")).strip() for name in typed)


class CapRow(Row):
    """The cap of one category of projects."""

    needed = ("category", "amount_cents")
    category = forms.CharField(label="Categoria", max_length=60, required=False, help_text="Per esempio: lavori.")
    amount_cents = EuroField(label="Massimo in euro", required=False)


class BoostRow(Row):
    """A higher ratio for some hours."""

    needed = ("ratio_bps", "hours")
    ratio_bps = ShareField(label="Rapporto in per cento", required=False, help_text="200 aggiunge due euro per euro.")
    hours = number(least=1, label="Per quante ore", required=False)
    from_hour = number(
        least=0, label="Dall'ora", required=False, help_text="Ore dall'apertura di ogni campagna: 0 per la prima ora."
    )
    starts_at = instant(
        label="Oppure dal giorno e ora", required=False, help_text="Per tutte le campagne. Vuoto se è annunciato dopo."
    )


class RoundRow(Row):
    """A stretch of a campaign with a goal of its own."""

    needed = ("days",)
    days = number(least=1, label="Giorni", required=False)
    goal = word("goal", RoundGoal, label="Obiettivo", initial=RoundGoal.MINIMUM, required=False)


class ArticleRow(Row):
    """The article of the notice that states a parameter; the parameter alone does not make a row."""

    needed = ("article",)
    parameter = forms.ChoiceField(
        label="Parametro",
        choices=[("", "Scegli"), *((name, text) for name, text in LABELS.items() if name != "articles")],
        required=False,
    )
    article = forms.CharField(label="Articolo", max_length=120, required=False, help_text="Per esempio: art. 7, c. 2.")

    def clean(self) -> dict[str, Any]:
        """Ask for the parameter of an article."""
        values = super().clean()
        if not self.is_empty() and not values.get("parameter"):
            self.add_error("parameter", "Scegli il parametro a cui si riferisce l'articolo.")
        return values


class Rows(forms.BaseFormSet):
    """All rows of one parameter; `key` is the field that names a row, where each name may stand once."""

    key = ""

    def clean(self) -> None:
        """Refuse two rows of the same name: the document could keep one only."""
        if self.key and not any(self.errors):
            names = [row.cleaned_data[self.key] for row in self.filled()]
            if len(set(names)) < len(names):
                raise forms.ValidationError("Due righe hanno lo stesso nome: tienine una.")

    def filled(self) -> list[Row]:
        """Return the rows that are not empty, in their order."""
        return [row for row in self.forms if not row.is_empty()]


class NamedByCategory(Rows):
    """Rows of which each stands for another category."""

    key = "category"


class NamedByParameter(Rows):
    """Rows of which each stands for another parameter."""

    key = "parameter"


def _rows(row: type[Row], extra: int, formset: type[Rows] = Rows) -> type[Rows]:
    made = forms.formset_factory(row, formset=formset, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return cast(type[Rows], made)


PARAMETERS: Mapping[str, type[Rows]] = {
    "caps_by_category": _rows(CapRow, 2, NamedByCategory),
    "boosts": _rows(BoostRow, 2),
    "rounds": _rows(RoundRow, 2),
    "articles": _rows(ArticleRow, 4, NamedByParameter),
}
KEYED: Mapping[str, tuple[str, str]] = {
    "caps_by_category": ("category", "amount_cents"),
    "articles": ("parameter", "article"),
}
"""Parameters that are tables: the row's field with the name, and the one with the value."""


def initial_rows(name: str, terms: MatchTerms | None) -> list[dict[str, Any]]:
    """Return what the rows of a parameter show for some terms, none for none."""
    if terms is None:
        return []
    if name in KEYED:
        key, value = KEYED[name]
        return [{key: found, value: stated} for found, stated in getattr(terms, name).items()]
    return [{field: getattr(part, field) for field in part.__dataclass_fields__} for part in getattr(terms, name)]


def stated(name: str, rows: Rows) -> dict[str, Any] | list[dict[str, Any]]:
    """Return valid rows as the document writes them."""
    values = [row.cleaned_data for row in rows.filled()]
    if name in KEYED:
        key, value = KEYED[name]
        return {each[key]: each[value] for each in values}
    return [{field: _plain(item) for field, item in each.items() if item not in (None, "")} for each in values]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
