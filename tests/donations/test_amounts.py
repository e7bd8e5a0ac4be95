"""The amount of a gift as people type it, and the amounts that are offered. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.donations import amounts
from apps.kernel.amounts import write_euro

LIMITS = {"min_cents": 2_00, "max_cents": 10_000_00}
inside = st.integers(LIMITS["min_cents"], LIMITS["max_cents"])


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("25", 25_00),
        ("25,50", 25_50),
        ("1.000", 1_000_00),
        ("1.000,5", 1_000_50),
        (" € 25 ", 25_00),
        ("25 euro", 25_00),
        ("25.5", 25_50),
        ("2", 2_00),
        ("10.000", 10_000_00),
    ],
)
def test_an_amount_is_read_as_italians_write_it(typed: str, cents: int) -> None:
    assert amounts.read(typed, **LIMITS) == cents


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Scrivi l'importo"),
        ("-5", "più di zero"),
        ("\u221225", "più di zero"),
        ("5-", "più di zero"),
        ("0", "più di zero"),
        ("0,00", "più di zero"),
        ("1,99", "minimo"),
        ("10.000,01", "massimo"),
        ("999999999", "massimo"),
        ("1000000000", "massimo"),
        ("99999999999999999", "massimo"),
        ("💶", "in cifre"),
        ("٢٥", "in cifre"),
        ("1e3", "in cifre"),
        ("1,000", "in cifre"),
        ("1.00.000", "in cifre"),
        ("venti", "in cifre"),
        ("<b>25</b>", "in cifre"),
        ("--5", "più di zero"),
    ],
)
def test_what_is_no_amount_or_outside_the_limits_is_refused_with_its_reason(typed: str, reason: str) -> None:
    with pytest.raises(amounts.AmountRefusedError, match=reason):
        amounts.read(typed, **LIMITS)


@given(inside)
def test_every_amount_that_may_be_given_is_read_back_as_it_is_written(cents: int) -> None:
    assert amounts.read(write_euro(cents), **LIMITS) == cents


@given(st.text(max_size=25))
def test_whatever_is_typed_is_an_amount_inside_the_limits_or_refused(typed: str) -> None:
    try:
        assert LIMITS["min_cents"] <= amounts.read(typed, **LIMITS) <= LIMITS["max_cents"]
    except amounts.AmountRefusedError as error:
        assert str(error)


@given(st.lists(st.integers(1, 2_000_00), max_size=6, unique=True), st.integers(1, 500_00))
def test_the_amounts_offered_may_all_be_given_and_are_different(usual: list[int], least: int) -> None:
    offered = amounts.suggested(usual, min_cents=least, max_cents=10_000_00)
    assert offered == sorted(set(offered))
    assert 1 <= len(offered) <= amounts.OFFERED
    assert all(least <= cents <= 10_000_00 for cents in offered)
