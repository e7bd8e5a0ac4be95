"""Catalogues of messages: collected from code and templates, kept as `.po`, compiled at set-up.

A catalogue that lacks a message is not compiled: no page is half in one language.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

TRANSLATED = ("en", "de", "fr", "sl")
CODE = ("apps", "api", "tenants", "platform/colletta")
TEMPLATES = ("themes",)
_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def folder(repository: Path) -> Path:
    """Return where the catalogues are kept, one folder a language."""
    return repository / "themes" / "base" / "locale"


def collect(repository: Path) -> Catalog:
    """Return every message of the code and the templates, with the files it stands in."""
    catalog = Catalog(project="Colletta", charset="utf-8")
    for path, method, source in _sources(repository):
        place = (path.relative_to(repository).as_posix(), 0)
        for _line, text, _comments, context in extract(method, BytesIO(source), _KEYWORDS):
            catalog.add(text, locations=[place], context=context)
    return catalog


def read(repository: Path, language: str) -> Catalog:
    """Return the catalogue of a language, empty when there is none yet."""
    path = _path(repository, language)
    if not path.exists():
        return Catalog(locale=language, project="Colletta", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(repository: Path, language: str, catalog: Catalog) -> None:
    """Keep the catalogue of a language."""
    path = _path(repository, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=120, sort_output=True, omit_header=False, include_lineno=False)


def missing(catalog: Catalog, wanted: Catalog) -> list[str]:
    """Return the messages that a catalogue lacks or marks as doubtful, in the words of the source."""
    lacking = []
    for message in wanted:
        kept = catalog.get(message.id, message.context) if message.id else None
        if message.id and (kept is None or kept.fuzzy or not kept.string or not all(kept.string)):
            lacking.append(str(message.id))
    return lacking


def compile_whole(repository: Path, target: Path) -> list[str]:
    """Write the compiled catalogues that lack no message below `target`; return their languages."""
    compiled, wanted = [], collect(repository)
    for language in TRANSLATED:
        catalog = read(repository, language)
        path = target / language / "LC_MESSAGES" / "django.mo"
        if missing(catalog, wanted):
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_mo(file, catalog)
        compiled.append(language)
    return compiled


def _path(repository: Path, language: str) -> Path:
    return folder(repository) / language / "LC_MESSAGES" / "django.po"


def _sources(repository: Path) -> Iterator[tuple[Path, str, bytes]]:
    for root in CODE:
        for path in sorted((repository / root).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, "python", b"# -*- coding: utf-8 -*-\n" + path.read_bytes()
    for root in TEMPLATES:
        for path in sorted((repository / root).rglob("*")):
            if path.suffix in {".html", ".txt", ".svg"}:
                # What Django makes of a template is calls in the shape of a programme, with filler around them:
                # the tolerant reader of JavaScript finds the calls.
                yield path, "javascript", templatize(path.read_text(encoding="utf-8")).encode()
