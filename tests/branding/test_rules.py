"""Which hosts can be claimed, and that a look survives being written down."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.branding.rules import document, domains
from tenants.registry.looks import Look

PLATFORM = "colletta.example"


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("crowdfunding.comune.esempio.it", "crowdfunding.comune.esempio.it"),
        (" Crowd.Example.IT. ", "crowd.example.it"),
        ("www.comune.esempio.it", "comune.esempio.it"),
        ("Città.example.it", "xn--citt-3na.example.it"),
        ("xn--citt-3na.example.it", "xn--citt-3na.example.it"),
        ("notcolletta.example", "notcolletta.example"),
    ],
)
def test_a_host_is_kept_in_one_form(typed, host):
    assert domains.normalise(typed, platform_host=PLATFORM) == host
    assert domains.normalise(host, platform_host=PLATFORM) == host


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", ".", "comune", "localhost", "milano.localhost", "printer.local", "10.0.0.1", "2001:db8::1", "1.2.3",
        "https://comune.it", "comune.it/pagina", "comune.it:8000", "a@comune.it", "a..it", "-a.it", "a-.it", "a_b.it",
        "x" * 64 + ".it", ".".join(["a" * 60] * 5) + ".it", "xn--zzzzzz.it", "co mune.it", "*.comune.it",
        "comune.it\nevil",
        "colletta.example", "milano.colletta.example", "MILANO.Colletta.Example.", "www.colletta.example", "\x00.it",
        "comune\u200b.it", "a\u2024b.it",
    ],
)  # fmt: skip
def test_what_is_no_host_of_the_city_is_refused_in_words(typed):
    try:
        host = domains.normalise(typed, platform_host=PLATFORM)
    except domains.WrongDomain as refusal:
        assert str(refusal)
    else:
        assert typed in {"comune\u200b.it", "a\u2024b.it"}
        assert host.isascii()


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_host_or_a_refusal(typed):
    try:
        host = domains.normalise(typed, platform_host=PLATFORM)
    except domains.WrongDomain:
        return
    assert host == host.lower()
    assert host.isascii()
    assert domains.normalise(host, platform_host=PLATFORM) == host


def test_a_look_is_the_same_after_it_was_written_down():
    look = Look(
        name="Milano",
        primary_colour="#a5182a",
        contacts={"email": "a@b.it"},
        accessibility_statement_date=date(2026, 3, 2),
    )
    assert document.from_document(document.to_document(look)) == look


def test_an_unknown_key_in_a_document_is_an_error():
    with pytest.raises(TypeError):
        document.from_document({"name": "x", "primary_colour": "#000000", "css": "body{}"})
