"""What the public page says of the rules, and its worked example."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.editions import reading
from apps.calls.rules.terms import MatchTerms
from apps.kernel.formats import euro
from apps.matching.examples import Case, example
from apps.matching.rules import threshold
from apps.matching.rules.settled import NotSettled
from apps.matching.rules.wording import LANGUAGES, sentences

SETTLED = [key for key in reading.list_keys() if key.startswith(("milano", "venezia"))]
EVERY = ["anci-crowd-2017", "gipuzkoa-meta", *SETTLED]
LONGEST_SENTENCE = 120


def read(**changed: Any) -> MatchTerms:
    milano = {
        "kind": "threshold",
        "threshold_bps": 5_000,
        "base": "remaining_cost",
        "cap_per_project_cents": 5_000_000,
        "pool_cents": 40_000_000,
    }
    return MatchTerms.from_document({**milano, **changed})


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("key", EVERY)
def test_every_sentence_is_short_and_ends_with_a_full_stop(key: str, language: str) -> None:
    for sentence in sentences(reading.get_edition(key).terms(), language):
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert not re.search(r"\d%" if language in ("de", "fr", "sl") else r"\d\s%", sentence)
        assert len(sentence) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_a_phrase_for_each_thing_with_the_same_figures(language: str) -> None:
    assert _figures(LANGUAGES[language].phrases) == _figures(LANGUAGES["it"].phrases)


def _figures(phrases: Mapping[str, str]) -> dict[str, set[str]]:
    givers = {"giver", "Giver", "of"}
    return {
        thing: {name for _, name, _, _ in Formatter().parse(phrase) if name} - givers
        for thing, phrase in phrases.items()
    }


@pytest.mark.parametrize("key", EVERY)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_says_the_same_number_of_things(key: str, language: str) -> None:
    terms = reading.get_edition(key).terms()
    assert len(sentences(terms)) == len(sentences(terms, language))


def test_gipuzkoas_page_says_the_match_of_each_donation_and_its_rounds() -> None:
    page = " ".join(sentences(reading.get_edition("gipuzkoa-meta").terms()))
    for words in (
        "Per ogni euro donato il Comune aggiunge un euro",
        "solo la prima donazione",
        "al massimo €\u00a0100,00",
        "I primi 40 giorni",
        "altri 20 giorni",
        "in un momento che sarà annunciato",
        "nell'ordine in cui sono incassate",
    ):
        assert words in page


def test_a_national_pool_is_never_called_the_municipalitys() -> None:
    page = " ".join(sentences(reading.get_edition("anci-crowd-2017").terms()))
    assert "Il fondo nazionale aggiunge il 50%" in page
    assert "il Comune" not in page
    assert "categoria «works»" in page or "categoria «lavori»" in page


def test_milanos_page_states_threshold_base_cap_and_pool_with_italian_amounts() -> None:
    page = " ".join(sentences(reading.get_edition("milano-2016").terms()))
    for words in (
        "50% del costo",
        "quello che manca",
        "€\u00a050.000,00 a ogni progetto",
        "€\u00a0400.000,00",
        "50 giorni",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"base": "fixed_share", "match_share_bps": 6_000}, "aggiunge il 60% del costo"),
        ({"base": "capped_remaining", "match_share_bps": 4_500}, "non più del 45% del costo"),
        ({"exhaustion": "first_come_whole"}, "quel progetto aspetta"),
        ({"exhaustion": "first_come_partial"}, "riceve quello che resta"),
        ({"judged": "at_close"}, "quando la campagna finisce"),
        ({"judged": "on_crossing"}, "subito da parte"),
        ({"counting": {"amounts": "net"}}, "senza le commissioni"),
        ({"counting": {"donor_kinds": ["natural_person"]}}, "solo le donazioni di persone."),
        ({"counting": {"per_donor_ceiling_cents": 100_000}}, "fino a €\u00a01.000,00"),
        ({"counting": {"min_distinct_donors": 30}}, "almeno 30 donatori"),
        ({"exhaustion": "ranking", "judged": "at_close"}, "nell'ordine della graduatoria"),
        ({"exhaustion": "pro_rata", "judged": "at_close"}, "la stessa parte di quanto gli spetta"),
        ({"on_failure": "keep"}, "restano lo stesso a chi lo propone"),
        ({"fee_bearer": "municipality"}, "Le commissioni dei rimborsi le paga il Comune"),
        ({"counting": {"channels": ["online", "bank_transfer", "offline"]}}, "i bonifici e i doni consegnati a mano"),
        ({"counting": {"excluded_relations": ["proponent", "related_party"]}}, "Non contano i soldi di chi propone"),
        ({}, "Contano anche i soldi di chi propone il progetto."),
        ({"late_payments_days": 5}, "al massimo 5 giorni"),
        ({"min_donation_cents": 500}, "€\u00a05,00"),
        ({"cap_per_project_cents": 0}, "Il Comune non aggiunge soldi"),
    ],
)
def test_each_parameter_is_said(changed: dict[str, Any], words: str) -> None:
    assert words in " ".join(sentences(read(**changed)))


PER_DONATION = {"kind": "per_donation", "ratio_bps": 10_000, "threshold_bps": None, "base": None}


@pytest.mark.parametrize(
    "changed",
    [
        {"judged": "at_close", "exhaustion": "pro_rata", "late_payments_days": 1},
        {"on_failure": "keep", "counting": {"amounts": "net", "donor_kinds": ["natural_person"]}},
        {"collection": "charge_on_success", "fee_bearer": "municipality", "pool_owner": "national"},
        {**PER_DONATION, "boosts": [{"hours": 1, "ratio_bps": 20_000, "from_hour": 2}]},
        {**PER_DONATION, "boosts": [{"hours": 5, "ratio_bps": 15_000}], "first_donation_only": True},
        {"cap_per_project_cents": 0},
    ],
)
def test_every_language_says_every_parameter_with_the_same_figures(changed: dict[str, Any]) -> None:
    terms = read(**changed)
    figures_said = [re.findall(r"\d", each) for each in sentences(terms)]
    for language in LANGUAGES:
        said = sentences(terms, language)
        assert [sorted(re.findall(r"\d", each)) for each in said] == [sorted(each) for each in figures_said], language


def test_rules_that_are_not_settled_have_no_words() -> None:
    for say in (sentences, example):
        with pytest.raises(NotSettled):
            say(read(kind="quadratic"))


def figures(case: Case) -> list[int]:
    return [step.amount_cents for step in case.steps]


def test_milanos_example_shows_the_match_the_failure_and_the_cap() -> None:
    reached, failed, capped = example(reading.get_edition("milano-2016").terms()).cases
    assert figures(reached) == [10_000_000, 5_000_000, 7_000_000, 3_000_000, 10_000_000]
    assert reached.opening == f"Un progetto costa {euro(10_000_000)}. I cittadini donano {euro(7_000_000)}."
    assert figures(failed)[3:] == [0, 0]
    assert "torna a chi l'ha fatta" in failed.closing
    assert figures(capped)[3] == 5_000_000
    assert "il massimo per un progetto" in capped.closing
    assert f"devono donare {euro(15_000_000)}" in capped.closing


def test_an_example_never_shows_a_cost_that_the_call_does_not_admit() -> None:
    for key in SETTLED:
        terms = reading.get_edition(key).terms()
        for case in example(terms).cases:
            cost_cents = figures(case)[0]
            assert terms.min_project_cost_cents is None or cost_cents >= terms.min_project_cost_cents
            assert terms.max_project_cost_cents is None or cost_cents <= terms.max_project_cost_cents


@given(
    threshold_bps=st.integers(1, 10_000),
    share_bps=st.integers(0, 10_000),
    cap_cents=st.integers(0, 10**9),
    base=st.sampled_from(["fixed_share", "capped_remaining"]),
    max_cost_cents=st.none() | st.integers(1, 10**9),
)
def test_any_settled_terms_have_an_example_that_the_rules_confirm(
    threshold_bps: int, share_bps: int, cap_cents: int, base: str, max_cost_cents: int | None
) -> None:
    terms = read(
        threshold_bps=threshold_bps,
        match_share_bps=share_bps,
        cap_per_project_cents=cap_cents,
        base=base,
        max_project_cost_cents=max_cost_cents,
    )
    for case in example(terms).cases:
        cost_cents, reached_cents, raised_cents, match_cents, total_cents = figures(case)
        assert cost_cents > 0
        assert reached_cents == threshold.reached_from_cents(cost_cents, threshold_bps)
        assert match_cents == threshold.entitlement_cents(terms, cost_cents, raised_cents)
        assert total_cents == (raised_cents + match_cents if raised_cents >= reached_cents else 0)
