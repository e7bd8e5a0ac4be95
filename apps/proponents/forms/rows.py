"""Lists that are edited as rows: those there are, and a few empty ones; what is left empty is not there."""

from typing import Any, cast

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME, BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from apps.editorial.rules.reading import MOST_ROWS

_OWN = {DELETION_FIELD_NAME, ORDERING_FIELD_NAME}


class Row(forms.Form):
    """A row; its place in the list and its removal do not make it a row by themselves."""

    def has_changed(self) -> bool:
        """Tell whether anything was typed."""
        return any(name not in _OWN for name in self.changed_data)


class Rows(BaseFormSet):
    """Every row stands as it was sent: the whole list is written, so no row has an identity of its own."""

    def initial_form_count(self) -> int:
        """Return none: a row that is emptied is removed."""
        return 0

    def total_form_count(self) -> int:
        """Return the rows sent, or those there are and some empty ones."""
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.initial or []) + self.extra, MOST_ROWS)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Add place and removal, in words."""
        super().add_fields(form, index)
        place = form.fields.get(ORDERING_FIELD_NAME)
        if place is not None:
            place.label = _("Posto nell'elenco")
            if index is not None and index < len(self.initial or []):
                place.initial = index + 1
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Togli")

    @property
    def kept(self) -> list[forms.Form]:
        """The rows that nobody asked to remove: what is wrong with the others does not matter."""
        is_removed = getattr(self, "_should_delete_form")  # noqa: B009
        return [row for row in self.forms if not (self.is_bound and is_removed(row))]

    @property
    def values(self) -> list[dict[str, Any]]:
        """The rows that are there, in their order."""
        return [
            {name: value for name, value in row.cleaned_data.items() if name not in _OWN} for row in self.ordered_forms
        ]


def rows_of(row: type[Row], *, extra: int = 2) -> type[Rows]:
    """Return the list of a kind of row."""
    made = formset_factory(
        row,
        formset=Rows,
        extra=extra,
        can_order=True,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS + 20,
        validate_max=True,
    )
    return cast("type[Rows]", made)
