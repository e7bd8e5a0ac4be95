"""Amounts, shares, dates and people's text, as a reader sees them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from apps.kernel.texts import Text
from colletta.theming.templatetags import colletta as formats

SPACE = formats.NO_BREAK_SPACE


@pytest.mark.parametrize(
    ("cents", "long", "short"),
    [
        (23_243_834, f"€{SPACE}232.438,34", f"€{SPACE}232.438,34"),
        (500_000, f"€{SPACE}5.000,00", f"€{SPACE}5.000"),
        (0, f"€{SPACE}0,00", f"€{SPACE}0"),
        (5, f"€{SPACE}0,05", f"€{SPACE}0,05"),
        (-2550, f"€{SPACE}−25,50", f"€{SPACE}−25,50"),
        (None, "", ""),
    ],
)
def test_amounts_are_written_as_italians_write_them(cents: int | None, long: str, short: str) -> None:
    assert (formats.euro(cents), formats.euro_short(cents)) == (long, short)


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_no_cent_is_lost_in_writing(cents: int) -> None:
    digits = formats.euro(cents).replace(f"€{SPACE}", "").replace(".", "").replace(",", "").replace("−", "-")
    assert int(digits) == cents


@pytest.mark.parametrize(
    ("language", "share", "day"),
    [
        ("it", "49%", "03/02/2021"),
        ("en", "49%", "3 February 2021"),
        ("de", "49\u202f%", "03.02.2021"),
        ("fr", "49\u202f%", "03/02/2021"),
    ],
)
def test_shares_and_days_are_written_as_the_reader_writes_them(language: str, share: str, day: str) -> None:
    with translation.override(language):
        assert formats.share_of(499_999, 1_000_000) == share
        assert formats.local_date(date(2021, 2, 3)) == day


@pytest.mark.parametrize(
    ("part", "whole", "length"),
    [
        (50, 100, "50.0%"),
        (1, 3, "33.3%"),
        (7, 5, "100.0%"),
        (0, 5, "0%"),
        (5, 0, "0%"),
        (None, 5, "0%"),
        (-1, 5, "0.0%"),
    ],
)
def test_a_bar_is_never_shorter_than_nothing_nor_longer_than_the_whole(
    part: int | None, whole: int, length: str
) -> None:
    assert formats.width_of(part, whole) == length


def test_a_share_is_never_rounded_up_to_a_goal_not_reached() -> None:
    assert formats.share_of(499_999, 1_000_000) == "49%"
    assert formats.share_of(1, 0) == "0%"


def test_an_instant_is_shown_in_the_citys_time_zone() -> None:
    instant = datetime(2021, 2, 17, 23, 30, tzinfo=UTC)
    assert formats.local_datetime(instant) == f"18/02/2021{SPACE}00:30"
    assert formats.local_date(instant) == "18/02/2021"
    assert formats.local_date(date(2021, 2, 18)) == "18/02/2021"
    assert formats.machine_datetime(instant) == "2021-02-18T00:30+01:00"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<a href="https://example.org" onclick="x()">y</a>',
        "![x](https://tracker.example/p.png)",
        '<p style="color:red">x</p>',
    ],
)
def test_peoples_text_cannot_carry_script_style_or_pictures(text: str) -> None:
    html = formats.markdown(text)
    assert not any(
        danger in html for danger in ("<script", "<img", 'href="javascript', "<p style", '<a href="https://example')
    )


def test_peoples_text_keeps_its_emphasis_lists_and_links() -> None:
    html = formats.markdown("**forte**\n\n* uno\n\n[sito](https://example.org)")
    assert "<strong>forte</strong>" in html
    assert "<li>uno</li>" in html
    assert 'href="https://example.org"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_what_people_wrote_is_marked_where_the_page_is_in_another_language() -> None:
    german, italian = Text("Ein <Garten>", "de"), Text("Un orto")
    with translation.override("de"):
        assert (formats.lang_of(german), formats.marked(german)) == ("", "Ein &lt;Garten&gt;")
        assert (formats.lang_of("Un orto"), formats.lang_of(italian)) == (' lang="it"', ' lang="it"')
        assert formats.marked(italian) == '<span lang="it">Un orto</span>'
    with translation.override("it"):
        assert formats.marked(german) == '<span lang="de">Ein &lt;Garten&gt;</span>'
