"""The built-in texts of the standing pages, one Markdown file a page and language; `{comune}` is the city's name.

Read once: they change with the program only.
"""

from functools import cache
from pathlib import Path

from apps.branding.states import TextKind

_FOLDER = Path(__file__).parent
SOURCE = "it"


def text_of(kind: TextKind, *, city: str, language: str = SOURCE) -> str:
    """Return the built-in text of a page in a language, in Italian where it is not translated."""
    return _read(kind, language).replace("{comune}", city)


@cache
def language_of(kind: TextKind, language: str) -> str:
    """Return the language of a page's built-in text for who reads a language: that one, or Italian."""
    return language if (_FOLDER / language / f"{kind}.md").is_file() else SOURCE


@cache
def _read(kind: TextKind, language: str) -> str:
    return (_FOLDER / language_of(kind, language) / f"{kind}.md").read_text(encoding="utf-8")
