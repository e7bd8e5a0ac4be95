"""Fields that several forms of the desk share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.kernel.amounts import NotAnAmountError, parse_euro, write_euro


class EuroField(forms.CharField):
    """An amount in euro as one types it; its value is in cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return cents as one types them."""
        return write_euro(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return the cents, or None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_euro(text)
        except NotAnAmountError as error:
            raise forms.ValidationError(_("Scrivi un importo in euro, per esempio 1.250,50.")) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether something else was typed."""
        return super().has_changed(self.prepare_value(initial), data)


def words(rows: int) -> forms.Textarea:
    """Return a box for longer text."""
    return forms.Textarea(attrs={"rows": rows})


MARKDOWN_HELP = _("Puoi usare **grassetto**, *corsivo*, elenchi con il trattino e [link](https://...).")
