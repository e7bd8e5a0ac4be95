"""Reading a rules document strictly: every problem is collected, none stops the reading.

Knows types and ranges, not what the parameters mean.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from apps.calls.rules.vocabulary import label
from apps.kernel.amounts import MOST_CENTS
from apps.kernel.errors import DomainError

Word = TypeVar("Word", bound=StrEnum)
_ONE_LINE = "deve stare su una riga sola, senza a capo né caratteri di controllo."
_NOT_OF_A_LINE = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True)
class Problem:
    """Why a parameter is refused, or what an officer must know about it."""

    field: str
    code: str
    message_it: str


def is_one_line(text: str) -> bool:
    """Tell whether a text can be printed on one line: no line break, no control character, no half of a pair.

    >>> is_one_line("art. 5 dell'avviso"), is_one_line("art.\\u20285"), is_one_line("art.\\x00")
    (True, False, False)
    """
    return _NOT_OF_A_LINE.isdisjoint(map(unicodedata.category, text))


class RulesRefused(DomainError):
    """The rules cannot be accepted; `problems` lists every reason."""

    code = "rules_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(
            "Le regole non possono essere accettate. " + " ".join(problem.message_it for problem in problems),
            problems=[{"field": p.field, "code": p.code, "message": p.message_it} for p in problems],
        )


class Reader:
    """Takes typed values out of one level of a document; `problems` is shared with the levels below."""

    def __init__(self, document: object, prefix: str = "", problems: list[Problem] | None = None) -> None:
        self.problems: list[Problem] = [] if problems is None else problems
        self._prefix = prefix
        self._taken: set[str] = set()
        self._values: Mapping[object, object] = {}
        if isinstance(document, Mapping):
            self._values = document
        else:
            self._add(prefix.rstrip("."), "not_a_table", "deve essere un elenco di parametri con il loro valore.")

    def integer(self, key: str, least: int, most: int) -> int | None:
        """Return an integer within bounds, or None when absent or refused."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            hint = "importi in centesimi, percentuali in punti base (50% = 5000)"
            self._add(self._path(key), "not_an_integer", f"serve un numero intero: {hint}.")
            return None
        if not least <= value <= most:
            self._add(self._path(key), "out_of_range", f"il valore deve essere fra {least} e {most}.")
            return None
        return value

    def required_integer(self, key: str, least: int, most: int) -> int | None:
        """Return an integer within bounds; None, and a problem, when absent or refused."""
        if self._values.get(key) is None:
            self._taken.add(key)
            self._add(self._path(key), "missing", "il valore è obbligatorio.")
            return None
        return self.integer(key, least, most)

    def choice(self, key: str, words: type[Word]) -> Word | None:
        """Return one word of a closed list, or None when absent or refused."""
        value = self._take(key)
        return None if value is None else self._word(self._path(key), value, words)

    def choices(self, key: str, words: type[Word], least: int) -> tuple[Word, ...] | None:
        """Return distinct words in the order of their list, or None when absent."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, list):
            self._add(self._path(key), "not_a_list", "serve un elenco di valori.")
            return None
        found = {self._word(self._path(key), item, words) for item in value}
        if len(value) < least:
            self._add(self._path(key), "empty", "indica almeno un valore.")
        return tuple(word for word in words if word in found)

    def flag(self, key: str) -> bool | None:
        """Return true or false, or None when absent or refused."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return value
        self._add(self._path(key), "not_a_flag", "serve «true» o «false».")
        return None

    def instant(self, key: str) -> datetime | None:
        """Return an instant with its time zone, or None when absent or refused."""
        value = self._take(key)
        try:
            instant = None if value is None else datetime.fromisoformat(str(value))
        except ValueError:
            instant = None
        if value is not None and (instant is None or instant.tzinfo is None):
            hint = "«2026-03-01T09:00:00+01:00»"
            self._add(self._path(key), "not_an_instant", f"serve una data con l'ora e il fuso orario, come {hint}.")
            return None
        return instant

    def texts(self, key: str) -> dict[str, str]:
        """Return a table of texts of one line each, empty when absent."""
        table = self._table(key)
        for name, value in table.items():
            path = f"{self._path(key)}.{name}"
            if not isinstance(value, str) or not value.strip():
                self._add(path, "not_a_text", "serve un testo.")
            elif not is_one_line(value.strip()):
                self._add(path, "not_one_line", f"il testo {_ONE_LINE}")
        return {str(name): value.strip() for name, value in table.items() if isinstance(value, str)}

    def amounts(self, key: str) -> dict[str, int]:
        """Return a table of cents by name, empty when absent; a name is one line."""
        level = Reader(self._table(key), f"{self._path(key)}.", self.problems)
        if not all(is_one_line(str(name)) for name in self._table(key)):
            self._add(self._path(key), "not_one_line", f"ogni nome {_ONE_LINE}")
        found = {str(name): level.integer(str(name), 0, MOST_CENTS) for name in self._table(key)}
        return {name: value for name, value in found.items() if value is not None}

    def rows(self, key: str) -> list["Reader"]:
        """Return one reader per row of a list, none when absent."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._add(self._path(key), "not_a_list", "serve un elenco di valori.")
            return []
        return [Reader(row, f"{self._path(key)}[{place}].", self.problems) for place, row in enumerate(value)]

    def level(self, key: str) -> "Reader":
        """Return the reader of a nested level, empty when absent."""
        value = self._take(key)
        return Reader({} if value is None else value, f"{self._path(key)}.", self.problems)

    def refuse_the_rest(self) -> None:
        """Report every key that no parameter has taken."""
        for key in self._values:
            if key not in self._taken:
                self._add(self._path(str(key)), "unknown", "parametro sconosciuto.")

    def _table(self, key: str) -> Mapping[object, object]:
        value = self._take(key)
        if value is None:
            return {}
        if isinstance(value, Mapping):
            return value
        self._add(self._path(key), "not_a_table", "serve una tabella di nomi e valori.")
        return {}

    def _word(self, path: str, value: object, words: type[Word]) -> Word | None:
        if isinstance(value, str) and value in set(words):
            return words(value)
        self._add(path, "unknown_value", f"«{value}» non è fra i valori ammessi: {', '.join(words)}.")
        return None

    def _take(self, key: str) -> object:
        self._taken.add(key)
        return self._values.get(key)

    def _path(self, key: str) -> str:
        return f"{self._prefix}{key}"

    def _add(self, path: str, code: str, message: str) -> None:
        self.problems.append(Problem(path, code, f"{label(path) or 'Documento'}: {message}"))
