"""References: any one slip is caught, whatever surrounds them is ignored."""

from hypothesis import assume, given
from hypothesis import strategies as st

from apps.banking.rules import references

bodies = st.integers(10**11, 10**12 - 1).map(str)
digits = st.sampled_from("0123456789")
letters = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@given(bodies)
def test_a_reference_is_valid_and_sixteen_characters(body: str) -> None:
    reference = references.make(body)
    assert references.is_valid(reference)
    assert len(reference) == 16


@given(bodies, st.integers(0, 15), digits | letters)
def test_any_single_wrong_character_is_caught(body: str, at: int, other: str) -> None:
    reference = references.make(body)
    assume(reference[at] != other)
    assert not references.is_valid(reference[:at] + other + reference[at + 1 :])


@given(bodies, st.integers(0, 15), st.integers(0, 15))
def test_any_two_exchanged_characters_are_caught(body: str, one: int, other: int) -> None:
    characters = list(references.make(body))
    assume(characters[one] != characters[other])
    characters[one], characters[other] = characters[other], characters[one]
    assert not references.is_valid("".join(characters))


@given(bodies, st.integers(2, 15), digits)
def test_a_reference_with_one_wrong_digit_is_near_the_right_one(body: str, at: int, other: str) -> None:
    reference = references.make(body)
    assume(reference[at] != other)
    written = reference[:at] + other + reference[at + 1 :]
    assert references.find_in(written) == []
    assert reference in references.near(written)


@given(bodies, st.lists(st.sampled_from([" ", "-", ".", "/", "\n", ""]), min_size=15, max_size=15), st.booleans())
def test_a_reference_is_found_however_it_is_spaced(body: str, between: list[str], lower: bool) -> None:
    reference = references.make(body)
    spaced = reference[0] + "".join(sign + char for sign, char in zip(between, reference[1:], strict=True))
    text = f"Bonifico /RFB/ {spaced.lower() if lower else spaced} del 12/03/2026"
    assert references.find_in(text)[0] == reference


def test_a_reference_without_its_letters_is_found_by_its_digits() -> None:
    assert references.find_in("causale 18 5390 0754 7034") == ["RF18539007547034"]


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text: str) -> None:
    assert all(references.is_valid(reference) for reference in references.find_in(text))
    assert isinstance(references.near(text), set)
