"""A GeoJSON file read strictly: whatever is odd is refused in Italian, nothing is guessed."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

MAX_BYTES = 5_000_000
MAX_FEATURES = 300
MAX_POINTS = 200_000
NAME_LENGTH = 120
_SHAPES = {"Polygon": 3, "MultiPolygon": 4}
_RING, _SHORTEST_RING = 2, 4
_POSITION_SIZES = (2, 3)
_FARTHEST = (180, 90)
_HIGHEST = 100_000


class BoundariesRefused(Exception):
    """The file is not a collection of districts; the text says why, in Italian, for a person."""


@dataclass(frozen=True)
class Feature:
    """One feature as it stands in the file, its coordinates checked to be points on Earth."""

    properties: dict[str, str]
    geometry: dict[str, Any]


@dataclass(frozen=True)
class Collection:
    """The features of a file, and the properties that every one of them has with a text or a whole number."""

    features: tuple[Feature, ...]
    names: tuple[str, ...]


def read(data: bytes) -> Collection:
    """Read a FeatureCollection of Polygons and MultiPolygons in WGS84; raises BoundariesRefused."""
    if not 0 < len(data) <= MAX_BYTES:
        raise BoundariesRefused(f"Il file è vuoto o supera {MAX_BYTES // 1_000_000} MB.")
    document = _document(data)
    features = document.get("features")
    if document.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise BoundariesRefused("Il file non è una FeatureCollection GeoJSON.")
    if not 0 < len(features) <= MAX_FEATURES:
        raise BoundariesRefused(f"Il file deve contenere da 1 a {MAX_FEATURES} zone: ne contiene {len(features)}.")
    found = tuple(_feature(number, each) for number, each in enumerate(features, start=1))
    if sum(1 for each in found for _ in points(each.geometry)) > MAX_POINTS:
        raise BoundariesRefused(f"Il file ha più di {MAX_POINTS} punti: esportalo con confini più semplici.")
    shared = set.intersection(*(set(each.properties) for each in found))
    names = tuple(name for name in found[0].properties if name in shared)
    if not names:
        raise BoundariesRefused("Le zone non hanno una proprietà in comune da usare come nome.")
    return Collection(found, names)


def points(geometry: dict[str, Any]) -> Iterator[Any]:
    """Yield the positions of a geometry that was read, one by one."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return (point for polygon in polygons for ring in polygon for point in ring)


def clean_name(text: str) -> str:
    """Return a name on one line, without characters that cannot be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _document(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BoundariesRefused("Il file non è un testo JSON in UTF-8 che si possa leggere.") from None
    if not isinstance(document, dict):
        raise BoundariesRefused("Il file non è una FeatureCollection GeoJSON.")
    return document


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _feature(number: int, given: Any) -> Feature:
    geometry = given.get("geometry") if isinstance(given, dict) else None
    properties = given.get("properties") if isinstance(given, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in _SHAPES:
        raise BoundariesRefused(f"La zona {number} non è un Polygon o un MultiPolygon.")
    _check(geometry.get("coordinates"), _SHAPES[geometry["type"]], number)
    kept = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return Feature(_texts(properties if isinstance(properties, dict) else {}), kept)


def _texts(properties: dict[str, Any]) -> dict[str, str]:
    texts = {
        clean_name(key)[:NAME_LENGTH]: clean_name(str(value))
        for key, value in properties.items()
        if isinstance(value, str | int) and not isinstance(value, bool)
    }
    return {key: value for key, value in texts.items() if key and value}


def _check(coordinates: Any, depth: int, number: int) -> None:
    if depth == 0:
        raise BoundariesRefused(f"La zona {number} ha un punto scritto male.")
    if not isinstance(coordinates, list) or not coordinates:
        raise BoundariesRefused(f"La zona {number} ha coordinate vuote o scritte male.")
    if depth > 1:
        for inner in coordinates:
            _check(inner, depth - 1, number)
        if depth == _RING and (len(coordinates) < _SHORTEST_RING or coordinates[0] != coordinates[-1]):
            raise BoundariesRefused(f"La zona {number} ha un anello che non si chiude.")
        return
    _check_point(coordinates, number)


def _check_point(point: list[Any], number: int) -> None:
    numbers = all(isinstance(each, int | float) and not isinstance(each, bool) for each in point)
    if len(point) not in _POSITION_SIZES or not numbers:
        raise BoundariesRefused(f"La zona {number} ha un punto scritto male.")
    on_earth = all(abs(each) <= limit for each, limit in zip(point, (*_FARTHEST, _HIGHEST), strict=False))
    if not on_earth or not all(math.isfinite(each) for each in point):
        raise BoundariesRefused(
            f"La zona {number} ha coordinate fuori dai gradi WGS84: "
            "esporta il file in longitudine e latitudine (EPSG:4326)."
        )
