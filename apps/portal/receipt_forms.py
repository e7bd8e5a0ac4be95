"""The forms about receipts. Check what is typed; what a receipt needs is decided by `apps.donations.rules`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReceiptForm(forms.Form):
    """The data that a receipt says of a donor."""

    donor_tax_code = forms.CharField(
        label=_("Codice fiscale o partita IVA"),
        max_length=24,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Scrivi il codice fiscale o la partita IVA.")},
    )
    donor_address = forms.CharField(
        label=_("Indirizzo"),
        help_text=_("Via, numero, CAP e città."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": _("Scrivi l'indirizzo.")},
    )

    def add_refusals(self, refusals: dict[str, str]) -> None:
        """Show beside each field why it was refused."""
        for name, reason in refusals.items():
            self.add_error(name if name in self.fields else None, reason)


class SummaryForm(forms.Form):
    """Who asks for the summary of which year."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Quella con cui hai donato: il collegamento arriva lì."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Scrivi il tuo indirizzo e-mail."),
            "invalid": _("L'indirizzo e-mail non è completo. Per esempio: nome@esempio.it"),
        },
    )
    tax_code = forms.CharField(
        label=_("Codice fiscale o partita IVA"),
        help_text=_("Quello delle ricevute."),
        max_length=16,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Scrivi il codice fiscale o la partita IVA delle ricevute.")},
    )
    year = forms.TypedChoiceField(
        label=_("Anno in cui hai pagato"),
        coerce=int,
        error_messages={"required": _("Scegli l'anno."), "invalid_choice": _("Scegli uno degli anni proposti.")},
    )

    def __init__(self, *args: Any, last_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in range(last_year, last_year - 6, -1)]  # type: ignore[attr-defined]
