"""News for feed readers (Atom): campaigns, their news, calls, and what happens in a part of the city."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.calls import selectors as calls
from apps.campaigns import listing
from apps.campaigns import selectors as campaign_selectors
from apps.campaigns.listing import Sort, Wanted
from apps.districts import selectors as districts
from apps.editorial import latest
from apps.editorial import selectors as editorial
from apps.kernel import listed
from apps.kernel.listed import Entry, Feed
from apps.search import selectors as search
from apps.search.sources import text_of
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.editorial.models import Update

SHOWN = 30


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
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Feed of one campaign: that it began, and what it tells everyone since."""
    found = campaign_selectors.get_public_campaign(slug)
    news = editorial.list_latest([found.pk], SHOWN)
    return _feed(request, found.title, f"/campagne/{slug}/", [*map(_of_update, news), _of_campaign(found)])


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Feed of one call: its campaigns, and what they tell everyone."""
    found = calls.get_public_call(slug)
    running = campaign_selectors.list_campaigns_of_call(found.pk)
    news = editorial.list_latest([each.pk for each in running], SHOWN)
    items = [*map(_of_update, news), *map(_of_campaign, running)]
    return _feed(request, found.title, f"/bandi/{slug}/", _latest_first(items))


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """Feed of the campaigns of a part of the city, and of their news."""
    found = districts.find_district(slug)
    name = found.name.casefold()
    news = [each for each in latest.list_latest(SHOWN * 5) if each.campaign.district.casefold() == name]
    items = [*map(_of_campaign, _newest(Wanted(district=found.name))), *map(_of_update, news)]
    return _feed(request, found.name, f"/quartieri/{found.slug}/", _latest_first(items))


def _latest_first(items: list[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.at, reverse=True)[:SHOWN]


def _newest(wanted: Wanted) -> "list[Campaign]":
    return list(listing.find(wanted, Sort.NEWEST, search.missing_cents_of())[:SHOWN])


def _of_campaign(campaign: "Campaign") -> Item:
    opened_at = campaign.opens_at or campaign.created_at
    return Item(campaign.title, f"/campagne/{campaign.slug}/", campaign.summary, opened_at)


def _of_update(update: "Update") -> Item:
    path = f"/campagne/{update.campaign.slug}/#aggiornamento-{update.pk}"
    return Item(f"{update.campaign.title}: {update.title}", path, text_of(update.text), update.published_at)


def _feed(request: HttpRequest, title: str, path: str, items: Iterable[Item]) -> HttpResponse:
    origin, city = registry.portal_origin(), registry.current_tenant()
    feed = Feed(f"{title} - {city.name}", f"{origin}{path}", f"{origin}{request.path}", city.name, city.created_at)
    return listed.atom(feed, [Entry(item.title, f"{origin}{item.path}", item.text, item.at) for item in items])
