"""The forms about receipts. Check what is typed; what a receipt needs is decided by `apps.donations.rules`."""

from typing import Any

from django import forms


class ReceiptForm(forms.Form):
    """The data that a receipt says of a donor."""

    donor_tax_code = forms.CharField(
        label="Codice fiscale o partita IVA",
        max_length=24,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Scrivi il codice fiscale o la partita IVA."},
    )
    donor_address = forms.CharField(
        label="Indirizzo",
        help_text="Via, numero, CAP e città.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": "Scrivi l'indirizzo."},
    )

    def add_refusals(self, refusals: dict[str, str]) -> None:
        """Show beside each field why it was refused."""
        for name, reason in refusals.items():
            self.add_error(name if name in self.fields else None, reason)


class SummaryForm(forms.Form):
    """Who asks for the summary of which year."""

    email = forms.EmailField(
        label="E-mail",
        help_text="Quella con cui hai donato: il collegamento arriva lì.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Scrivi il tuo indirizzo e-mail.",
            "invalid": "L'indirizzo e-mail non è completo. Per esempio: nome@esempio.it",
        },
    )
    tax_code = forms.CharField(
        label="Codice fiscale o partita IVA",
        help_text="Quello delle ricevute.",
        max_length=16,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Scrivi il codice fiscale o la partita IVA delle ricevute."},
    )
    year = forms.TypedChoiceField(
        label="Anno in cui hai pagato",
        coerce=int,
        error_messages={"required": "Scegli l'anno.", "invalid_choice": "Scegli uno degli anni proposti."},
    )

    def __init__(self, *args: Any, last_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in range(last_year, last_year - 6, -1)]  # type: ignore[attr-defined]
