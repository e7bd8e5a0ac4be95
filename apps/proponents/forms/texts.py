"""The pages of the editor for texts and for their translations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from apps.editorial.rules.content import LANGUAGES, Content, Section, Translation
from apps.proponents.forms.editors import Editor, Files, Group
from apps.proponents.forms.fields import MARKDOWN_HELP, words
from apps.proponents.forms.rows import Row, rows_of

SHOWN = 240
"""How much of the Italian stands beside a translation, in characters."""


class TextsForm(forms.Form):
    """Title and summary."""

    title = forms.CharField(label=_("Titolo"), max_length=160)
    summary = forms.CharField(
        label=_("Sintesi"),
        max_length=400,
        widget=words(3),
        help_text=_("Due o tre frasi: che cosa, dove, per chi. Al massimo 400 caratteri."),
    )


class SectionRow(Row):
    """A chapter of the story."""

    title = forms.CharField(label=_("Titolo del capitolo"), max_length=120, required=False)
    text = forms.CharField(label=_("Testo"), max_length=20_000, widget=words(8), help_text=MARKDOWN_HELP)


class TextsEditor(Editor):
    """Title, summary and story."""

    def make_form(self, data: QueryDict | None, files: Files | None) -> forms.Form:
        """Return title and summary."""
        initial = {"title": self.content.title, "summary": self.content.summary}
        return TextsForm(data, initial=initial, use_required_attribute=False)

    def make_groups(self, data: QueryDict | None, files: Files | None) -> Sequence[Group]:
        """Return the chapters."""
        initial = [vars(section) for section in self.content.sections]
        rows = rows_of(SectionRow, extra=1)(data, initial=None if data else initial, prefix="capitoli")
        return [Group("sections", _("La storia, a capitoli"), _("Il primo capitolo può restare senza titolo."), rows)]

    def values(self) -> dict[str, object]:
        """Return title, summary and chapters."""
        return {**self.form.cleaned_data, "sections": self.rows("sections")}


class TranslationEditor(Editor):
    """The texts in one language, field by field beside the Italian; an empty field stays Italian."""

    def __init__(self, content: Content, data: QueryDict | None = None, *, language: str) -> None:
        self.language = language
        found = (each for each in content.translations if each.language == language)
        self.translation = next(found, Translation(language=language))
        super().__init__(content, data)

    def make_form(self, data: QueryDict | None, files: Files | None) -> forms.Form:
        """Return a field for each Italian text that is there."""
        form = forms.Form(data, use_required_attribute=False)
        form.fields["title"] = self._field(now_("Titolo"), 160, self.translation.title, self.content.title, 0)
        form.fields["summary"] = self._field(now_("Sintesi"), 400, self.translation.summary, self.content.summary, 3)
        for at, section in enumerate(self.content.sections):
            mine = self._section(at)
            name = now_("Capitolo %(number)s") % {"number": at + 1}
            if section.title:
                form.fields[f"title_{at}"] = self._field(
                    now_("%(chapter)s, titolo") % {"chapter": name}, 120, mine.title, section.title, 0
                )
            form.fields[f"text_{at}"] = self._field(
                now_("%(chapter)s, testo") % {"chapter": name}, 20_000, mine.text, section.text, 8
            )
        return form

    def values(self) -> dict[str, object]:
        """Return every translation, with this one as it is written now."""
        typed = self.form.cleaned_data
        sections = tuple(
            Section(title=typed.get(f"title_{at}", ""), text=typed[f"text_{at}"])
            for at, _section in enumerate(self.content.sections)
        )
        mine = Translation(language=self.language, title=typed["title"], summary=typed["summary"], sections=sections)
        every = {each.language: each for each in self.content.translations} | {self.language: mine}
        document = Content(title="", summary="", translations=tuple(every[code] for code in LANGUAGES if code in every))
        return {"translations": document.to_document()["translations"]}

    def _section(self, at: int) -> Section:
        sections = self.translation.sections
        return sections[at] if at < len(sections) else Section(text="")

    def _field(self, label: str, most: int, value: str, italian: str, rows: int) -> Any:
        widget = words(rows) if rows else forms.TextInput()
        widget.attrs["lang"] = self.language
        return forms.CharField(
            label=label, max_length=most, required=False, initial=value, widget=widget, help_text=_short(italian)
        )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return now_("In italiano: %(text)s") % {"text": flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"}
