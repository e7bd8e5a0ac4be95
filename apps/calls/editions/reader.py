"""The rules documents' strict reader, taught the texts, keys and instants of an edition's file."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from apps.calls.editions.moments import read_moment
from apps.calls.rules.document import Problem, Reader

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_FORMS = "una data (2016-02-01), una data e un'ora (2016-02-01T18:30), o i giorni dall'inizio (+14, +14 18:30)"


class EditionReader(Reader):
    """Takes typed values out of one level of an edition's file; every problem names its place."""

    def __init__(
        self,
        document: object,
        prefix: str = "",
        problems: list[Problem] | None = None,
        starts_at: datetime | None = None,
    ) -> None:
        super().__init__(document, prefix, problems)
        self.starts_at = starts_at

    def text(self, key: str, most: int) -> str:
        """Return a text without surrounding spaces, empty when absent or refused."""
        value = self._take(key)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self._add(self._path(key), "not_a_text", "serve un testo.")
            return ""
        if len(value) > most:
            self._add(self._path(key), "too_long", f"il testo supera {most} caratteri.")
        return value.strip()[:most]

    def name(self, key: str) -> str:
        """Return the key of something: small letters, digits, hyphens; empty, and a problem, when absent or refused."""
        value = self._take(key)
        if isinstance(value, str) and _KEY.fullmatch(value):
            return value
        self._add(self._path(key), "not_a_key", "serve una parola di lettere minuscole, cifre e trattini.")
        return ""

    def moment(self, key: str) -> datetime | None:
        """Return an instant, None when absent or refused."""
        value = self._take(key)
        if value is None:
            return None
        instant = read_moment(value, self.starts_at)
        if instant is None:
            self._add(self._path(key), "not_an_instant", f"serve {_FORMS}; per i giorni serve anche «starts_at».")
        return instant

    def list_of_texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when absent or refused."""
        value = self._take(key)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self._add(self._path(key), "not_a_list", "serve un elenco di testi.")
        return ()

    def facts(self, key: str) -> dict[str, Any]:
        """Return a table as it is written, empty when absent."""
        value = self._take(key)
        if value is None:
            return {}
        if isinstance(value, Mapping) and all(isinstance(name, str) for name in value):
            return dict(value)
        self._add(self._path(key), "not_a_table", "serve una tabella di nomi e valori.")
        return {}

    def anything(self, key: str) -> object:
        """Return a value as it is written, None when absent."""
        return self._take(key)

    def row(self, document: object, place: str) -> "EditionReader":
        """Return the reader of one row, which names itself as `place` in its problems."""
        return EditionReader(document, f"{place}, ", self.problems, self.starts_at)

    def entries(self, key: str, most: int) -> list["EditionReader"]:
        """Return one reader per row of a list, none when it is absent or too long."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._add(self._path(key), "not_a_list", "serve un elenco.")
            return []
        if len(value) > most:
            self._add(self._path(key), "too_many", f"sono {len(value)} voci, il massimo è {most}.")
            return []
        return [self.row(row, f"{key}, voce {number}") for number, row in enumerate(value, start=1)]

    def refuse(self, key: str, code: str, message: str) -> None:
        """Report a problem of a value that was read."""
        self._add(self._path(key), code, message)
