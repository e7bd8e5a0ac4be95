"""One small Markdown source becomes the HTML and the plain text of a message.

Paragraphs, line breaks, lists, emphasis, small headings and links. A link that stands alone in its paragraph is the
message's call to action: `[Vedi la tua donazione](https://...)`. Words of people come in escaped: they stay words.
A link's title is the language of its words where that is not the letter's: `[Si semina](https://... "it")`; words that
lead nowhere are written `[Si semina](<> "it")`, see `said_in`.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from apps.kernel.texts import ITALIAN

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BIDI_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_OUTSIDE = ("code", "fence", "image", "autolink", "lheading", "table", "reference", "html_block", "html_inline")
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(list(_OUTSIDE), ignoreInvalid=True)


class Words(str):
    """Words that somebody wrote, for a template: equal to themselves, printed so that Markdown leaves them alone.

    `lang` is the language that they are in.
    """

    lang: str

    def __new__(cls, value: str) -> "Words":
        """Return the words of a text; Italian unless it is a `Text` in another language."""
        words = super().__new__(cls, value)
        words.lang = getattr(value, "lang", ITALIAN)
        return words

    def __str__(self) -> str:
        return escape(str.__str__(self))

    def __html__(self) -> str:
        return str(self)


def sealed(value: object) -> object:
    """Return data for a template with every text in it, however deep, as `Words`."""
    if isinstance(value, dict):
        return {key: sealed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [sealed(item) for item in value]
    return Words(value) if isinstance(value, str) else value


def escape(words: str) -> str:
    """Return words as Markdown that shows exactly them."""
    return _PUNCTUATION.sub(r"\\\1", words)


def said_in(language: str, source: str) -> str:
    """Return a source of plain words, each line of it marked as said in a language."""
    return "\n".join(f'[{line}](<> "{language}")' if line.strip() else line for line in source.split("\n"))


def one_line(source: str) -> str:
    """Return a source as one line of plain text without control characters: fit for a header."""
    return _cleaned("".join(_plain(token.children or []) for token in _markdown.parseInline(source)))


def one_line_html(source: str) -> str:
    """Return the HTML of a source as one line without control characters: fit for a heading."""
    tokens = _markdown.parseInline(_cleaned(source))
    for token in tokens:
        _name_languages(token.children or [])
    return str(_markdown.renderer.render(tokens, _markdown.options, {}))


def to_html(source: str) -> str:
    """Return the HTML of a source; the lone link of a paragraph has the class `action`."""
    tokens = _markdown.parse(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2"
    for opening, inline in pairwise(tokens):
        if opening.type == "paragraph_open" and not opening.hidden and (link := _lone_link(inline)) is not None:
            link.attrSet("class", "action")
        _name_languages(inline.children or [])
    return str(_markdown.renderer.render(tokens, _markdown.options, {})).strip()


def to_text(source: str) -> str:
    """Return the plain text of a source: links show their address."""
    return "\n".join(_lines(_markdown.parse(source))).strip()


def links_of(source: str) -> list[str]:
    """Return the addresses of the links of a source, in order."""
    inlines = (token for token in _markdown.parse(source) if token.type == "inline")
    found = [child.attrGet("href") for token in inlines for child in token.children or []]
    return [str(href) for href in found if href]


def without_links(html: str) -> str:
    """Return HTML whose links lead nowhere: for eyes that are not the reader's."""
    return re.sub(r'\shref="[^"]*"', "", html)


def without_addresses(text: str) -> str:
    """Return plain text whose web addresses are covered, but for a site's front page."""
    return re.sub(r"https?://[^\s/]+/[^\s)]+", "[collegamento personale]", text)


def _cleaned(text: str) -> str:
    kept = (" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return "".join(char for char in kept if char not in _BIDI_CONTROLS).strip()


def _name_languages(children: list[Token]) -> None:
    """Turn the title of each link into the language of its words, and one that leads nowhere into a span."""
    is_link = True
    for token in children:
        if token.type == "link_open":
            if language := token.attrs.pop("title", None):
                token.attrSet("lang", str(language))
            is_link = bool(token.attrs["href"])
            if not is_link:
                del token.attrs["href"]
        if token.type in ("link_open", "link_close") and not is_link:
            token.tag = "span"


def _lines(tokens: list[Token]) -> Iterator[str]:
    marks: list[str] = []
    mark = ""
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            marks.append("-" if token.type == "bullet_list_open" else "1.")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            marks.pop()
            if not marks:
                yield ""
        elif token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            text = _action(token) or _plain(token.children or [])
            yield f"{'  ' * (len(marks) - 1)}{mark}{text}"
            mark = ""
        elif token.type in ("paragraph_close", "heading_close") and not marks:
            yield ""


def _action(inline: Token) -> str:
    link = _lone_link(inline)
    if link is None:
        return ""
    said = _("%(action)s:") % {"action": _plain((inline.children or [])[1:-1])}
    return f"{said}\n{link.attrGet('href')}"


def _plain(children: list[Token]) -> str:
    parts: list[str] = []
    where = ""
    for token in children:
        if token.type == "link_open":
            where = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            parts.append(f" ({where})" if where else "")
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        else:
            parts.append(token.content)
    return "".join(parts)


def _lone_link(inline: Token) -> Token | None:
    children = [child for child in inline.children or [] if child.content or child.type != "text"]
    opens = [child for child in children if child.type == "link_open"]
    is_alone = len(opens) == 1 and children[0] is opens[0] and children[-1].type == "link_close"
    is_alone = is_alone and bool(opens[0].attrGet("href"))
    return opens[0] if inline.type == "inline" and is_alone else None
