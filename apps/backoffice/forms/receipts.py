"""Forms around receipts: why one is cancelled, a regime's text, a campaign's regime, an issuer's details."""

from django import forms

from apps.receipts import labels
from apps.receipts.services.cancel import LONGEST_REASON
from apps.receipts.states import Regime


class CancelForm(forms.Form):
    """Why a receipt is cancelled."""

    reason = forms.CharField(
        label="Motivo",
        help_text="Lo legge il donatore, nella pagina, per e-mail e nel PDF annullato.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Scrivi perché la ricevuta si annulla: il donatore lo legge."},
    )


class TextForm(forms.Form):
    """The text of a regime."""

    text = forms.CharField(
        label="Testo",
        help_text="Una riga vuota divide i paragrafi. Non si usano formattazioni.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Scrivi il testo: senza, le ricevute non si possono emettere."},
    )


class RegimeForm(forms.Form):
    """The tax regime of a campaign."""

    regime = forms.ChoiceField(
        label="Regime fiscale",
        choices=[(str(regime), labels.REGIMES[regime]) for regime in Regime],
        widget=forms.RadioSelect,
        error_messages={"required": "Scegli il regime fiscale."},
    )


class IssuerForm(forms.Form):
    """What the receipts of a body say of it besides name and tax code."""

    address = forms.CharField(label="Sede", help_text="Via, numero, CAP e città.", max_length=200, required=False)
    runts = forms.CharField(
        label="Numero di iscrizione al RUNTS",
        help_text="Solo per gli enti del Terzo settore.",
        max_length=20,
        required=False,
    )
