"""Files of boundaries: what is refused, what is repaired, what is drawn."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.districts.rules import drawing, geometry, reading
from apps.districts.rules.reading import BoundariesRefused
from tests.districts.geojson import BOW_TIE, NEXT, SQUARE, collection, feature

DEEP = b'{"type":"FeatureCollection","features":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
ATTACKS = {
    "empty": b"",
    "not text": b"\xff\xfe\x00",
    "not JSON": b"{",
    "a list": b"[]",
    "no features": collection(),
    "deep": DEEP,
    "NaN": collection(feature("A")).replace(b"9.0", b"NaN", 1),
    "infinity": collection(feature("A")).replace(b"9.0", b"1e999", 1),
    "a huge number": collection(feature("A")).replace(b"9.0", b"9" * 400, 1),
    "metres": collection(feature("A", [[514000, 5034000], [515000, 5034000], [515000, 5035000], [514000, 5034000]])),
    "a truth": collection(feature("A", [[True, 45], [9.1, 45], [9.1, 45.1], [True, 45]])),
    "a text": collection(feature("A", [["9", 45], [9.1, 45], [9.1, 45.1], ["9", 45]])),
    "one number": collection(feature("A", [[9], [9], [9], [9]])),
    "an open ring": collection(feature("A", SQUARE[:-1])),
    "three points": collection(feature("A", [SQUARE[0], SQUARE[1], SQUARE[0]])),
    "no ring": collection(feature("A", coordinates=[])),
    "a point": collection(feature("A", type="Point", coordinates=[9, 45])),
    "a collection": collection(feature("A", type="GeometryCollection", geometries=[])),
    "no geometry": collection({"type": "Feature", "properties": {"nome": "A"}, "geometry": None}),
    "a feature that is a text": collection("A"),
    "no name": collection(feature("")),
    "only invisible letters": collection(feature("\u200b\u0007")),
    "no area": collection(feature("A", [[9, 45], [9.1, 45], [9.2, 45], [9, 45]])),
    "twice": collection(feature("A"), feature("a", NEXT)),
    "too many": collection(*[feature(f"Z{n}") for n in range(301)]),
    "too large": b" " * (reading.MAX_BYTES + 1),
}


def boundaries(data: bytes) -> list[geometry.Boundary]:
    return geometry.boundaries(reading.read(data), "nome")


@pytest.mark.parametrize("name", ATTACKS)
def test_an_odd_file_is_refused_in_words(name: str) -> None:
    with pytest.raises(BoundariesRefused) as refused:
        boundaries(ATTACKS[name])
    assert str(refused.value).endswith(".")


def test_neighbours_keep_their_common_border() -> None:
    first, second = boundaries(collection(feature("A"), feature("B", NEXT)))
    assert (first.name, second.name) == ("A", "B")
    assert not first.is_mended and first.is_in_italy
    assert geometry.inside(first.geometry, first.latitude, first.longitude)
    assert geometry.inside(first.geometry, 45.05, 9.1) and geometry.inside(second.geometry, 45.05, 9.1)


def test_a_boundary_that_crosses_itself_is_repaired_and_said() -> None:
    mended = boundaries(collection(feature("A", BOW_TIE)))[0]
    assert mended.is_mended and mended.geometry["type"] == "MultiPolygon"


def test_a_place_abroad_is_marked_as_when_latitude_comes_first() -> None:
    swapped = [[latitude, longitude] for longitude, latitude in SQUARE]
    assert not boundaries(collection(feature("A", swapped)))[0].is_in_italy


def test_a_name_comes_on_one_line_without_invisible_letters() -> None:
    assert boundaries(collection(feature("  Città\u202e\nalta ")))[0].name == "Città alta"


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner, max_size=4)))
def test_no_coordinates_break_the_reader(coordinates: Any) -> None:
    data = json.dumps({"type": "FeatureCollection", "features": [feature("A", coordinates=coordinates)]})
    with pytest.raises(BoundariesRefused):
        boundaries(data.encode(errors="replace"))


def test_a_drawing_stands_inside_its_frame() -> None:
    found = [(each.name, each.geometry, each.latitude, each.longitude) for each in boundaries(collection(feature("A")))]
    drawn = drawing.draw(found)
    assert drawn is not None and 0 < drawn.outlines[0].x < drawn.width and 0 < drawn.outlines[0].y < drawn.height
    assert drawing.draw([]) is None
