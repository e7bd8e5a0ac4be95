"""The form of the account that a refund goes to; what is right is decided by the service."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AccountForm(forms.Form):
    """Whose account it is, and its IBAN."""

    holder = forms.CharField(
        label=_("Intestatario del conto"),
        max_length=70,
        help_text=_("Nome e cognome, come li conosce la banca."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Scrivi il nome di chi è intestatario del conto.")},
    )
    iban = forms.CharField(
        label="IBAN",
        max_length=42,
        help_text=_("Per un conto italiano 27 caratteri che cominciano con IT. Gli spazi non contano."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Scrivi l'IBAN del conto.")},
    )

    def add_refusals(self, refusals: dict[str, str]) -> None:
        """Show beside each field why the account was refused."""
        for name, reason in refusals.items():
            self.add_error(name, reason)
