"""Forms of refunds by bank transfer and of a campaign that is stopped; what is right is decided by the services."""

from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from apps.calls.models import AdministrativeAct


class AccountForm(forms.Form):
    """The account that a donor gave in another way than by the link."""

    holder = forms.CharField(label="Intestatario del conto", max_length=70)
    iban = forms.CharField(label="IBAN", max_length=42, help_text="Gli spazi non contano.")


class PaidForm(forms.Form):
    """The bank's proof of a payment."""

    reference = forms.CharField(label="Riferimento dell'operazione", max_length=80, help_text="CRO o TRN della banca.")
    paid_on = forms.DateField(
        label="Data del pagamento", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ReturnedForm(forms.Form):
    """Why the bank sent a payment back."""

    reason = forms.CharField(
        label="Motivo della banca", max_length=200, help_text="Per esempio: conto estinto, IBAN errato."
    )


class CancellationForm(forms.Form):
    """Why a campaign is stopped; `digest` names the consequences that were shown."""

    reason = forms.CharField(
        label="Motivo",
        max_length=400,
        help_text="È pubblico e lo leggono i donatori.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Scrivi perché la campagna viene annullata: lo leggono i donatori."},
    )
    act = forms.TypedChoiceField(label="Atto", required=False, coerce=int, empty_value=None)
    is_understood = forms.BooleanField(
        label="Ho letto che cosa succede. Non si può tornare indietro.",
        error_messages={"required": "Conferma di aver letto che cosa succede."},
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def offer(self, acts: "list[AdministrativeAct]") -> None:
        """Offer the acts of the campaign's call."""
        self.fields["act"].choices = [("", "Nessuno"), *((act.pk, str(act)) for act in acts)]  # type: ignore[attr-defined]
