"""What can be found, read from the apps that own it: a function per kind; what is not public gives nothing."""

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import nh3
from markdown_it import MarkdownIt

from apps.calls import selectors as calls
from apps.calls.states import PUBLIC_STATES
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import PUBLIC, CampaignState
from apps.districts import selectors as districts
from apps.districts.states import KIND_LABELS, DistrictKind
from apps.editorial import latest
from apps.matching import selectors as matching
from apps.search.pages import PAGES
from apps.search.states import EntryKind

if TYPE_CHECKING:
    from apps.calls.models import Call
    from apps.campaigns.models import Campaign

ALL = "all"
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})


@dataclass(frozen=True, kw_only=True)
class Found:
    """A public thing as it will be found; texts without marks."""

    kind: EntryKind
    key: str
    title: str
    path: str
    body: str = ""
    area: str = ""
    district: str = ""
    state: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    missing_cents: int | None = None
    published_at: datetime | None = None


def campaign(key: str) -> Iterator[Found]:
    """Yield a campaign that is not a draft; locked, so that the later of two looks writes the newer figures."""
    locked = campaigns.lock_campaign(int(key))
    if locked.state in PUBLIC:
        yield _campaign(campaigns.get_campaign(locked.pk))


def call(key: str) -> Iterator[Found]:
    """Yield a call that is published or closed; locked as a campaign is."""
    locked = calls.lock_call(int(key))
    if locked.state in PUBLIC_STATES:
        yield _call(locked)


def update(key: str) -> Iterator[Found]:
    """Yield a piece of news that everyone may read."""
    found = latest.find_public(int(key))
    if found is not None:
        yield Found(
            kind=EntryKind.UPDATE,
            key=key,
            title=found.title,
            body=f"{found.campaign.title} {text_of(found.text)}",
            path=f"/campagne/{found.campaign.slug}/#aggiornamento-{found.pk}",
            area=found.campaign.area,
            district=found.campaign.district,
            published_at=found.published_at,
        )


def every_district(key: str) -> Iterator[Found]:
    """Yield the districts of the city: they are replaced as a whole, so `key` is always `all`."""
    for each in districts.list_names():
        yield Found(
            kind=EntryKind.DISTRICT,
            key=each.slug,
            title=each.name,
            body=KIND_LABELS[DistrictKind(each.kind)],
            path=f"/quartieri/{each.slug}/",
            district=each.name,
            latitude=each.latitude,
            longitude=each.longitude,
        )


def every_page(key: str) -> Iterator[Found]:
    """Yield the standing pages of the portal."""
    for each in PAGES:
        yield Found(kind=EntryKind.PAGE, key=each.path, title=str(each.title), body=str(each.about), path=each.path)


SOURCES: dict[EntryKind, Callable[[str], Iterator[Found]]] = {
    EntryKind.CAMPAIGN: campaign,
    EntryKind.CALL: call,
    EntryKind.UPDATE: update,
    EntryKind.DISTRICT: every_district,
    EntryKind.PAGE: every_page,
}


def keys(kind: EntryKind) -> list[str]:
    """Return what there is to look at of a kind, for a rebuilding."""
    if kind == EntryKind.CAMPAIGN:
        return [str(each.pk) for each in campaigns.list_campaigns()]
    if kind == EntryKind.CALL:
        return [str(each.pk) for each in calls.list_calls()]
    if kind == EntryKind.UPDATE:
        return [str(pk) for pk in latest.list_ids()]
    return [ALL]


def text_of(markdown: str) -> str:
    """Return people's Markdown as plain text on one line."""
    return " ".join(html.unescape(nh3.clean(_markdown.render(markdown), tags=set())).split())


def _campaign(found: "Campaign") -> Found:
    figures = matching.figures_of(found)
    is_open = found.state == CampaignState.OPEN
    titles = [said["title"] for said in found.translations.values() if "title" in said]
    return Found(
        kind=EntryKind.CAMPAIGN,
        key=str(found.pk),
        title=found.title,
        path=f"/campagne/{found.slug}/",
        body=" ".join((found.summary, text_of(found.story), found.proponent.name, *titles)),
        area=found.area,
        district=found.district,
        state=found.state,
        latitude=found.latitude,
        longitude=found.longitude,
        missing_cents=figures.missing_to_goal_cents if is_open else None,
        published_at=found.opens_at,
    )


def _call(found: "Call") -> Found:
    answers = [f"{each['question']} {each['answer']}" for each in found.faq]
    return Found(
        kind=EntryKind.CALL,
        key=str(found.pk),
        title=found.title,
        path=f"/bandi/{found.slug}/",
        body=" ".join((found.summary, text_of(found.description), *map(str, found.areas), *answers)),
        state=found.state,
        published_at=found.published_at,
    )
