"""Reads of the projection: the public schema only, whatever the number of cities."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Sum

from apps.showcase.models import ShowcaseCampaign


@dataclass(frozen=True)
class CityFigures:
    """What the campaigns of one city add up to, in cents."""

    city_name: str
    campaigns: int
    raised_cents: int
    match_cents: int
    gifts: int


@dataclass(frozen=True)
class Totals:
    """How many cities have published how many campaigns, and what these add up to in cents."""

    cities: int
    campaigns: int
    raised_cents: int
    match_cents: int


def list_featured() -> list[ShowcaseCampaign]:
    """Return the featured campaigns, latest choice first."""
    return list(ShowcaseCampaign.objects.filter(featured_at__isnull=False).order_by("-featured_at", "pk"))


def list_all() -> list[ShowcaseCampaign]:
    """Return every published campaign by city and title."""
    return list(ShowcaseCampaign.objects.order_by("city_name", "title", "pk"))


def is_cover(schema_name: str, key: UUID) -> bool:
    """Tell whether a city shows a picture on one of its published campaigns."""
    return ShowcaseCampaign.objects.filter(schema_name=schema_name, cover__key=str(key)).exists()


def totals() -> Totals:
    """Return what every published campaign adds up to, in one query."""
    found = ShowcaseCampaign.objects.aggregate(
        cities=Count("schema_name", distinct=True),
        campaigns=Count("pk"),
        raised=Sum("raised_cents", default=0),
        match=Sum("match_cents", default=0),
    )
    return Totals(found["cities"], found["campaigns"], found["raised"], found["match"])


def list_cities(*, start: int, limit: int) -> list[CityFigures]:
    """Return the figures of the cities that have published a campaign, by name, from position `start` (from 0)."""
    rows = (
        ShowcaseCampaign.objects.values("schema_name", "city_name")
        .annotate(campaigns=Count("pk"), raised=Sum("raised_cents"), match=Sum("match_cents"), gifts=Sum("gifts"))
        .order_by("city_name", "schema_name")[start : start + limit]
    )
    return [CityFigures(row["city_name"], row["campaigns"], row["raised"], row["match"], row["gifts"]) for row in rows]
