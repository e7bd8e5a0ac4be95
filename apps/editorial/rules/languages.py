"""The texts of a content in the language of who reads, field by field; what is not translated stays Italian."""

from dataclasses import dataclass

from apps.editorial.rules.content import Content, Section, Translation

ITALIAN = "it"


@dataclass(frozen=True)
class Text:
    """A text and its language where that is not the page's own: the `lang` of its element."""

    value: str
    lang: str = ""

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True)
class Chapter:
    """A section of the story; its text is Markdown."""

    title: Text
    text: Text


@dataclass(frozen=True)
class Texts:
    """What of a content has translations."""

    title: Text
    summary: Text
    chapters: tuple[Chapter, ...]


def texts_in(content: Content, language: str) -> Texts:
    """Return the texts for a page in a language, such as `de` or `de-at`."""
    code = language.partition("-")[0]
    found = next((each for each in content.translations if each.language == code), Translation(language=code))
    lang = "" if code == ITALIAN else ITALIAN
    return Texts(
        title=_either(found.title, content.title, lang),
        summary=_either(found.summary, content.summary, lang),
        chapters=tuple(
            _chapter(found.sections[at] if at < len(found.sections) else Section(text=""), section, lang)
            for at, section in enumerate(content.sections)
        ),
    )


def _chapter(translated: Section, section: Section, lang: str) -> Chapter:
    return Chapter(_either(translated.title, section.title, lang), _either(translated.text, section.text, lang))


def _either(translated: str, original: str, lang: str) -> Text:
    return Text(translated) if translated.strip() else Text(original, lang)
