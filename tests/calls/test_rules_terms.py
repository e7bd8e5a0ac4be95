"""Reading the match terms from a document, strictly, and writing them back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.canonical import canonical_json, sha256_of
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import LABELS, Amounts, Base, Channel, Exhaustion, Judgement, Relation, RoundGoal

MILANO: dict[str, Any] = {
    "kind": "threshold",
    "threshold_bps": 5_000,
    "base": "remaining_cost",
    "match_share_bps": 5_000,
    "cap_per_project_cents": 5_000_000,
    "pool_cents": 40_000_000,
}
EVERYTHING: dict[str, Any] = {
    "kind": "per_donation",
    "threshold_bps": 5_000,
    "base": "capped_remaining",
    "match_share_bps": 4_000,
    "cap_per_project_cents": 5_000_000,
    "caps_by_category": {"works": 15_000_000, "purchases": 4_000_000},
    "pool_cents": 40_000_000,
    "pool_owner": "national",
    "ratio_bps": 10_000,
    "cap_per_donor_cents": 10_000,
    "first_donation_only": True,
    "boosts": [{"ratio_bps": 20_000, "hours": 24, "from_hour": 0}],
    "rounds": [{"days": 40, "goal": "minimum"}, {"days": 20, "goal": "optimum"}],
    "exhaustion": "pro_rata",
    "judged": "at_close",
    "counting": {
        "channels": ["online", "bank_transfer", "offline"],
        "amounts": "net",
        "donor_kinds": ["natural_person"],
        "excluded_relations": ["proponent"],
        "per_donor_ceiling_cents": 100_000,
        "min_distinct_donors": 20,
    },
    "on_failure": "keep",
    "late_payments_days": 5,
    "collection": "charge_on_success",
    "fee_bearer": "municipality",
    "min_donation_cents": 500,
    "min_project_cost_cents": 2_000_000,
    "max_project_cost_cents": 8_000_000,
    "max_projects": 15,
    "campaign_days": 60,
    "articles": {"base": "art. 7, comma 2", "counting.channels": "art. 8"},
}


def refused(document: object) -> dict[str, str]:
    with pytest.raises(RulesRefused) as caught:
        MatchTerms.from_document(document)
    return {problem.field: problem.code for problem in caught.value.problems}


def test_every_parameter_is_read_and_written_back_unchanged() -> None:
    terms = MatchTerms.from_document(EVERYTHING)
    assert terms.to_document() == EVERYTHING
    assert set(EVERYTHING) == {name for name in LABELS if "." not in name}
    assert terms.counting.channels == tuple(Channel)
    assert terms.rounds[1].goal is RoundGoal.OPTIMUM


def test_what_a_document_does_not_state_is_written_out_in_full() -> None:
    document = MatchTerms.from_document(MILANO).to_document()
    assert document["exhaustion"] == "first_come_partial"
    assert document["judged"] == "on_crossing"
    assert document["counting"]["excluded_relations"] == []
    assert MatchTerms.from_document(document).to_document() == document


def test_a_threshold_without_a_base_is_refused_with_the_two_readings_of_milanos_sentence() -> None:
    with pytest.raises(RulesRefused) as caught:
        MatchTerms.from_document({name: value for name, value in MILANO.items() if name != "base"})
    (problem,) = caught.value.problems
    assert (problem.field, problem.code) == ("base", "missing")
    for words in ("€ 30.000,00", "€ 50.000,00", "i costi rimanenti", "il restante 50%"):
        assert words in problem.message_it


@pytest.mark.parametrize("base", ["fixed_share", "capped_remaining"])
def test_a_base_on_a_share_needs_the_share(base: str) -> None:
    assert refused({**MILANO, "base": base, "match_share_bps": None}) == {"match_share_bps": "missing"}


def test_a_match_per_donation_needs_its_ratio() -> None:
    assert refused({"kind": "per_donation", "cap_per_project_cents": 1}) == {"ratio_bps": "missing"}


def test_a_cap_is_needed_and_may_be_zero() -> None:
    assert refused({**MILANO, "cap_per_project_cents": None}) == {"cap_per_project_cents": "missing"}
    assert MatchTerms.from_document({**MILANO, "cap_per_project_cents": 0}).cap_per_project_cents == 0


def test_all_problems_come_together_each_with_its_field() -> None:
    document = {
        "kind": "threshold",
        "threshold_bps": 0.5,
        "base": "half",
        "cap_per_project_cents": "50000",
        "pool_cents": -1,
        "surprise": 1,
        "first_donation_only": 1,
        "boosts": [{"hours": 24, "extra": 1}],
        "rounds": {"days": 1},
        "counting": {"channels": [], "donor_kinds": ["robot"], "amounts": 3},
        "articles": {"nothing": "art. 1", "base": ""},
    }
    assert refused(document) == {
        "threshold_bps": "not_an_integer",
        "base": "unknown_value",
        "cap_per_project_cents": "not_an_integer",
        "pool_cents": "out_of_range",
        "surprise": "unknown",
        "first_donation_only": "not_a_flag",
        "boosts[0].ratio_bps": "missing",
        "boosts[0].extra": "unknown",
        "rounds": "not_a_list",
        "counting.channels": "empty",
        "counting.donor_kinds": "unknown_value",
        "counting.amounts": "unknown_value",
        "articles.nothing": "unknown",
        "articles.base": "not_a_text",
    }


@pytest.mark.parametrize("document", [None, [], "threshold", 3])
def test_a_document_that_is_no_table_is_refused(document: object) -> None:
    assert refused(document)["kind"] == "missing"


@pytest.mark.parametrize("value", [True, 5_000.0, "5000", [5_000], 0, 10_001])
def test_only_an_integer_within_bounds_is_a_threshold(value: object) -> None:
    assert "threshold_bps" in refused({**MILANO, "threshold_bps": value})


def test_a_list_of_words_is_kept_in_one_order_and_without_doubles() -> None:
    document = {**MILANO, "counting": {"excluded_relations": ["proponent", "related_party", "proponent"]}}
    assert MatchTerms.from_document(document).counting.excluded_relations == (
        Relation.RELATED_PARTY,
        Relation.PROPONENT,
    )


def test_words_become_members_of_their_lists() -> None:
    terms = MatchTerms.from_document(MILANO)
    assert terms.base is Base.REMAINING_COST
    assert terms.exhaustion is Exhaustion.FIRST_COME_PARTIAL
    assert terms.judged is Judgement.ON_CROSSING
    assert terms.counting.amounts is Amounts.GROSS


def test_the_message_to_people_lists_every_problem_in_italian() -> None:
    with pytest.raises(RulesRefused) as caught:
        MatchTerms.from_document({**MILANO, "threshold_bps": 0, "oops": 1})
    assert "Soglia: il valore deve essere fra 1 e 10000." in caught.value.message
    assert "oops: parametro sconosciuto." in caught.value.message
    assert [each["field"] for each in caught.value.details["problems"]] == ["threshold_bps", "oops"]


WORDS = st.sampled_from(["", "x", "proponent", "online", "threshold", "days", "hours", "ratio_bps", "channels", "è"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | WORDS
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)


@given(changes=st.dictionaries(st.sampled_from(sorted(EVERYTHING)), JSON, max_size=4))
def test_whatever_a_document_holds_it_is_read_or_refused_and_never_crashes(changes: dict[str, Any]) -> None:
    try:
        terms = MatchTerms.from_document({**EVERYTHING, **changes})
    except RulesRefused as refusal:
        assert refusal.problems
    else:
        assert MatchTerms.from_document(terms.to_document()) == terms


def test_the_hash_does_not_depend_on_the_order_of_the_keys_and_refuses_floats() -> None:
    assert sha256_of({"a": 1, "b": [2]}) == sha256_of({"b": [2], "a": 1})
    assert canonical_json({"città": 1}) == '{"città":1}'
    with pytest.raises(TypeError):
        sha256_of({"a": [{"b": 0.5}]})
