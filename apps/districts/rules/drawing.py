"""Boundaries as a drawing: paths of an SVG, without a library and without colours."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.districts.rules.reading import points

WIDTH = 1000
_MARGIN = 10


@dataclass(frozen=True)
class Outline:
    """One district of a drawing: its name, its path, and where its number stands."""

    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """A whole map, in units of its view box."""

    width: int
    height: int
    outlines: tuple[Outline, ...]


def draw(districts: Sequence[tuple[str, dict[str, Any], float, float]]) -> Drawing | None:
    """Draw boundaries given as (name, geometry, latitude, longitude of a point inside); None when there is none."""
    every = [point for _, geometry, _, _ in districts for point in points(geometry)]
    if not every:
        return None
    west, east = min(p[0] for p in every), max(p[0] for p in every)
    south, north = min(p[1] for p in every), max(p[1] for p in every)
    narrow = max(math.cos(math.radians((south + north) / 2)), 0.01)
    across, down = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = (WIDTH - 2 * _MARGIN) / max(across, down)

    def place(longitude: float, latitude: float) -> tuple[float, float]:
        x, y = (longitude - west) * narrow * scale, (north - latitude) * scale
        return round(x + _MARGIN, 1), round(y + _MARGIN, 1)

    outlines = [
        Outline(name, _path(geometry, place), *place(longitude, latitude))
        for name, geometry, latitude, longitude in districts
    ]
    return Drawing(round(across * scale) + 2 * _MARGIN, round(down * scale) + 2 * _MARGIN, tuple(outlines))


def _path(geometry: dict[str, Any], place: Any) -> str:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [[place(*point[:2]) for point in ring] for polygon in polygons for ring in polygon]
    return "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings)
