"""The simulator's form: what is supposed about a call's projects. Sent by GET, so that a result has an address."""

from typing import Any

from django import forms

from apps.backoffice.forms.fields import ShareField, number
from apps.kernel.fields import EuroField
from apps.kernel.money import WHOLE_BPS
from apps.matching.rules.solvency import MAX_PROJECTS, Assumption


class SimulationForm(forms.Form):
    """How many projects, what each costs, how many succeed, how much citizens give."""

    progetti = number(least=1, max_value=MAX_PROJECTS, label="Numero di progetti")
    costo = EuroField(label="Costo di ogni progetto", help_text="In euro.")
    riuscita = ShareField(label="Progetti che riescono", help_text="In per cento.")
    raccolta = ShareField(
        label="Quanto donano i cittadini", help_text="In per cento del costo; almeno la soglia per chi riesce."
    )

    def clean_costo(self) -> int:
        """Return a cost above zero."""
        cost_cents: int = self.cleaned_data["costo"]
        if cost_cents < 1:
            raise forms.ValidationError("Il costo deve essere maggiore di zero.")
        return cost_cents

    def clean_riuscita(self) -> int:
        """Return a share of the projects."""
        return _at_most_whole(self.cleaned_data["riuscita"])

    def clean_raccolta(self) -> int:
        """Return a share of the cost."""
        return _at_most_whole(self.cleaned_data["raccolta"])

    def assumption(self, gift_cents: int) -> Assumption:
        """Return what a valid form supposes, with what a donor gives on average. Cents."""
        values: dict[str, Any] = self.cleaned_data
        return Assumption(
            projects=values["progetti"],
            cost_cents=values["costo"],
            success_bps=values["riuscita"],
            raised_bps=values["raccolta"],
            gift_cents=gift_cents,
        )


def _at_most_whole(share_bps: int) -> int:
    if share_bps > WHOLE_BPS:
        raise forms.ValidationError("Scrivi una percentuale fra 0 e 100.")
    return share_bps
