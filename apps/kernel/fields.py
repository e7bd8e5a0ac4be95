"""Fields of forms that every desk shares."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.kernel.amounts import MAX_LENGTH, NotAnAmountError, parse_euro, write_euro


class EuroField(forms.CharField):
    """An amount of euro as one types it, read into integer cents; None when left empty."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": MAX_LENGTH, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        """Write cents as euro; what was typed stays as it is."""
        return write_euro(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return cents, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_euro(text)
        except NotAnAmountError as error:
            raise forms.ValidationError(_("Scrivi un importo in euro, per esempio 1.250,50.")) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another amount was typed."""
        return super().has_changed(self.prepare_value(initial), data)
