"""Where the demo's things are: invented boundaries drawn by code around a city's centre, and points inside them.

The names of the districts are those that the campaigns name; shapes and points are not those of the real cities.
"""

import math
import random
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache

import shapely  # type: ignore[import-untyped]
from shapely.geometry import MultiPoint, Point, mapping, shape  # type: ignore[import-untyped]

from apps.districts import selectors, services
from apps.districts.rules import geometry
from apps.districts.rules.geometry import Boundary
from apps.districts.rules.reading import Collection, Feature
from apps.districts.states import DistrictKind
from colletta.local.story.plan import CampaignPlan, CityPlan

ACTOR = "storia dimostrativa"
SOURCE = "confini inventati per la dimostrazione"
_TURN = math.pi * (3 - math.sqrt(5))
_STEP = Decimal("0.000001")
_ZONES = ("Zona centro", "Zona nord", "Zona est", "Zona sud", "Zona ovest")


@dataclass(frozen=True)
class Place:
    """A city's centre, how far its invented districts reach in degrees of latitude, and their names."""

    latitude: float
    longitude: float
    reach: float
    kind: DistrictKind
    names: tuple[str, ...]


PLACES = {
    "milano": Place(45.4642, 9.19, 0.06, DistrictKind.MUNICIPIO, tuple(f"Municipio {n}" for n in range(1, 10))),
    "venezia": Place(
        45.4408,
        12.3155,
        0.06,
        DistrictKind.ZONA,
        ("San Marco", "Castello", "Cannaregio", "San Polo", "Dorsoduro", "Santa Croce", "Lido", "Mestre", "Marghera"),
    ),
    "brescia": Place(45.5398, 10.22, 0.04, DistrictKind.ZONA, _ZONES),
    "saluzzo": Place(44.6446, 7.4926, 0.02, DistrictKind.ZONA, _ZONES),
    "taranto": Place(40.4644, 17.247, 0.05, DistrictKind.ZONA, _ZONES),
    "torino": Place(
        45.0703,
        7.6869,
        0.05,
        DistrictKind.QUARTIERE,
        ("Centro", "Borgata Campidoglio", "Barriera di Milano", "San Salvario", "Vanchiglia", "Mirafiori", "Lingotto"),
    ),
}


def draw_districts(city: CityPlan, now: datetime) -> None:
    """Give the current city its invented districts, once."""
    if not selectors.list_names():
        services.replace_all(
            boundaries=list(_boundaries(city.slug)),
            kind=PLACES[city.slug].kind,
            source=SOURCE,
            is_demo=True,
            actor=ACTOR,
            now=now,
        )


def point_of(city: CityPlan, campaign: CampaignPlan) -> tuple[Decimal, Decimal]:
    """Return latitude and longitude of a campaign: inside its district, or near the centre; always the same."""
    dice = random.Random(f"{city.slug}/{campaign.slug}/place")
    found = next((each for each in _boundaries(city.slug) if each.name == campaign.district), None)
    area = shape((found or _boundaries(city.slug)[0]).geometry)
    west, south, east, north = area.bounds
    points = (Point(dice.uniform(west, east), dice.uniform(south, north)) for _ in range(200))
    inner = area.buffer(-0.003)
    point = next((each for each in points if inner.contains(each)), area.representative_point())
    return Decimal(point.y).quantize(_STEP), Decimal(point.x).quantize(_STEP)


@cache
def _boundaries(slug: str) -> tuple[Boundary, ...]:
    """Share out an irregular circle among seeds on a spiral, the first one in the middle."""
    place = PLACES[slug]
    wide = place.reach / math.cos(math.radians(place.latitude))
    turns = [(math.sqrt(n / len(place.names)), n * _TURN) for n in range(len(place.names))]
    seeds = [
        Point(place.longitude + wide * far * math.cos(turn), place.latitude + place.reach * far * math.sin(turn))
        for far, turn in turns
    ]
    ragged = [1.15 + 0.1 * math.sin(3 * step / 10) + 0.06 * math.cos(step) for step in range(63)]
    ring = [
        (
            place.longitude + wide * far * math.cos(step / 10),
            place.latitude + place.reach * far * math.sin(step / 10),
        )
        for step, far in enumerate(ragged)
    ]
    city = shapely.make_valid(shapely.Polygon(ring))
    cells = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(seeds), extend_to=city))
    shapes = [next(cell for cell in cells if cell.contains(seed)).intersection(city) for seed in seeds]
    features = tuple(
        Feature({"nome": name}, _plain(mapping(each))) for name, each in zip(place.names, shapes, strict=True)
    )
    return tuple(geometry.boundaries(Collection(features, ("nome",)), "nome"))


def _plain(found: dict[str, object]) -> dict[str, object]:
    return {"type": found["type"], "coordinates": found["coordinates"]}
