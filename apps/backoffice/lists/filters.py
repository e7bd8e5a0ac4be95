"""The filter form above a list: what cannot be read is not asked, and the form says why."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

LONGEST_SEARCH = 80
SEARCH = "q"


class Filters(forms.Form):
    """Fields of a list's filters, all optional; a field's `initial` is asked for until something else is."""

    def __init__(self, query: QueryDict, *, has_search: bool) -> None:
        data = query.copy()
        super().__init__(data, auto_id="filtro_%s")
        if has_search:
            widget = forms.TextInput(attrs={"type": "search"})
            searched = forms.CharField(label="Cerca", required=False, max_length=LONGEST_SEARCH, widget=widget)
            self.fields = {SEARCH: searched, **self.fields}
        for name, field in self.fields.items():
            field.required = False
            if field.initial is not None and name not in data:
                data[name] = field.initial

    def asked(self) -> dict[str, Any]:
        """Return what is asked for, by field; a field that cannot be read is empty."""
        self.is_valid()
        read = self.cleaned_data
        return {name: read[name] if name in read else field.clean("") for name, field in self.fields.items()}

    def is_narrowing(self, query: Mapping[str, Any]) -> bool:
        """Tell whether the address asks for something else than the list shows by itself."""
        return any(name in query and query[name] != (field.initial or "") for name, field in self.fields.items())
