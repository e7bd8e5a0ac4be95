"""The pages of the editor for the budget, and for team and partners."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from apps.editorial.rules import checks
from apps.editorial.rules.content import Content
from apps.kernel.fields import EuroField
from apps.proponents.forms.editors import Editor, Files, Group
from apps.proponents.forms.rows import Row, rows_of


class BudgetRow(Row):
    """An item of the cost."""

    label = forms.CharField(label=_("Voce"), max_length=160)
    cents = EuroField(label=_("Euro"))
    note = forms.CharField(label=_("Nota"), max_length=300, required=False)


class BudgetEditor(Editor):
    """The cost, item by item."""

    def make_groups(self, data: QueryDict | None, files: Files | None) -> Sequence[Group]:
        """Return the items."""
        initial = [vars(line) for line in self.content.budget]
        rows = rows_of(BudgetRow, extra=3)(data, initial=None if data else initial, prefix="voci")
        help_text = _("La somma deve fare il costo del progetto: si può salvare anche prima, non pubblicare.")
        return [Group("budget", _("Voci di spesa"), help_text, rows)]

    def values(self) -> dict[str, object]:
        """Return the items."""
        return {"budget": self.rows("budget")}


class MemberRow(Row):
    """A person or a partner."""

    name = forms.CharField(label=_("Nome"), max_length=120)
    role = forms.CharField(label=_("Che cosa fa"), max_length=160, required=False)
    link = forms.CharField(
        label=_("Sito"),
        max_length=300,
        required=False,
        help_text=_("Un indirizzo che comincia con https://"),
        widget=forms.URLInput,
    )
    picture = forms.ChoiceField(label=_("Immagine"), required=False)

    def __init__(self, *args: Any, pictures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].choices = pictures  # type: ignore[attr-defined]

    def clean_link(self) -> str:
        """Refuse an address that is not of the web."""
        link = str(self.cleaned_data["link"]).strip()
        if link and not checks.is_link(link):
            raise forms.ValidationError(_("Scrivi un indirizzo del web, per esempio https://www.example.org"))
        return link


class PeopleEditor(Editor):
    """Team and partners."""

    def make_groups(self, data: QueryDict | None, files: Files | None) -> Sequence[Group]:
        """Return both lists; their pictures are among those of the campaign."""
        named = [
            ("team", _("Chi ci lavora"), self.content.team, "persone"),
            ("partners", _("Partner"), self.content.partners, "partner"),
        ]
        return [
            Group(
                name,
                label,
                _("Le immagini si caricano nella pagina Immagini."),
                rows_of(MemberRow)(
                    data,
                    initial=None if data else [vars(member) for member in members],
                    prefix=prefix,
                    form_kwargs={"pictures": picture_choices(self.content)},
                ),
            )
            for name, label, members, prefix in named
        ]

    def values(self) -> dict[str, object]:
        """Return team and partners."""
        return {"team": self.rows("team"), "partners": self.rows("partners")}


def picture_choices(content: Content) -> list[tuple[str, str]]:
    """Return the pictures of a campaign to choose one from, or none."""
    return [("", str(_("Nessuna"))), *((picture.key, picture.alt[:80]) for picture in content.pictures)]
