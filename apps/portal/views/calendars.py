"""Deadlines for people's calendars (iCalendar): of the city, of one campaign, of one call."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from apps.calls import selectors as calls
from apps.campaigns import listing
from apps.campaigns import selectors as campaigns
from apps.campaigns.listing import Sort, Wanted
from apps.campaigns.states import CampaignState
from apps.kernel.periods import last_moment
from apps.search import selectors as search
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.calls.models import Call
    from apps.campaigns.models import Campaign

SHOWN = 500
ICALENDAR = "text/calendar; charset=utf-8"


@require_safe
def city(request: HttpRequest) -> HttpResponse:
    """Calendar of the open campaigns' last days and of the calls' dates."""
    wanted = Wanted(states=frozenset({CampaignState.OPEN}))
    found = listing.find(wanted, Sort.ENDING, search.missing_cents_of())[:SHOWN]
    origin = registry.portal_origin()
    events = [event for campaign in found for event in _of_campaign(campaign, origin)]
    events += [event for call in calls.list_public_calls() for event in _of_call(call, origin)]
    return _calendar(_("Scadenze del crowdfunding civico"), events)


@require_safe
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Calendar of a campaign's last day."""
    found = campaigns.get_public_campaign(slug)
    return _calendar(found.title, _of_campaign(found, registry.portal_origin()))


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Calendar of a call's dates."""
    found = calls.get_public_call(slug)
    return _calendar(found.title, _of_call(found, registry.portal_origin()))


def _of_campaign(found: "Campaign", origin: str) -> list[Event]:
    if found.closes_at is None or found.opens_at is None:
        return []
    name = _("Ultimo giorno per donare: %(title)s") % {"title": found.title}
    path = f"/campagne/{found.slug}/"
    return [_day(name, last_moment(found.closes_at), f"{origin}{path}", "scadenza", found.opens_at, found.summary)]


def _of_call(found: "Call", origin: str) -> list[Event]:
    stamp, address = found.published_at or found.created_at, f"{origin}/bandi/{found.slug}/"
    days = []
    if found.opens_at:
        name = _("Iniziano le campagne: %(title)s") % {"title": found.title}
        days.append(_day(name, found.opens_at, address, "inizio", stamp, found.summary))
    if found.closes_at:
        name = _("Finiscono le campagne: %(title)s") % {"title": found.title}
        days.append(_day(name, last_moment(found.closes_at), address, "fine", stamp, found.summary))
    return days


def _day(name: str, at: datetime, address: str, fact: str, stamp: datetime, text: str) -> Event:
    day = timezone.localtime(at).date()
    event = Event()
    event.add("uid", f"{address}#{fact}")
    event.add("dtstamp", stamp)
    event.add("summary", name)
    event.add("description", f"{text}\n\n{address}")
    event.add("url", address)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _calendar(name: str, events: list[Event]) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", "-//Colletta//crowdfunding civico//IT")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", " ".join(f"{name} - {registry.current_tenant().name}".split()))
    for event in events:
        calendar.add_component(event)
    response = HttpResponse(calendar.to_ical(), content_type=ICALENDAR)
    response["Content-Disposition"] = 'attachment; filename="scadenze.ics"'
    return response
