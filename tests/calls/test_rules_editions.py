"""The eight real editions are data: each parses, holds together, and can be published as it is."""

import pytest

from apps.calls.editions import reading
from apps.calls.rules import check
from apps.matching.rules import threshold

EDITIONS = [
    "anci-crowd-2017",
    "gipuzkoa-meta",
    "milano-2016",
    "milano-2020",
    "milano-2022",
    "venezia-2021",
    "venezia-2022",
    "venezia-2024",
]


def test_the_editions_are_the_eight() -> None:
    assert reading.list_keys() == EDITIONS


@pytest.mark.parametrize("key", EDITIONS)
def test_an_edition_is_read_holds_together_and_can_be_published(key: str) -> None:
    edition = reading.get_edition(key)
    terms = edition.terms()
    assert edition.key == key
    assert edition.source
    assert check.review(terms).can_be_published


@pytest.mark.parametrize("key", EDITIONS)
def test_an_edition_states_nothing_that_its_document_would_lose(key: str) -> None:
    edition = reading.get_edition(key)
    written = edition.terms().to_document()
    assert {name: written[name] for name in edition.rules} == edition.rules


def test_milano_2016_warns_of_the_pool_with_the_forty_projects_of_the_pilot() -> None:
    terms = reading.get_edition("milano-2016").terms()
    assert [warning.code for warning in check.warnings(terms, projects=40)] == ["solvency"]
    assert check.warnings(terms, projects=8) == []


def test_venezias_pool_pays_every_admitted_project() -> None:
    for key in ("venezia-2021", "venezia-2024"):
        terms = reading.get_edition(key).terms()
        assert terms.pool_cents == terms.max_projects * terms.cap_per_project_cents
        assert check.warnings(terms) == []


@pytest.mark.parametrize("key", ["milano-2016", "venezia-2022"])
def test_the_reported_outcome_is_possible_under_the_rules(key: str) -> None:
    edition = reading.get_edition(key)
    outcome, terms = edition.outcome, edition.terms()
    assert outcome["matched_cents"] <= outcome["campaigns_funded"] * terms.cap_per_project_cents
    for cost_cents in (999_999, 1_000_000):
        reached_cents = threshold.reached_from_cents(cost_cents, terms.threshold_bps)
        assert threshold.entitlement_cents(terms, cost_cents, reached_cents) <= reached_cents
    assert outcome["matched_cents"] <= outcome["raised_cents"]


def test_milano_2016_matched_no_more_than_its_pool() -> None:
    outcome = reading.get_edition("milano-2016").outcome
    assert outcome["matched_cents"] <= reading.get_edition("milano-2016").terms().pool_cents
    assert outcome["raised_cents"] + outcome["matched_cents"] == outcome["total_cents"]
