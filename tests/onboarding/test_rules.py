"""What a new city may be called."""

from dataclasses import replace

import pytest

from apps.branding.rules import document
from tenants.onboarding import rules
from tenants.onboarding.rules import CityRequest

GOOD = CityRequest(
    name="Reggio nell'Emilia",
    slug="reggio-emilia",
    istat_code="035033",
    domain="reggio-emilia.example",
    primary_colour="#0066cc",
    officer_email="anna@comune.example",
    officer_name="Anna",
)


def wrong_fields(**changes: str) -> set[str]:
    return {problem.field for problem in rules.problems(replace(GOOD, **changes))}


def test_a_good_request_has_no_problem():
    assert wrong_fields() == set()


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "Milano",
        "mi lano",
        "-milano",
        "milano-",
        "mi--lano",
        "a" * 41,
        "c_milano",
        "public",
        "template",
        "spare-1",
        "www",
        "api",
        "pg-x",
    ],
)
def test_a_slug_that_cannot_be_a_name_or_is_the_platforms_is_refused(slug):
    assert wrong_fields(slug=slug) == {"slug"}


@pytest.mark.parametrize("code", ["", "1514", "0151460", "O15146", "٠١٥١٤٦"])
def test_an_istat_code_has_six_digits(code):
    assert wrong_fields(istat_code=code) == {"istat_code"}


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "milano",
        "http://milano.it",
        "milano.it:8000",
        "mi lano.it",
        "-a.it",
        "a" * 64 + ".it",
        "www.milano.it",
        "a..it",
    ],
)
def test_a_domain_is_a_host_name_without_anything_else(domain):
    assert wrong_fields(domain=domain) == {"domain"}


@pytest.mark.parametrize("colour", ["", "blue", "#06c", "#0066cg", "#ffcc00", "#ffffff", "#767676"])
def test_a_colour_that_is_not_readable_somewhere_is_refused(colour):
    assert wrong_fields(primary_colour=colour) == {"primary_colour"}


def test_a_colour_is_refused_with_the_words_and_the_proposal_of_the_branding_desk():
    (problem,) = rules.problems(replace(GOOD, primary_colour="#ffcc00"))
    (same,) = document.primary_problems("#ffcc00")
    assert problem.message == same.message
    assert rules.problems(replace(GOOD, primary_colour=same.proposal)) == []


def test_a_citys_schema_can_never_be_one_of_the_platforms():
    for slug in (*rules.RESERVED, "spare-1", "pg-catalog", "information-schema"):
        assert rules.schema_name_of(slug).startswith("c_")
    assert rules.schema_name_of("reggio-emilia") == "c_reggio_emilia"
