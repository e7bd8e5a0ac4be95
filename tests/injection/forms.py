"""Which forms and classes there are, with the boxes that a person types in: found in the code, never listed by hand."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from django import forms

ROOTS = ("apps", "tenants", "api")
NOT_TYPED = (forms.HiddenInput, forms.PasswordInput)


def every_form() -> dict[str, type[forms.BaseForm]]:
    """Return each form of the product that has a box for text or a file, by its module and name."""
    found = {name_of(form): form for form in heirs(forms.BaseForm)}
    return {name: form for name, form in found.items() if any(map(_takes_words, form.base_fields.values()))}


def heirs(of: type) -> list[Any]:
    """Return every class of the product that is made from another, after reading all its modules."""
    for root in ROOTS:
        package = importlib.import_module(root)
        for module in pkgutil.walk_packages(package.__path__, f"{root}."):
            if not {"migrations", "management"} & set(module.name.split(".")):
                importlib.import_module(module.name)
    return [heir for heir in _heirs(of) if heir.__module__.split(".")[0] in ROOTS]


def typed_in(form: type[forms.BaseForm]) -> set[str]:
    """Return the fields of a form that a person types words in."""
    return {
        name
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field.widget, NOT_TYPED)
    }


def name_of(form: Any) -> str:
    """Return a form's class as the table names it."""
    return f"{form.__module__}.{form.__qualname__}"


def _takes_words(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField | forms.FileField)


def _heirs(of: type) -> Iterator[Any]:
    for heir in of.__subclasses__():
        yield heir
        yield from _heirs(heir)
