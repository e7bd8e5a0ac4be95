"""What really reached the forms and the database while a page was sent; it changes nothing that it sees."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django import forms
from django.db import connection

from tests.injection.forms import name_of


class Witness:
    """`reached`: form, field and pack of every text that a form read; `written`: what the statements carried."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached: set[tuple[str, str, str]] = set()
        self.written: list[str] = []
        self._pack, self._sent = "", frozenset[str]()
        read = forms.BaseForm.full_clean

        def full_clean(form: Any) -> None:
            read(form)
            self._notice(form)

        monkeypatch.setattr(forms.BaseForm, "full_clean", full_clean)

    @contextmanager
    def of(self, pack: str, sent: set[str]) -> Iterator[None]:
        """Look at one request that sends some texts."""
        self._pack, self._sent, self.written = pack, frozenset(sent), []
        with connection.execute_wrapper(self._statement):
            yield

    def has_written(self, *texts: str) -> bool:
        """Tell whether one of some texts went to the database as it is, or in JSON."""
        forms_of = {form for text in texts for form in (text, json.dumps(text)[1:-1], _in_json(text))}
        return any(form in each for form in forms_of for each in self.written)

    def _notice(self, form: Any) -> None:
        if form.is_bound:
            for name in form.fields:
                if form.data.get(form.add_prefix(name)) in self._sent:
                    self.reached.add((name_of(type(form)), name, self._pack))

    def _statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE")):
            rows = params if many else [params or ()]
            self.written += [_text(value) for row in rows for value in (row.values() if isinstance(row, dict) else row)]
        return execute(sql, params, many, context)


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _text(value: Any) -> str:
    value = getattr(value, "obj", value)
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
