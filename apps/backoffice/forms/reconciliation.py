"""The period of the movements that the accountant downloads."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms

LONGEST = timedelta(days=366)


class MovementsForm(forms.Form):
    """An account and two days, both included."""

    account = forms.ChoiceField(label="Conto", widget=forms.Select(attrs={"class": "form-select"}))
    first_day = forms.DateField(label="Dal", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    last_day = forms.DateField(label="Al", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *arguments: Any, accounts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["account"].choices = list(accounts)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins, or longer than a year."""
        values = super().clean() or {}
        first, last = values.get("first_day"), values.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "L'ultimo giorno viene prima del primo.")
        elif first and last and last - first > LONGEST:
            self.add_error("last_day", "Scegli al massimo un anno.")
        return values
