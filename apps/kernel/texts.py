"""What people wrote, in the language of who reads where it is translated, and marked with its own language."""

from collections.abc import Mapping

from django.utils.translation import get_language

ITALIAN = "it"
Translations = Mapping[str, Mapping[str, str]]
"""What a row says in other languages: by language, then by the name of its field."""


class Text(str):
    """A text that knows the language that it is in: `lang` is for the element that shows it."""

    lang: str

    def __new__(cls, value: str, lang: str = ITALIAN) -> "Text":
        """Return a text; Italian unless said otherwise."""
        text = super().__new__(cls, value)
        text.lang = lang
        return text


def current_language() -> str:
    """Return the language of who reads, without a territory."""
    return (get_language() or ITALIAN).partition("-")[0]


def told(italian: str, name: str, translations: Translations, language: str = "") -> Text:
    """Return a field of a row in a language, that of who reads unless said; in Italian where it is not translated."""
    language = language or current_language()
    translated = translations.get(language, {}).get(name, "")
    return Text(translated, language) if translated.strip() else Text(italian)


def for_message(**fields: tuple[Translations, str]) -> dict[str, dict[str, str]]:
    """Return a message's words in other languages: for each the translations that have it and its name there.

    >>> for_message(campaign=({"de": {"title": "Ein Garten"}, "fr": {}}, "title"))
    {'de': {'campaign': 'Ein Garten'}}
    """
    said: dict[str, dict[str, str]] = {}
    for shown_as, (translations, name) in fields.items():
        for language, own in translations.items():
            if own.get(name, "").strip():
                said.setdefault(language, {})[shown_as] = own[name]
    return said


class TitleAndText:
    """A row or a value whose title and text may be translated."""

    title: str
    text: str
    translations: Translations

    def title_in(self, language: str) -> Text:
        """Return the title in a language."""
        return told(self.title, "title", self.translations, language)

    def text_in(self, language: str) -> Text:
        """Return the text in a language."""
        return told(self.text, "text", self.translations, language)

    @property
    def told_title(self) -> Text:
        """The title in the language of who reads."""
        return self.title_in(current_language())

    @property
    def told_text(self) -> Text:
        """The text in the language of who reads."""
        return self.text_in(current_language())


class TitleAndSummary:
    """A campaign's row, as its city or the nation keeps it, whose title and summary may be translated."""

    title: str
    summary: str
    translations: Translations

    @property
    def told_title(self) -> Text:
        """The title in the language of who reads."""
        return told(self.title, "title", self.translations)

    @property
    def told_summary(self) -> Text:
        """The summary in the language of who reads."""
        return told(self.summary, "summary", self.translations)
