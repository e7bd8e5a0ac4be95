"""The page of the editor for the texts in one language, each beside its whole Italian."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.calls.rules.canonical import sha256_of
from apps.editorial.rules import languages
from apps.editorial.rules.content import LANGUAGES, Content, Phrase, Translation
from apps.editorial.rules.languages import SHORT, Place
from apps.proponents.forms.editors import Editor, Files
from apps.proponents.forms.fields import words


@dataclass(frozen=True)
class Line:
    """A text in Italian with the field of its translation; `still_right` where the Italian has changed since."""

    italian: str
    field: BoundField
    still_right: BoundField | None


class TranslationEditor(Editor):
    """The texts in one language; an empty field stays Italian.

    What translated an Italian that has changed since is not read any more until it is written anew, or said to be still
    right.
    """

    def __init__(self, content: Content, data: QueryDict | None = None, *, language: str) -> None:
        self.language = language
        self.places = languages.places(content)
        self.outdated = languages.outdated(content, language)
        self.italian = sha256_of([[place.key, place.italian] for place in self.places])
        super().__init__(content, data)

    def make_form(self, data: QueryDict | None, files: Files | None) -> forms.Form:
        """Return a field for each Italian text that is there."""
        form = forms.Form(data, use_required_attribute=False)
        said = languages.Words(self.content, self.language)
        for place in self.places:
            written = said.of(place.italian)
            text = self.outdated.get(place.key, "") if written.lang != self.language else written
            form.fields[place.key] = self._field(place, text)
            if place.key in self.outdated:
                form.fields[_right(place)] = forms.BooleanField(label=_("La traduzione va ancora bene"), required=False)
        return form

    def is_valid(self) -> bool:
        """Refuse what was translated from an Italian that has changed while one wrote."""
        if not super().is_valid():
            return False
        if self.form.data.get("italian") != self.italian:
            self.form.add_error(
                None,
                _("Nel frattempo l'italiano è cambiato. Quello che hai scritto è qui: confrontalo e salva di nuovo."),
            )
        return not self.form.errors

    def lines(self) -> Iterator[Line]:
        """Yield each text beside its Italian, in the order of the page."""
        for place in self.places:
            right = self.form[_right(place)] if place.key in self.outdated else None
            yield Line(place.italian, self.form[place.key], right)

    def values(self) -> dict[str, object]:
        """Return every translation, with this one as it is written now."""
        phrases = tuple(phrase for place in self.places if (phrase := self._phrase(place)))
        mine = Translation(language=self.language, phrases=phrases)
        every = {each.language: each for each in self.content.translations} | {self.language: mine}
        kept = tuple(every[code] for code in LANGUAGES if code in every and every[code].phrases)
        return {"translations": Content(title="", summary="", translations=kept).to_document()["translations"]}

    def _phrase(self, place: Place) -> Phrase | None:
        text = self.form.cleaned_data[place.key]
        if not text:
            return None
        is_unread = text == self.outdated.get(place.key) and not self.form.cleaned_data[_right(place)]
        return self._kept(place) if is_unread else Phrase(place=place.key, italian=place.italian, text=text)

    def _kept(self, place: Place) -> Phrase:
        phrases = languages.translation_of(self.content, self.language).phrases
        return next(phrase for phrase in phrases if phrase.place == place.key)

    def _field(self, place: Place, text: str) -> forms.CharField:
        widget = words(2 if place.most <= SHORT else max(8, min(40, len(place.italian) // 40)))
        widget.attrs["lang"] = self.language
        help_text = _("L'italiano è cambiato: finché non la rileggi, si legge l'italiano.")
        return forms.CharField(
            label=place.label,
            max_length=place.most,
            required=False,
            initial=text,
            widget=widget,
            help_text=help_text if place.key in self.outdated else "",
        )


def _right(place: Place) -> str:
    return f"{place.key}.right"
