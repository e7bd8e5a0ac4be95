"""The desk's forms: how a case ended, the answer to a dispute, what becomes of a shortfall."""

from enum import StrEnum
from typing import Any

from django import forms

from apps.kernel.fields import EuroField

WORDS = 400


class ResolveForm(forms.Form):
    """How a case ended."""

    resolution = forms.CharField(
        label="Come è finito",
        max_length=WORDS,
        help_text="Resta nella storia del caso. Non scrivere dati personali dei donatori.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Scrivi come è finito il caso."},
    )


class EvidenceForm(forms.Form):
    """The answer to a dispute, sent once and for good."""

    words = forms.CharField(
        label="Prove",
        max_length=20_000,
        help_text="Quando e come è stata fatta la donazione, che cosa ha ricevuto il donatore, quali messaggi. La "
        "banca accetta un solo invio.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Descrivi le prove: senza, la contestazione è persa."},
    )


class ShortfallChoice(StrEnum):
    """What the office does of a grant that rests on money that is gone."""

    ACCEPT = "accept"
    ASK_BODY = "ask_body"
    REVOKE_PART = "revoke_part"


SHORTFALL_LABELS: dict[ShortfallChoice, str] = {
    ShortfallChoice.ACCEPT: "Il Comune accetta: il cofinanziamento resta com'è",
    ShortfallChoice.ASK_BODY: "L'ente copre la somma che manca",
    ShortfallChoice.REVOKE_PART: "Il Comune revoca una parte del cofinanziamento",
}


class ShortfallForm(forms.Form):
    """The decision on a shortfall, with its reasons."""

    choice = forms.ChoiceField(
        label="Decisione",
        choices=[(str(choice), label) for choice, label in SHORTFALL_LABELS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Scegli che cosa decide il Comune."},
    )
    revoked_cents = EuroField(
        label="Parte revocata, in euro", required=False, help_text="Solo se il Comune revoca una parte."
    )
    words = forms.CharField(
        label="Motivazione",
        max_length=300,
        help_text="Con l'atto, se c'è. La revoca si esegue con i suoi atti: qui la decisione è solo registrata.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Scrivi la motivazione."},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the revoked part when, and only when, a part is revoked."""
        values = super().clean() or {}
        is_revoked = values.get("choice") == ShortfallChoice.REVOKE_PART
        if is_revoked and not values.get("revoked_cents"):
            self.add_error("revoked_cents", "Scrivi quanto viene revocato.")
        if not is_revoked and values.get("revoked_cents"):
            self.add_error("revoked_cents", "L'importo va scritto solo se il Comune revoca una parte.")
        return values
