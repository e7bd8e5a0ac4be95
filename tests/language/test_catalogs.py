"""The catalogues: what is collected, when a language is whole, what a translation must keep of its message."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from apps.branding import defaults
from apps.branding.states import TextKind
from apps.matching.rules import wording
from colletta import env
from colletta.language import catalogs

WHOLE: tuple[str, ...] = ("en", "de", "fr")
"""Languages that must lack nothing."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TAG = re.compile(r"</?\w[^>]*>")
FRAME = re.compile(r"^#+|^\d+\.|^\*|\]\([^)]*\)|\{comune\}", re.MULTILINE)
"""What a page's Markdown is hung on: headings, lists, links, the city's name."""

TEMPLATE = """{% load i18n %}<h1>{% translate "L'ultimo giorno" %}</h1>
{% blocktranslate count n=gifts trimmed %}
  una donazione
{% plural %}{{ n }} donazioni{% endblocktranslate %}"""
CODE = 'from django.utils.translation import gettext as _\n\nTEXT = _("È il tuo turno")\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository with one template and one module."""
    for folder in (*catalogs.CODE, *catalogs.TEMPLATES):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "themes" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "apps" / "words.py").write_text(CODE, encoding="utf-8")
    return tmp_path


def _translated(repository: Path, text: str) -> None:
    catalog = catalogs.collect(repository)
    for message in catalog:
        if message.id:
            message.string = (text, text) if isinstance(message.id, tuple) else text
    catalogs.write(repository, "en", catalog)


def test_messages_of_templates_and_code_are_collected_with_their_plurals(repository: Path) -> None:
    found = {message.id for message in catalogs.collect(repository) if message.id}
    assert found == {"L'ultimo giorno", ("una donazione", "%(n)s donazioni"), "È il tuo turno"}


def test_the_rules_of_calls_are_said_in_every_language_of_the_menu() -> None:
    assert list(wording.LANGUAGES) == [code for code, _name in settings.LANGUAGES]


def test_a_whole_catalogue_is_compiled(repository: Path) -> None:
    _translated(repository, "text")
    assert catalogs.compile_whole(repository, repository / "built") == ["en"]
    assert (repository / "built/en/LC_MESSAGES/django.mo").is_file()


def test_a_catalogue_that_lacks_a_message_is_not_compiled_and_what_was_built_of_it_goes(repository: Path) -> None:
    _translated(repository, "text")
    catalogs.compile_whole(repository, repository / "built")
    _translated(repository, "")
    assert catalogs.compile_whole(repository, repository / "built") == []
    assert not (repository / "built/en/LC_MESSAGES/django.mo").exists()


def test_a_new_sentence_takes_a_language_off_the_menu(repository: Path) -> None:
    _translated(repository, "text")
    (repository / "apps" / "news.py").write_text('TEXT = _("Una frase nuova")', encoding="utf-8")
    assert catalogs.compile_whole(repository, repository / "built") == []


@pytest.mark.parametrize("language", WHOLE)
def test_a_promised_language_lacks_no_message(language: str) -> None:
    wanted = catalogs.collect(env.REPOSITORY)
    assert catalogs.missing(catalogs.read(env.REPOSITORY, language), wanted) == []


@pytest.mark.parametrize("language", catalogs.TRANSLATED)
def test_a_translation_keeps_the_placeholders_the_tags_and_the_space_at_the_ends_of_its_message(language: str) -> None:
    changed = []
    for message in catalogs.read(env.REPOSITORY, language):
        sources = [_kept(text) for text in _forms(message.id)]
        changed += [text for text in _forms(message.string) if text and message.id and _kept(text) not in sources]
    assert changed == []


@pytest.mark.parametrize("language", catalogs.TRANSLATED)
@pytest.mark.parametrize("kind", TextKind)
def test_a_built_in_text_has_the_headings_and_the_links_of_the_italian_one(kind: TextKind, language: str) -> None:
    city = "{comune}"
    translated = FRAME.findall(defaults.text_of(kind, city=city, language=language))
    assert translated == FRAME.findall(defaults.text_of(kind, city=city))


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def _kept(text: str) -> tuple[set[str], list[str], str, str]:
    bare = text.strip()
    before, after = text.split(bare, 1) if bare else (text, "")
    return set(PLACEHOLDER.findall(text)), sorted(TAG.findall(text)), before, after
