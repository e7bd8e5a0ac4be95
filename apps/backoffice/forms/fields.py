"""Fields for what a rules document holds: percentages, instants, closed lists. Values leave as integers and words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django import forms

from apps.backoffice.words import OPTIONS
from apps.kernel.amounts import MAX_LENGTH, NotAShareError, parse_share, write_share


class ShareField(forms.CharField):
    """A percentage, read into integer basis points; None when left empty."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": MAX_LENGTH, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        """Write basis points as a percentage; what was typed stays as it is."""
        return write_share(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return basis points, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_share(text)
        except NotAShareError:
            raise forms.ValidationError(
                "Scrivi solo la percentuale, con due decimali al massimo. Per esempio 50 oppure 33,33."
            ) from None


def number(*, least: int, **options: Any) -> forms.IntegerField:
    """Return a field for a whole number, not below `least`; the rules have the upper bound."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": str(least), "step": "1"})
    return forms.IntegerField(min_value=least, widget=widget, localize=False, **options)


def instant(**options: Any) -> forms.DateTimeField:
    """Return a field for a day and an hour in the city's time zone."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **options)


def word(path: str, words: type[StrEnum], *, empty: str = "", **options: Any) -> forms.ChoiceField:
    """Return a choice of one word of a closed list; `empty` is what the list says before a choice is made."""
    choices = [*([("", empty)] if empty else []), *_choices(OPTIONS[path], words)]
    return forms.ChoiceField(choices=choices, **options)


def several(path: str, words: type[StrEnum], **options: Any) -> forms.MultipleChoiceField:
    """Return a choice of several words of a closed list."""
    choices = _choices(OPTIONS[path], words)
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **options)


def _choices(labels: Mapping[str, str], words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(str(each), labels[each]) for each in words if each in labels]
