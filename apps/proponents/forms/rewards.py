"""The form of a reward, and the form of news."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.campaigns.rewards import RewardText
from apps.editorial.rules.content import Content, Shown
from apps.editorial.services import NewsText
from apps.editorial.states import Audience
from apps.kernel.fields import EuroField
from apps.proponents.forms.fields import MARKDOWN_HELP, words
from apps.proponents.forms.people import picture_choices
from apps.proponents.forms.translated import TranslatedForm

_REASON_HELP = _("Tutti lo leggeranno, con la data e il testo di prima.")


class RewardForm(TranslatedForm):
    """A reward; `reason` is asked for where somebody has chosen it."""

    title = forms.CharField(label=_("Nome della ricompensa"), max_length=120)
    text = forms.CharField(
        label=_("Descrizione"), required=False, max_length=2_000, widget=words(4), help_text=MARKDOWN_HELP
    )
    minimum_cents = EuroField(label=_("Donazione minima in euro"))
    value_cents = EuroField(
        label=_("Valore in euro"),
        required=False,
        help_text=_("Quanto vale la ricompensa: questa parte della donazione non è detraibile. Vuoto: nessun valore."),
    )
    quantity = forms.IntegerField(
        label=_("Quante ce ne sono"),
        required=False,
        min_value=1,
        max_value=1_000_000,
        help_text=_("Vuoto: senza limite."),
    )
    position = forms.IntegerField(label=_("Posto nell'elenco"), required=False, min_value=0, max_value=1_000)
    reason = forms.CharField(label=_("Perché cambia"), required=False, max_length=400, help_text=_REASON_HELP)

    def __init__(self, *args: Any, is_held: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_held:
            del self.fields["reason"]

    def text_of(self) -> RewardText:
        """Return what the reward promises."""
        typed = self.cleaned_data
        return RewardText(
            title=typed["title"],
            text=typed["text"],
            minimum_cents=typed["minimum_cents"],
            value_cents=typed["value_cents"] or 0,
            quantity=typed["quantity"],
            position=typed["position"] or 0,
            translations=self.translations(),
        )


class NewsForm(TranslatedForm):
    """News of a campaign."""

    title = forms.CharField(label=_("Titolo"), max_length=160)
    text = forms.CharField(label=_("Testo"), max_length=20_000, widget=words(10), help_text=MARKDOWN_HELP)
    pictures = forms.MultipleChoiceField(
        label=_("Immagini"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fra quelle caricate nella pagina Immagini."),
    )

    def __init__(self, *args: Any, content: Content, shown: tuple[Shown, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._known = {picture.key: picture for picture in (*shown, *content.pictures)}
        choices = picture_choices(content)[1:]
        choices += [(each.key, each.alt[:80]) for each in shown if content.picture(each.key) is None]
        if choices:
            self.fields["pictures"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["pictures"]

    def news(self) -> NewsText:
        """Return what the news say."""
        typed = self.cleaned_data
        pictures = tuple(self._known[key] for key in typed.get("pictures", []))
        return NewsText(typed["title"], typed["text"], pictures, self.translations())


class NewNewsForm(NewsForm):
    """News that are published now, for an audience."""

    audience = forms.ChoiceField(
        label=_("Chi lo legge"),
        widget=forms.RadioSelect,
        initial=Audience.EVERYONE,
        choices=[(Audience.EVERYONE, _("Tutti")), (Audience.DONORS, _("Solo chi ha donato"))],
    )


class CorrectionForm(NewsForm):
    """News that were read already."""

    reason = forms.CharField(label=_("Perché lo correggi"), required=False, max_length=400, help_text=_REASON_HELP)


class ReasonForm(forms.Form):
    """Why something that was public changes or goes."""

    reason = forms.CharField(label=_("Motivo"), max_length=400, widget=words(3), help_text=_REASON_HELP)
