"""News for feed readers (Atom): campaigns, their news, calls, and what happens in a part of the city."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.calls import selectors as calls
from apps.campaigns import listing
from apps.campaigns.listing import Sort, Wanted
from apps.districts import selectors as districts
from apps.editorial import latest
from apps.portal.views.conditional import answer
from apps.search import selectors as search
from apps.search.sources import text_of
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.editorial.models import Update

SHOWN = 30
ATOM = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class Item:
    """One entry of a feed; its address within the portal names it for ever."""

    title: str
    path: str
    text: str
    at: datetime


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show every feed and calendar of the city with what it is for."""
    context = {
        "districts": districts.list_names(),
        "calls": [call for call in calls.list_public_calls() if call.opens_at or call.closes_at],
        "crumbs": [{"label": _("Calendari e notizie")}],
    }
    return render(request, "portal/feeds.html", context)


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Feed of the campaigns that began to collect."""
    return _feed(request, _("Nuove campagne"), "/campagne/", map(_of_campaign, _newest(Wanted())))


@require_safe
def updates(request: HttpRequest) -> HttpResponse:
    """Feed of the news that campaigns tell everyone."""
    return _feed(request, _("Aggiornamenti delle campagne"), "/campagne/", map(_of_update, latest.list_latest(SHOWN)))


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """Feed of the calls."""
    items = [
        Item(call.title, f"/bandi/{call.slug}/", call.summary, call.published_at or call.created_at)
        for call in calls.list_public_calls()[:SHOWN]
    ]
    return _feed(request, _("Bandi"), "/bandi/", items)


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """Feed of the campaigns of a part of the city, and of their news."""
    found = districts.find_district(slug)
    name = found.name.casefold()
    news = [each for each in latest.list_latest(SHOWN * 5) if each.campaign.district.casefold() == name]
    items = [*map(_of_campaign, _newest(Wanted(district=found.name))), *map(_of_update, news)]
    latest_first = sorted(items, key=lambda item: item.at, reverse=True)[:SHOWN]
    return _feed(request, found.name, f"/quartieri/{found.slug}/", latest_first)


def _newest(wanted: Wanted) -> "list[Campaign]":
    return list(listing.find(wanted, Sort.NEWEST, search.missing_cents_of())[:SHOWN])


def _of_campaign(campaign: "Campaign") -> Item:
    opened_at = campaign.opens_at or campaign.created_at
    return Item(campaign.title, f"/campagne/{campaign.slug}/", campaign.summary, opened_at)


def _of_update(update: "Update") -> Item:
    path = f"/campagne/{update.campaign.slug}/#aggiornamento-{update.pk}"
    return Item(f"{update.campaign.title}: {update.title}", path, text_of(update.text), update.published_at)


def _feed(request: HttpRequest, title: str, path: str, items: Iterable[Item]) -> HttpResponse:
    origin, listed = registry.portal_origin(), list(items)
    city = registry.current_tenant().name
    feed = Atom1Feed(
        title=_xml(f"{title} - {city}"),
        link=f"{origin}{path}",
        description="",
        language="it",
        feed_url=f"{origin}{request.path}",
        author_name=_xml(city),
    )
    for item in listed:
        link = f"{origin}{item.path}"
        feed.add_item(
            title=_xml(item.title),
            link=link,
            description=_xml(item.text),
            unique_id=link,
            pubdate=item.at,
            updateddate=item.at,
        )
    if not listed:
        feed.latest_post_date = lambda: registry.current_tenant().created_at  # type: ignore[method-assign]
    return answer(request, feed.writeString("utf-8"), ATOM)


def _xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
