"""A language in which every message is its own source between brackets, and the texts of a page that are not in it."""

import re
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import trans_real

CODE = "sl"
"""A language of the menu whose place it takes."""
OPENS, CLOSES = "\u27e6", "\u27e7"
_SEPARATOR = "\x04"
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SILENT = {"script", "style", "template", "code", "svg", "textarea"}
_PLAIN = {"title", "option", "label"}
_SPOKEN = ("alt", "title", "aria-label", "placeholder", "data-label")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class Pseudo:
    """Answers as a catalogue does."""

    def gettext(self, message: str) -> str:
        """Return a message between brackets, without its context."""
        return f"{OPENS}{message.rpartition(_SEPARATOR)[2]}{CLOSES}"

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the right one of two messages between brackets."""
        return self.gettext(one if number == 1 else many)

    def to_language(self) -> str:
        """Return the code of the language."""
        return CODE

    def __getattr__(self, name: str) -> Any:
        return getattr(trans_real.translation("it"), name)


class Page(HTMLParser):
    """Reads a page and keeps what is neither between brackets nor marked as Italian."""

    def __init__(self, names: re.Pattern[str], words: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._names, self._words, self._depth = names, words, 0
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at what an element says by its attributes, and go in."""
        values = {name: value or "" for name, value in attrs}
        lang = values.get("lang", self._lang())
        for name in _SPOKEN:
            self._judge(values.get(name, ""), lang, f"{tag}[{name}]")
        if tag in {"input", "button"} and values.get("type") in {"submit", "button", "reset"}:
            self._judge(values.get("value", "") if tag == "input" else "", lang, f"{tag}[value]")
        if tag == "meta" and values.get("name") == "description":
            self._judge(values.get("content", ""), lang, "meta[description]")
        if tag not in _VOID:
            self._open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        """Come out, past what was never closed."""
        if any(name == tag for name, _lang in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Look at a text; brackets may open in one and close in another."""
        if any(tag in _SILENT for tag, _lang in self._open):
            return
        tag, lang = self._open[-1] if self._open else ("", "")
        outside, self._depth = _outside(data, self._depth)
        if tag in _PLAIN:
            outside = self._words.sub(" ", outside)
        if lang != "it" and self._left(outside):
            self.found.append(f"<{tag}> {' '.join(data.split())[:120]}")

    def _judge(self, text: str, lang: str, where: str) -> None:
        if lang != "it" and self._left(self._words.sub(" ", _outside(text, 0)[0])):
            self.found.append(f"<{where}> {text[:120]}")

    def _left(self, text: str) -> bool:
        return bool(_LETTERS.search(self._names.sub(" ", text)))

    def _lang(self) -> str:
        return self._open[-1][1] if self._open else ""


def untranslated(html: str, names: re.Pattern[str], words: re.Pattern[str]) -> list[str]:
    """Return the texts of a page that are not in its reader's language and do not say so.

    `names` are proper names; `words`, what people wrote, may stand unmarked where nothing can mark it: in attributes
    and in the title of the page.
    """
    page = Page(names, words)
    page.feed(html)
    return page.found


def _outside(text: str, depth: int) -> tuple[str, int]:
    kept = []
    for character in text:
        if character == OPENS:
            depth += 1
        elif character == CLOSES:
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(character)
    return "".join(kept), depth
