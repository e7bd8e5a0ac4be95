"""A campaign's content as frozen values, and as the JSON document in which it is kept."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from apps.editorial.rules.older import by_phrases
from apps.editorial.rules.reading import read
from apps.pictures.rules import PictureView

LANGUAGES = {"en": _("Inglese"), "de": _("Tedesco"), "fr": _("Francese"), "sl": _("Sloveno")}
"""Into which a content may be translated, in Italian; Italian itself is the content."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A chapter of the story; the text is Markdown."""

    title: str = field(default="", metadata={"most": 120})
    text: str = field(metadata={"most": 20_000})


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture of the campaign's, by key; `alt` in words, width and height in pixels."""

    key: str = field(metadata={"most": 36})
    alt: str = field(metadata={"most": 300})
    width: int
    height: int
    in_gallery: bool = True

    @property
    def view(self) -> PictureView:
        """The picture for a page."""
        return PictureView(key=self.key, alt=self.alt, width=self.width, height=self.height)


@dataclass(frozen=True, kw_only=True)
class Video:
    """A video elsewhere: only a link, behind one of the campaign's own pictures."""

    url: str = field(metadata={"most": 300})
    picture: str = field(default="", metadata={"most": 36})


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    """One item of the cost."""

    label: str = field(metadata={"most": 160})
    cents: int
    note: str = field(default="", metadata={"most": 300})


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person of the team, or a partner."""

    name: str = field(metadata={"most": 120})
    role: str = field(default="", metadata={"most": 160})
    link: str = field(default="", metadata={"most": 300})
    picture: str = field(default="", metadata={"most": 36})


@dataclass(frozen=True, kw_only=True)
class Document:
    """A PDF, kept under its SHA-256."""

    sha256: str = field(metadata={"most": 64})
    title: str = field(metadata={"most": 160})
    name: str = field(metadata={"most": 120})
    size: int


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """One text in another language, said of the Italian that it translates: of any other Italian it is not read.

    `place` is where that Italian stood: there the editor proposes the text again when the Italian has changed.
    """

    place: str = field(metadata={"most": 40})
    italian: str = field(metadata={"most": 20_000})
    text: str = field(metadata={"most": 20_000})


@dataclass(frozen=True, kw_only=True)
class Translation:
    """The texts in another language; one that is not there falls back to Italian."""

    language: str = field(metadata={"most": 5})
    phrases: tuple[Phrase, ...] = field(default=(), metadata={"rows": 600})


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything that a campaign tells. Cents in the budget."""

    title: str = field(metadata={"most": 160})
    summary: str = field(metadata={"most": 400})
    sections: tuple[Section, ...] = ()
    pictures: tuple[Shown, ...] = ()
    video: Video | None = None
    budget: tuple[BudgetLine, ...] = ()
    team: tuple[Member, ...] = ()
    partners: tuple[Member, ...] = ()
    documents: tuple[Document, ...] = ()
    translations: tuple[Translation, ...] = ()

    @classmethod
    def from_document(cls, document: object) -> "Content":
        """Return the content that a JSON document holds; raises ContentInvalid on what does not belong there."""
        return read(cls, by_phrases(document))

    def to_document(self) -> dict[str, Any]:
        """Return the JSON document of this content."""
        return asdict(self)

    @property
    def budget_cents(self) -> int:
        """What the items of the budget add up to."""
        return sum(line.cents for line in self.budget)

    @property
    def gallery(self) -> tuple[Shown, ...]:
        """The pictures that are shown together."""
        return tuple(picture for picture in self.pictures if picture.in_gallery)

    @property
    def cover(self) -> PictureView | None:
        """The picture that stands for the campaign: the first of the gallery."""
        return self.gallery[0].view if self.gallery else None

    @property
    def story(self) -> str:
        """The whole story as one Markdown text."""
        return "\n\n".join(
            f"### {section.title}\n\n{section.text}" if section.title else section.text for section in self.sections
        )

    def picture(self, key: str) -> Shown | None:
        """Return one of the pictures by its key."""
        return next((picture for picture in self.pictures if picture.key == key), None)
