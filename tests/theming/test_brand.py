"""Colours: every shade comes from the primary, and what is accepted can be read."""

import colorsys
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.branding.rules import palette
from apps.kernel import colours
from colletta.theming import brand

COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_agrees_with_the_examples_of_the_guidelines() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert colours.contrast("#0066cc", "#ffffff") == pytest.approx(5.57, abs=0.01)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_between_1_and_21(one: str, other: str) -> None:
    ratio = colours.contrast(one, other)
    assert ratio == colours.contrast(other, one)
    assert 1 <= ratio <= 21.000001


@given(COLOURS)
def test_rung_40_is_the_colour_itself(colour: str) -> None:
    assert brand.shade(colour, 40) == colour
    assert brand.variables(colour)["--brand-40"] == colour


@given(COLOURS)
def test_shades_grow_darker_from_the_first_rung_to_the_last(colour: str) -> None:
    lightness = [_hls(brand.shade(colour, rung))[1] for rung in brand.RUNGS]
    assert all(lighter >= darker - 0.003 for lighter, darker in itertools.pairwise(lightness))


@given(COLOURS)
def test_white_text_can_be_read_on_every_shade_at_or_below_the_primary(colour: str) -> None:
    passing = palette.nearest_primary(colour)
    for rung in (rung for rung in brand.RUNGS if rung <= 40):
        assert colours.contrast(brand.shade(passing, rung), "#ffffff") >= 4.45


def test_a_city_is_a_dozen_variables() -> None:
    assert len(brand.variables("#a5182a")) == 13


def test_the_version_changes_with_the_colour_only() -> None:
    assert brand.version("#a5182a") == brand.version("#a5182a") != brand.version("#a5182b")


@pytest.mark.parametrize("text", ["", "red", "#fff", "#12345g", "a5182a", "#a5182a; }"])
def test_anything_but_six_hexadecimal_digits_is_refused(text: str) -> None:
    with pytest.raises(colours.InvalidColourError):
        brand.sheet(text)


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*(channel / 255 for channel in colours.parse_colour(colour)))
