"""The texts of a content that can be translated, and each in the language of who reads."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from apps.editorial.rules.content import Content, Member, Section, Shown, Translation
from apps.kernel.texts import ITALIAN, Text

SHORT, LONG = 400, 20_000


@dataclass(frozen=True)
class Place:
    """A text in a content: where it stands, how it is called for people, its Italian, and how long it may be."""

    key: str
    label: str
    italian: str
    most: int = SHORT


class Words:
    """A content's words in one language; what is not translated, or whose Italian has changed, stays Italian."""

    def __init__(self, content: Content, language: str) -> None:
        self._language = language
        self._said = {_flat(phrase.italian): phrase.text for phrase in translation_of(content, language).phrases}

    def of(self, italian: str) -> Text:
        """Return one of the content's texts."""
        said = self._said.get(_flat(italian), "")
        return Text(said, self._language) if said.strip() else Text(italian)

    def picture(self, shown: Shown) -> Shown:
        """Return one of the content's pictures with its words."""
        return replace(shown, alt=self.of(shown.alt))


def content_in(content: Content, language: str) -> Content:
    """Return a content with each of its texts in a language, as far as it is translated."""
    words = Words(content, language)
    return replace(
        content,
        title=words.of(content.title),
        summary=words.of(content.summary),
        sections=tuple(Section(title=words.of(each.title), text=words.of(each.text)) for each in content.sections),
        pictures=tuple(words.picture(each) for each in content.pictures),
        budget=tuple(replace(each, label=words.of(each.label), note=words.of(each.note)) for each in content.budget),
        team=tuple(replace(each, role=words.of(each.role)) for each in content.team),
        partners=tuple(replace(each, role=words.of(each.role)) for each in content.partners),
        documents=tuple(replace(each, title=words.of(each.title)) for each in content.documents),
    )


def translation_of(content: Content, language: str) -> Translation:
    """Return the translation into a language, an empty one where nothing is translated."""
    found = (each for each in content.translations if each.language == language)
    return next(found, Translation(language=language))


def card_in_languages(content: Content) -> dict[str, dict[str, str]]:
    """Return title, summary and the cover's words by language, where they are translated: for the campaign's row."""
    italian = {"title": content.title, "summary": content.summary, "cover": content.cover.alt if content.cover else ""}
    told = {}
    for translation in content.translations:
        words = Words(content, translation.language)
        said = {name: words.of(text) for name, text in italian.items()}
        told[translation.language] = {name: str(text) for name, text in said.items() if text.lang != ITALIAN}
    return {language: said for language, said in told.items() if said}


def places(content: Content) -> list[Place]:
    """Return every text that can be translated, as the page tells them; the same Italian only once."""
    once: dict[str, Place] = {}
    for place in _places(content):
        once.setdefault(_flat(place.italian), place)
    return list(once.values())


def outdated(content: Content, language: str) -> dict[str, str]:
    """Return, by place, what translated an Italian that has changed since and is not translated anew."""
    words = Words(content, language)
    waiting = {place.key for place in places(content) if words.of(place.italian).lang == ITALIAN}
    return {each.place: each.text for each in translation_of(content, language).phrases if each.place in waiting}


def _flat(italian: str) -> str:
    """Return a text as far as it says something: a form sends other line ends than it was given."""
    return " ".join(italian.split())


def _places(content: Content) -> Iterator[Place]:
    found = [Place("title", _("Titolo"), content.title, 160), Place("summary", _("Sintesi"), content.summary)]
    for at, section in enumerate(content.sections):
        chapter = _("Capitolo %(number)s") % {"number": at + 1}
        found += [
            Place(f"sections.{at}.title", _("%(what)s, titolo") % {"what": chapter}, section.title),
            Place(f"sections.{at}.text", _("%(what)s, testo") % {"what": chapter}, section.text, LONG),
        ]
    for at, picture in enumerate(content.pictures):
        found.append(Place(f"pictures.{at}", _("Immagine %(number)s, descrizione") % {"number": at + 1}, picture.alt))
    for at, line in enumerate(content.budget):
        item = _("Voce di bilancio %(number)s") % {"number": at + 1}
        found += [
            Place(f"budget.{at}.label", item, line.label),
            Place(f"budget.{at}.note", _("%(what)s, nota") % {"what": item}, line.note),
        ]
    found += [*_roles("team", content.team), *_roles("partners", content.partners)]
    for at, document in enumerate(content.documents):
        found.append(Place(f"documents.{at}", _("Documento %(number)s, titolo") % {"number": at + 1}, document.title))
    return (place for place in found if place.italian.strip())


def _roles(name: str, members: tuple[Member, ...]) -> list[Place]:
    return [
        Place(f"{name}.{at}", _("Ruolo di %(name)s") % {"name": member.name}, member.role)
        for at, member in enumerate(members)
    ]
