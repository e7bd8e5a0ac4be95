"""What a campaign's page tells beside its figures: story, pictures, budget, people, news, rewards."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from apps.donations import selectors as donations
from apps.donations.selectors import Offer
from apps.editorial import selectors as editorial
from apps.editorial.rules.content import Content, Document, Member, Section
from apps.editorial.rules.languages import Words, content_in
from apps.editorial.selectors import Corrected, News, Published
from apps.kernel.texts import current_language
from apps.pictures.rules import PictureView
from apps.portal.presenters.timeline import Step, steps

if TYPE_CHECKING:
    from datetime import datetime

    from apps.campaigns.models import Campaign


@dataclass(frozen=True)
class BudgetRow:
    """An item of the cost; cents."""

    label: str
    note: str
    cents: int


@dataclass(frozen=True)
class Person:
    """Somebody of the team, or a partner; `site` is the name of the linked host."""

    name: str
    role: str
    link: str
    site: str
    picture: PictureView | None


@dataclass(frozen=True)
class Film:
    """A video elsewhere: a link behind a picture of ours; `host` says where it leads."""

    url: str
    host: str
    picture: PictureView | None


@dataclass(frozen=True)
class Paper:
    """A document to download; size in bytes."""

    title: str
    path: str
    size: int


@dataclass(frozen=True)
class Framed:
    """A picture with its words under it."""

    picture: PictureView
    caption: str


@dataclass(frozen=True)
class NewsItem:
    """One piece of news; without a text where it is not for who reads, or was withdrawn."""

    news: News
    pictures: list[PictureView]
    is_hidden: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """The sections of a campaign's page, in the language of who reads where they are translated."""

    title: str
    summary: str
    chapters: tuple[Section, ...]
    cover: PictureView | None
    gallery: list[Framed]
    video: Film | None
    budget: list[BudgetRow]
    budget_cents: int
    team: list[Person]
    partners: list[Person]
    documents: list[Paper]
    updates: list[NewsItem]
    corrections: tuple[Corrected, ...]
    rewards: list[Offer]
    timeline: list[Step]


def told(campaign: "Campaign", *, now: "datetime", reads_as_donor: bool) -> Told:
    """Return what is published of a campaign that was read with its content and rewards; no query."""
    published = editorial.published_of(campaign)
    return _told(campaign, published, donations.offers_of(campaign), now, reads_as_donor=reads_as_donor)


def preview(campaign: "Campaign", content: Content, *, now: "datetime") -> Told:
    """Return what would be told if a content were published now."""
    published = editorial.published_of(campaign)
    shown = Published(content, published.updates, published.corrections)
    return _told(campaign, shown, donations.offers_of(campaign), now, reads_as_donor=True)


def _told(
    campaign: "Campaign", published: Published, offers: list[Offer], now: "datetime", *, reads_as_donor: bool
) -> Told:
    language = current_language()
    content, words = content_in(published.content, language), Words(published.content, language)
    pictures = [picture.view for picture in content.gallery]
    return Told(
        title=content.title,
        summary=content.summary,
        chapters=content.sections,
        cover=content.cover,
        gallery=[Framed(picture, picture.alt) for picture in pictures[1:]],
        video=_film(content),
        budget=[BudgetRow(line.label, line.note, line.cents) for line in content.budget],
        budget_cents=content.budget_cents,
        team=[_person(content, member) for member in content.team],
        partners=[_person(content, member) for member in content.partners],
        documents=[_paper(campaign.slug, document) for document in content.documents],
        updates=[_news(each, words, reads_as_donor) for each in published.updates],
        corrections=published.corrections,
        rewards=offers,
        timeline=steps(campaign, now),
    )


def _film(content: Content) -> Film | None:
    video = content.video
    if video is None:
        return None
    return Film(video.url, urlsplit(video.url).hostname or "", _picture(content, video.picture))


def _person(content: Content, member: Member) -> Person:
    host = urlsplit(member.link).hostname or "" if member.link else ""
    return Person(member.name, member.role, member.link, host, _picture(content, member.picture))


def _picture(content: Content, key: str) -> PictureView | None:
    shown = content.picture(key)
    return shown.view if shown else None


def _paper(slug: str, document: Document) -> Paper:
    return Paper(document.title, f"/documenti/{slug}/{document.sha256}.pdf", document.size)


def _news(news: News, words: Words, reads_as_donor: bool) -> NewsItem:
    is_hidden = news.withdrawn_at is not None or (news.is_for_donors and not reads_as_donor)
    return NewsItem(news, [] if is_hidden else [words.picture(each).view for each in news.pictures], is_hidden)
