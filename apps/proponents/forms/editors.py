"""What every page of the content editor is made of: a form, lists of rows, and the values that they stand for."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from apps.editorial.rules.content import Content
from apps.proponents.forms.rows import Rows

Files = MultiValueDict[str, Any]
Words = str | Promise


@dataclass(frozen=True)
class Group:
    """A list of rows with its heading and what to know about it."""

    name: str
    label: Words
    help: Words
    rows: Rows


@dataclass(frozen=True)
class Who:
    """Who saves, when, and of which campaign."""

    campaign_id: int
    actor: str
    now: datetime


class Editor(ABC):
    """One page of the editor; `groups` and `form` are filled by each part."""

    has_files = False

    def __init__(self, content: Content, data: QueryDict | None = None, files: Files | None = None) -> None:
        self.content = content
        self.form: forms.Form = self.make_form(data, files)
        self.groups: Sequence[Group] = self.make_groups(data, files)

    def make_form(self, data: QueryDict | None, files: Files | None) -> forms.Form:
        """Return the fields that are not in rows."""
        return forms.Form(data, files, use_required_attribute=False)

    def make_groups(self, data: QueryDict | None, files: Files | None) -> Sequence[Group]:
        """Return the lists of rows."""
        return []

    def is_valid(self) -> bool:
        """Tell whether everything can be read; each form keeps its own errors."""
        return all([self.form.is_valid(), *(group.rows.is_valid() for group in self.groups)])

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Where something is wrong: the field's id, its name, what to do."""
        found = [("", "", str(error)) for error in self.form.non_field_errors()]
        found += _problems(self.form)
        for group in self.groups:
            found += [("", str(group.label), str(error)) for error in group.rows.non_form_errors()]
            for row in group.rows.kept:
                found += [("", str(group.label), str(error)) for error in row.non_field_errors()]
                found += _problems(row)
        return found

    def take_files(self, who: Who) -> None:  # noqa: B027 - an editor without files has nothing to take
        """Keep what was uploaded; a file that is refused becomes an error of its field."""

    @abstractmethod
    def values(self) -> dict[str, object]:
        """Return the part of the document that the forms stand for."""

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of one list."""
        return next(group.rows.values for group in self.groups if group.name == name)


def _problems(form: forms.Form) -> list[tuple[str, str, str]]:
    return [
        (field.id_for_label, str(field.label), str(error)) for field in form if field.errors for error in field.errors
    ]
