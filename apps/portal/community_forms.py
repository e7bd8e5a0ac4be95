"""The forms of what citizens say: a text, a report, a contest. What a text may be, the community's rules decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.community.labels import REASONS
from apps.community.rules.writing import MOST_CHARACTERS, MOST_LINKS
from apps.community.services.reporting import MOST_WORDS
from apps.community.services.speaking import MOST_CONTEST


class TextForm(forms.Form):
    """What somebody says."""

    text = forms.CharField(
        label=_("Il tuo testo"),
        max_length=MOST_CHARACTERS,
        help_text=_(
            "Lo legge chiunque, insieme al tuo nome. Al massimo %(characters)d caratteri e %(links)d collegamenti. "
            "Non scrivere dati personali, tuoi o di altri."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Scrivi qualcosa.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = self.fields["text"].help_text
        self.fields["text"].help_text = help_text % {"characters": MOST_CHARACTERS, "links": MOST_LINKS}


class ReportForm(forms.Form):
    """Why a text should not be there."""

    reason = forms.ChoiceField(
        label=_("Che cosa non va"),
        choices=[(str(reason), label) for reason, label in REASONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli che cosa non va.")},
    )
    words = forms.CharField(
        label=_("Vuoi spiegare?"),
        max_length=MOST_WORDS,
        required=False,
        help_text=_("Lo legge solo il Comune."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContestForm(forms.Form):
    """Why a hidden text should be shown again."""

    words = forms.CharField(
        label=_("Perché il tuo testo dovrebbe restare"),
        max_length=MOST_CONTEST,
        help_text=_("Puoi contestare una volta sola. Lo legge il Comune, che guarda di nuovo e ti risponde."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Scrivi perché il tuo testo dovrebbe restare.")},
    )
