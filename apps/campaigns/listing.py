"""Lists of public campaigns narrowed, sorted and cut by the database; reads only.

Does not know what a campaign has raised: whoever sorts by it hands over the query that says what is missing.
"""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Power, Sqrt

from apps.campaigns.models import Campaign
from apps.campaigns.states import PUBLIC, CampaignState
from apps.kernel.texts import current_language

_METRES_PER_DEGREE = 111_195


class Sort(StrEnum):
    """Orders of a list; `USUAL` shows open campaigns first, then the latest deadlines."""

    USUAL = ""
    ENDING = "scadenza"
    NEWEST = "recenti"
    MISSING = "mancante"
    NEAREST = "vicine"


@dataclass(frozen=True)
class Near:
    """A circle on the ground: degrees of its centre, metres of its radius."""

    latitude: float
    longitude: float
    metres: int


@dataclass(frozen=True)
class Wanted:
    """What narrows a list; what is empty narrows nothing."""

    states: frozenset[CampaignState] = PUBLIC
    words: tuple[str, ...] = field(default=())
    area: str = ""
    district: str = ""
    near: Near | None = None


@dataclass(frozen=True)
class Facet:
    """How many public campaigns there are in an area, a district and a state."""

    area: str
    district: str
    state: str
    count: int


def find(wanted: Wanted, sort: Sort, missing: QuerySet[Any, Any]) -> QuerySet[Campaign]:
    """Return the public campaigns that are wanted, lazily, so that one page of them is read.

    `missing` is a query of one column for the outer campaign, the cents that it still misses, or null.
    """
    found: QuerySet[Any] = Campaign.objects.select_related("call", "rules_version", "proponent", "beneficiary")
    found = found.filter(state__in=wanted.states & PUBLIC)
    if wanted.words:
        found = _titled(found, wanted.words)
    if wanted.area:
        found = found.filter(area__iexact=wanted.area)
    if wanted.district:
        found = found.filter(district__iexact=wanted.district)
    if wanted.near:
        found = _within(found, wanted.near)
    return _sorted(found, sort if wanted.near or sort is not Sort.NEAREST else Sort.USUAL, missing)


def _titled(found: QuerySet[Any], words: tuple[str, ...]) -> QuerySet[Any]:
    """Keep what has every word in its title, in Italian or as who reads has it."""
    found = found.alias(said=KT(f"translations__{current_language()}__title"))
    for word in words:
        found = found.filter(Q(title__unaccent__icontains=word) | Q(said__unaccent__icontains=word))
    return found


def list_facets() -> list[Facet]:
    """Return the areas, districts and states of the public campaigns, each once, with how many there are."""
    rows = Campaign.objects.filter(state__in=PUBLIC).values_list("area", "district", "state")
    return [Facet(*row) for row in rows.annotate(count=Count("pk")).order_by("area", "district", "state")]


def _within(found: QuerySet[Any], near: Near) -> QuerySet[Any]:
    """Keep what is in the circle; on a city's few kilometres the ground is flat enough."""
    narrow = _METRES_PER_DEGREE * math.cos(math.radians(near.latitude))
    north = (Cast("latitude", FloatField()) - Value(near.latitude)) * Value(float(_METRES_PER_DEGREE))
    east = (Cast("longitude", FloatField()) - Value(near.longitude)) * Value(narrow)
    placed: QuerySet[Any] = found.filter(latitude__isnull=False).annotate(
        distance=Sqrt(Power(north, 2) + Power(east, 2))
    )
    return placed.filter(distance__lte=near.metres)


def _sorted(found: QuerySet[Any], sort: Sort, missing: QuerySet[Any, Any]) -> QuerySet[Any]:
    if sort is Sort.NEAREST:
        return found.order_by("distance", "pk")
    if sort is Sort.NEWEST:
        return found.order_by("-opens_at", "-pk")
    found = _open_first(found)
    if sort is Sort.ENDING:
        return found.order_by("rest", "closes_at", "pk")
    if sort is Sort.MISSING:
        found = found.annotate(missing=Subquery(missing))
        return found.order_by("rest", F("missing").desc(nulls_last=True), "pk")
    return found.order_by("rest", "-closes_at", "pk")


def _open_first(found: QuerySet[Any]) -> QuerySet[Any]:
    return found.annotate(rest=Case(When(state=CampaignState.OPEN, then=Value(0)), default=Value(1)))
