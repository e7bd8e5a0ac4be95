"""The form of what a city proposes to its donors."""

from typing import Any

from django import forms
from django.conf import settings

from apps.branding.rules import document
from apps.kernel.amounts import NotAnAmountError, parse_euro, write_euro


class GivingForm(forms.Form):
    """Which amounts the form of a gift offers."""

    usual_cents = forms.CharField(
        label="Importi proposti a chi dona",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        platform = "; ".join(write_euro(cents) for cents in settings.DONATION_USUAL_CENTS)
        self.fields["usual_cents"].help_text = (
            f"In euro, separati da punto e virgola: per esempio 10; 25; 50; 100. "
            f"Da {document.FEWEST_AMOUNTS} a {document.MOST_AMOUNTS}. Vuoto: quelli della piattaforma ({platform})."
        )

    def clean_usual_cents(self) -> list[int]:
        """Read the amounts, from the smallest on."""
        least, most = settings.DONATION_MIN_CENTS, settings.DONATION_MAX_CENTS
        try:
            typed = self.cleaned_data["usual_cents"].split(";")
            cents = sorted(parse_euro(each) for each in typed if each.strip())
        except NotAnAmountError as error:
            raise forms.ValidationError(f"«{error}» non è un importo in euro.") from error
        if any(not least <= each <= most for each in cents):
            raise forms.ValidationError(f"Ogni importo va da € {write_euro(least)} a € {write_euro(most)}.")
        return cents
