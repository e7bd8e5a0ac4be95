"""Amounts as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.kernel.amounts import (
    MOST_CENTS,
    NotAnAmountError,
    NotAShareError,
    parse_euro,
    parse_share,
    write_euro,
    write_share,
)
from apps.kernel.money import format_euro


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,50", 1_250),
        ("12,5", 1_250),
        ("12.50", 1_250),
        ("1.000", 100_000),
        ("1.234.567,89", 123_456_789),
        ("1000", 100_000),
        (" € 35 ", 3_500),
        ("35 euro", 3_500),
        ("35€", 3_500),
        ("1 000", 100_000),
        ("0,01", 1),
        ("007", 700),
    ],
)
def test_what_italians_type_is_read_as_they_mean_it(typed: str, cents: int) -> None:
    assert parse_euro(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "-5",
        "1,000",
        "1.00.000",
        "1.000.50",
        "12,345",
        "dieci",
        "10€€€",
        "💶",
        "1e3",
        "٣٥",
        "10;DROP",
        "+5",
        ",50",
        "9" * 40,
        "NaN",
    ],
)
def test_what_is_not_an_amount_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAmountError):
        parse_euro(typed)


@given(st.integers(min_value=0, max_value=99_999_999_99))
def test_an_amount_that_we_write_is_read_back(cents: int) -> None:
    assert parse_euro(format_euro(cents)) == cents


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_refused(typed: str) -> None:
    with suppress(NotAnAmountError):
        assert parse_euro(typed) >= 0


@given(st.integers(min_value=0, max_value=MOST_CENTS))
def test_an_amount_of_a_form_is_read_back(cents: int) -> None:
    assert parse_euro(write_euro(cents)) == cents


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_a_share_of_a_form_is_read_back(share_bps: int) -> None:
    assert parse_share(write_share(share_bps)) == share_bps


@given(st.text(max_size=30))
def test_any_text_is_a_share_or_refused(typed: str) -> None:
    with suppress(NotAShareError):
        assert parse_share(typed) >= 0
