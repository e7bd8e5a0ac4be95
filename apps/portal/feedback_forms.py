"""The forms of what people write to the office. What a ticket may be, `apps.feedback` decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.feedback.labels import KINDS
from apps.feedback.rules import MOST_CHARACTERS


class TicketForm(forms.Form):
    """A new ticket; `website` is seen by programs only."""

    kind = forms.ChoiceField(
        label=_("Di che cosa si tratta"),
        choices=[(str(kind), label) for kind, label in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli di che cosa si tratta.")},
    )
    text = forms.CharField(
        label=_("Che cosa è successo"),
        max_length=MOST_CHARACTERS,
        help_text=_("Che cosa volevi fare, e con quale dispositivo o ausilio. Non mandare i dati della carta."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Scrivi che cosa è successo.")},
    )
    page = forms.CharField(
        label=_("In quale pagina"),
        max_length=300,
        required=False,
        help_text=_("L'indirizzo o il nome della pagina."),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("Solo per risponderti. Senza, leggi la risposta al collegamento che ti diamo dopo l'invio."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("L'indirizzo e-mail non è completo. Per esempio: nome@esempio.it")},
    )
    website = forms.CharField(
        label=_("Lascia vuoto questo campo"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what a program wrote, in words that a person can act upon."""
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            raise forms.ValidationError(_("Non riusciamo a mandare la segnalazione: scrivila di nuovo."))
        return cleaned


class MoreForm(forms.Form):
    """More words in a ticket."""

    text = forms.CharField(
        label=_("Aggiungi qualcosa"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Scrivi qualcosa.")},
    )
