"""The story's timeline: openings, gifts and closings of every city, in the order in which they happen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from colletta.local.story import plan
from colletta.local.story.days import Calendar
from colletta.local.story.donors import PlannedGift, gifts_of
from colletta.local.story.plan import CampaignPlan, CityPlan

AFTER_THE_DEADLINE = timedelta(minutes=1)
_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)


@dataclass(frozen=True)
class Opening:
    """A campaign opens."""

    at: datetime
    city: CityPlan
    campaign: CampaignPlan


@dataclass(frozen=True)
class Giving:
    """Somebody gives to a campaign."""

    at: datetime
    city: CityPlan
    campaign: CampaignPlan
    planned: PlannedGift


@dataclass(frozen=True)
class Closing:
    """A campaign's deadline has passed."""

    at: datetime
    city: CityPlan
    campaign: CampaignPlan


Moment = Opening | Giving | Closing


def timeline(calendar: Calendar) -> list[Moment]:
    """Return what happens in all cities until today, in order."""
    moments = [moment for city in plan.cities() for each in city.campaigns for moment in _of(city, each, calendar)]
    return sorted(moments, key=lambda moment: moment.at)


def by_month(moments: list[Moment]) -> Iterator[tuple[str, list[Moment]]]:
    """Yield the moments month by month, each month by its Italian name and year."""
    for (year, month), found in groupby(moments, key=lambda moment: (moment.at.year, moment.at.month)):
        yield f"{_MONTHS[month - 1]} {year}", list(found)


def _of(city: CityPlan, campaign: CampaignPlan, calendar: Calendar) -> Iterator[Moment]:
    yield Opening(calendar.at(campaign.days.opens), city, campaign)
    for planned in gifts_of(city.slug, campaign, calendar):
        yield Giving(planned.at, city, campaign, planned)
    if campaign.days.closes < 0:
        yield Closing(calendar.end_of(campaign.days.closes) + AFTER_THE_DEADLINE, city, campaign)
