"""Colours that a city brings: either they are read everywhere, or they are refused with the nearest that are."""

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.branding.rules import document, palette
from apps.kernel import colours
from colletta import env
from tenants.registry.looks import Look

COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda number: f"#{number:06x}")
_random = random.Random(20_260_104)
TWO_HUNDRED = [(f"#{_random.randrange(1 << 24):06x}", f"#{_random.randrange(1 << 24):06x}") for _ in range(200)]
STATIC = env.REPOSITORY / "themes" / "base" / "static" / "colletta"


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, str, list[document.Problem]]]:
    return [
        (one, two, document.problems(Look(name="Prova", primary_colour=one, secondary_colour=two)))
        for one, two in TWO_HUNDRED
    ]


def test_two_hundred_random_pairs_pass_everywhere_or_are_refused_with_a_proposal_that_passes(judged) -> None:
    refused = 0
    for one, two, problems in judged:
        refused += bool(problems)
        assert all(problem.proposal for problem in problems), (one, two)
        look = _with_proposals(Look(name="Prova", primary_colour=one, secondary_colour=two))
        assert (look.primary_colour, look.secondary_colour) == (one, two) or problems
        assert all(_holds(use, look.primary_colour, look.secondary_colour) for use in palette.USES), (one, two)
    assert 20 < refused < 200


def test_a_refusal_says_where_it_cannot_be_read_and_what_it_reaches() -> None:
    (problem,) = document.problems(Look(name="Prova", primary_colour="#ffcc00"))
    assert re.search(r"\d,\d:1, serve 4,5:1", problem.message)
    assert problem.proposal in problem.message


@settings(max_examples=40, deadline=None)
@given(COLOURS)
def test_a_proposal_keeps_the_hue_and_is_the_first_that_passes(colour: str) -> None:
    proposal = palette.nearest_primary(colour)
    assert palette.passes(proposal)
    assert (proposal == colour) == palette.passes(colour)
    if proposal != colour:
        assert not palette.passes(colours.mix(colours.parse_colour(proposal), colours.WHITE, 0.06))


@settings(max_examples=60, deadline=None)
@given(COLOURS)
def test_a_city_without_a_second_colour_gets_one_that_the_bar_can_show(colour: str) -> None:
    primary = palette.nearest_primary(colour)
    second = palette.accent(primary)
    assert colours.contrast(second, palette.TRACK) >= 3
    assert primary == "#000000" or second != primary


def test_a_grey_that_passes_on_white_only_is_refused_because_of_the_grey_bands() -> None:
    assert colours.contrast("#767676", palette.PAGE) >= palette.TEXT
    assert not palette.passes("#767676")


def test_a_second_colour_that_melts_into_the_bar_is_refused() -> None:
    (problem,) = document.problems(Look(name="Prova", primary_colour="#a5182a", secondary_colour="#c9ced3"))
    assert problem.field == "secondary_colour"
    assert palette.passes("#a5182a", problem.proposal)


def test_every_shade_that_our_sheets_use_is_checked_or_is_decoration() -> None:
    checked = {side for use in palette.USES for side in (use.front, use.back) if not side.startswith("#")}
    used = {
        name for sheet in STATIC.glob("*.css") for name in re.findall(r"var\(--brand-([\w-]+)\)", sheet.read_text())
    }
    assert used - checked - palette.DECORATIVE == set()
    assert used <= {name.removeprefix("--brand-") for name in palette.variables("#a5182a")}


def test_no_sheet_writes_text_in_a_decorative_shade() -> None:
    for sheet in STATIC.glob("*.css"):
        assert re.findall(r"(?<![\w-])color:\s*var\(--brand-(?:95|88|75|65|50)\)", sheet.read_text()) == [], sheet.name


def _with_proposals(look: Look) -> Look:
    """Take what is proposed, first for the primary, then for the second colour beside it."""
    for _ in range(2):
        for problem in document.problems(look):
            look = replace(look, **{problem.field: problem.proposal})
    return look


def _holds(use: palette.Use, one: str, two: str) -> bool:
    shades = palette.shades(one, two)
    return colours.contrast(shades.get(use.front, use.front), shades.get(use.back, use.back)) >= use.minimum
