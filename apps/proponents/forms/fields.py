"""Fields that several forms of the desk share."""

from django import forms
from django.utils.translation import gettext_lazy as _


def words(rows: int) -> forms.Textarea:
    """Return a box for longer text."""
    return forms.Textarea(attrs={"rows": rows})


MARKDOWN_HELP = _("Puoi usare **grassetto**, *corsivo*, elenchi con il trattino e [link](https://...).")
