"""Boundaries made fit for the web: valid, light, in whole hundred-thousandths of a degree (about a metre)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely  # type: ignore[import-untyped]
from shapely.geometry import MultiPolygon, Polygon, mapping, shape  # type: ignore[import-untyped]
from shapely.geometry.base import BaseGeometry  # type: ignore[import-untyped]

from apps.districts.rules.reading import NAME_LENGTH, BoundariesRefused, Collection

STEP = 1e-5
TOLERANCE = 1e-4
ITALY = (6.6, 35.4, 18.6, 47.2)
"""Smallest and largest longitude and latitude of Italy, with a margin: west, south, east, north."""


@dataclass(frozen=True)
class Boundary:
    """One district of a file: its name, its light boundary, a point inside, and whether it had to be mended."""

    name: str
    geometry: dict[str, Any]
    latitude: float
    longitude: float
    is_mended: bool
    is_in_italy: bool


def boundaries(collection: Collection, name_property: str) -> list[Boundary]:
    """Return the districts of a file under the names of one property; raises BoundariesRefused.

    Neighbours are simplified together, so that no gap opens between them.
    """
    if name_property not in collection.names:
        raise BoundariesRefused("Scegli quale proprietà del file contiene il nome.")
    names = [feature.properties[name_property] for feature in collection.features]
    _check_names(names)
    given = [_shape(feature.geometry, name) for feature, name in zip(collection.features, names, strict=True)]
    mended = [_polygons(shapely.make_valid(each), name) for each, name in zip(given, names, strict=True)]
    light = shapely.coverage_simplify(mended, TOLERANCE)
    return [
        _boundary(name, _fit(simple, whole, name), not before.is_valid)
        for name, simple, whole, before in zip(names, light, mended, given, strict=True)
    ]


def inside(geometry: dict[str, Any], latitude: float, longitude: float) -> bool:
    """Tell whether a point is within a boundary, its edge included."""
    return bool(shape(geometry).covers(shapely.Point(longitude, latitude)))


def _check_names(names: Sequence[str]) -> None:
    too_long = next((name for name in names if len(name) > NAME_LENGTH), None)
    if too_long:
        raise BoundariesRefused(f"Il nome «{too_long[:40]}…» supera {NAME_LENGTH} caratteri.")
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), None)
    if twice:
        raise BoundariesRefused(
            f"Il nome «{twice}» compare più di una volta: unisci le zone o scegli un'altra proprietà."
        )


def _shape(geometry: dict[str, Any], name: str) -> BaseGeometry:
    try:
        return shapely.force_2d(shape(geometry))
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        raise BoundariesRefused(f"I confini di «{name}» sono scritti male.") from None


def _polygons(geometry: BaseGeometry, name: str) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(geometry) for part in shapely.get_parts(part)]
    areas = [part for part in parts if isinstance(part, Polygon) and part.area > 0]
    if not areas:
        raise BoundariesRefused(f"I confini di «{name}» non racchiudono un'area.")
    return areas[0] if len(areas) == 1 else MultiPolygon(areas)


def _fit(simple: BaseGeometry, whole: BaseGeometry, name: str) -> BaseGeometry:
    """Return a boundary on the grid; one so small that it vanishes is kept as it was given."""
    rounded = shapely.set_precision(shapely.make_valid(simple), STEP)
    return whole if rounded.is_empty or not rounded.area else _polygons(rounded, name)


def _boundary(name: str, geometry: BaseGeometry, is_mended: bool) -> Boundary:
    point, (west, south, east, north) = geometry.representative_point(), geometry.bounds
    in_italy = west >= ITALY[0] and south >= ITALY[1] and east <= ITALY[2] and north <= ITALY[3]
    return Boundary(name, _plain(mapping(geometry)), round(point.y, 6), round(point.x, 6), is_mended, in_italy)


def _plain(found: Any) -> dict[str, Any]:
    return {"type": found["type"], "coordinates": _rounded(found["coordinates"])}


def _rounded(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else [_rounded(each) for each in value]
