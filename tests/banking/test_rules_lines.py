"""Amounts without a float, and fingerprints that keep a line once and two equal gifts twice."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.banking.rules.lines import NotAnAmountError, StatementLine, cents_of, clean, keyed

LINE = StatementLine(
    booked_on=date(2026, 3, 11), value_on=date(2026, 3, 11), amount_cents=50_00, remittance="RF18 5390 0754 7034"
)


@given(st.integers(-(10**13), 10**13))
def test_an_amount_written_with_a_point_is_read_to_the_cent(cents: int) -> None:
    text = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    assert cents_of(text) == cents


@given(st.integers(0, 10**13))
def test_an_amount_written_as_italians_do_is_read_to_the_cent(cents: int) -> None:
    text = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"
    assert cents_of(text, decimal=",", thousands=".") == cents


@pytest.mark.parametrize("text", ["", "1.005", "1e3", "1,5", "NaN", "--1", "١٢", "1.2.3", "9" * 16, "1.234.56"])
def test_what_is_not_whole_cents_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmountError):
        cents_of(text)


@pytest.mark.parametrize("text", ["1.23,45", "12.3456,00", ".123,00"])
def test_thousands_that_are_not_groups_of_three_are_refused(text: str) -> None:
    with pytest.raises(NotAnAmountError):
        cents_of(text, decimal=",", thousands=".")


def test_two_equal_lines_of_one_file_are_two_and_an_overlapping_file_adds_none() -> None:
    first, second = keyed([LINE, LINE]), keyed([LINE])
    assert {(each.fingerprint, each.occurrence) for each in first} > {(second[0].fingerprint, 1)}
    assert first[0].fingerprint == first[1].fingerprint


def test_the_bank_s_reference_makes_a_line_itself_whatever_its_text() -> None:
    one, other = replace(LINE, bank_reference="CRO1"), replace(LINE, bank_reference="CRO1", remittance="altro")
    assert keyed([one])[0].fingerprint == keyed([other])[0].fingerprint
    assert keyed([replace(one, bank_reference="CRO2")])[0].fingerprint != keyed([one])[0].fingerprint


def test_a_bank_s_reference_that_says_nothing_is_no_reference() -> None:
    one = replace(LINE, bank_reference="NONREF")
    assert keyed([one])[0].fingerprint != keyed([replace(one, remittance="altro")])[0].fingerprint


@given(st.text(max_size=300))
def test_a_text_is_kept_on_one_line_without_control_characters(text: str) -> None:
    kept = clean(text, 100)
    assert len(kept) <= 100
    assert "\x00" not in kept
    assert "\n" not in kept
