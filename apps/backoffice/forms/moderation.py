"""The moderation desk's forms: what to do of a text and why, and the city's choices."""

from collections.abc import Mapping
from typing import Any

from django import forms

from apps.community.labels import REASONS
from apps.community.rules.writing import Choices
from apps.donations.labels import NAME_FAULTS


def _reason(reasons: Mapping[Any, Any], help_text: str) -> forms.ChoiceField:
    """Return the choice of a reason."""
    return forms.ChoiceField(
        label="Motivo",
        choices=[(str(reason), label) for reason, label in reasons.items()],
        widget=forms.RadioSelect,
        help_text=help_text,
        error_messages={"required": "Scegli il motivo."},
    )


class NoteForm(forms.Form):
    """A note for the office."""

    note = forms.CharField(label="Nota", required=False, max_length=500, help_text="La legge solo l'ufficio.")


class HideForm(NoteForm):
    """Why a text is hidden."""

    reason = _reason(REASONS, "Si legge al posto del testo, e nel messaggio a chi l'ha scritto.")
    field_order = ("reason", "note")


class HideNameForm(HideForm):
    """Why the name beside a gift is hidden."""

    reason = _reason(NAME_FAULTS, "Si legge nel messaggio a chi ha donato.")


class PolicyForm(forms.Form):
    """The city's choices."""

    holds_first = forms.BooleanField(
        label="Il primo testo di ogni persona aspetta l'ufficio",
        required=False,
        help_text="Dopo il primo approvato, i testi si vedono subito.",
    )
    most_reports = forms.IntegerField(
        label="Quante persone con un profilo nascondono un testo, se lo segnalano",
        min_value=1,
        max_value=50,
        help_text="Finché l'ufficio non lo guarda. Le segnalazioni di chi non ha un profilo non nascondono niente: "
        "portano il testo qui.",
    )

    def choices(self) -> Choices:
        """Return what a valid form says."""
        return Choices(**self.cleaned_data)
