"""The page of the editor for title, summary and story."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.proponents.forms.editors import Editor, Files, Group
from apps.proponents.forms.fields import MARKDOWN_HELP, words
from apps.proponents.forms.rows import Row, rows_of


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
