"""A title and a text that are public at once, with the same in other languages: an empty one stays Italian."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from apps.editorial.rules.content import LANGUAGES
from apps.kernel.texts import Translations
from apps.proponents.forms.fields import words

NAMES = ("title", "text")


@dataclass(frozen=True)
class InLanguage:
    """The fields of one language."""

    label: str
    fields: list[BoundField]

    @property
    def is_begun(self) -> bool:
        """Whether something is written, right or wrong."""
        return any(field.errors or field.value() for field in self.fields)


class TranslatedForm(forms.Form):
    """A form with `title` and `text`, to be filled in by its subclasses, and both in every other language."""

    def __init__(self, *args: Any, translations: Translations | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **kwargs})
        for language in LANGUAGES:
            said = (translations or {}).get(language, {})
            for name, label, widget in (("title", _("Titolo"), forms.TextInput()), ("text", _("Testo"), words(4))):
                widget.attrs["lang"] = language
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=label,
                    max_length=self.fields[name].max_length,  # type: ignore[attr-defined]
                    required=False,
                    initial=said.get(name, ""),
                    widget=widget,
                )

    def italian(self) -> list[BoundField]:
        """Return the fields that every page of the kind has."""
        return [self[name] for name in self.fields if name not in self._translated]

    def in_languages(self) -> list[InLanguage]:
        """Return the fields of each other language."""
        return [
            InLanguage(str(_(label)), [self[f"{name}_{language}"] for name in NAMES])
            for language, label in LANGUAGES.items()
        ]

    def translations(self) -> dict[str, dict[str, str]]:
        """Return what a valid form says in other languages, only what is there."""
        typed = self.cleaned_data
        said = {language: {name: typed[f"{name}_{language}"].strip() for name in NAMES} for language in LANGUAGES}
        there = {language: {name: text for name, text in own.items() if text} for language, own in said.items()}
        return {language: own for language, own in there.items() if own}

    @property
    def _translated(self) -> set[str]:
        return {f"{name}_{language}" for name in NAMES for language in LANGUAGES}
