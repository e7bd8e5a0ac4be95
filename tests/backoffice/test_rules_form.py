"""The form of the rules: every parameter is there, and what it writes is the document that YAML writes."""

import doctest
from dataclasses import fields
from types import ModuleType

import pytest
from django.http import QueryDict
from hypothesis import given, settings

from apps.backoffice import words
from apps.backoffice.forms import rows, rules
from apps.backoffice.forms.editor import GROUPS, RulesEditor
from apps.backoffice.forms.rules import RulesForm, name_of, path_of
from apps.backoffice.words import OPTIONS, value_in_words
from apps.calls.editions import reading
from apps.calls.rules import text, vocabulary
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.parts import Boost, Counting, Round
from apps.calls.rules.terms import MatchTerms
from apps.kernel import amounts
from apps.matching.rules import past_editions, solvency
from tests.backoffice.terms import TERMS


def posted(editor: RulesEditor) -> QueryDict:
    """Return what a browser sends when a shown form is sent as it is."""
    data = QueryDict(mutable=True)
    forms = [editor.form, *(row for each in editor.rows.values() for row in each.forms)]
    for form in [*forms, *(each.management_form for each in editor.rows.values())]:
        for field in form:
            shown = field.value()
            if shown is True:
                data[field.html_name] = "on"
            elif isinstance(shown, list):
                data.setlist(field.html_name, [str(item) for item in shown])
            elif shown is not None and shown is not False and shown != "":
                data[field.html_name] = field.field.widget.format_value(shown) if hasattr(shown, "year") else str(shown)
    return data


def sent_back(terms: MatchTerms | None, **changes: str) -> RulesEditor:
    data = posted(RulesEditor(terms=terms))
    for name, value in changes.items():
        data[name] = value
    return RulesEditor(data=data)


def test_every_parameter_of_the_terms_has_its_field_and_its_place() -> None:
    single = {path_of(name) for name in RulesForm.base_fields}
    nested = {f"counting.{each.name}" for each in fields(Counting)}
    assert single | set(rows.PARAMETERS) == {each.name for each in fields(MatchTerms)} - {"counting"} | nested
    placed = [name for _, _, names in GROUPS for name in names]
    assert sorted(placed) == sorted({name_of(path) for path in single} | set(rows.PARAMETERS))


def test_every_field_of_a_row_is_there() -> None:
    assert set(rows.BoostRow.base_fields) == {each.name for each in fields(Boost)}
    assert set(rows.RoundRow.base_fields) == {each.name for each in fields(Round)}


def test_every_value_of_every_list_has_its_words() -> None:
    lists = {
        "exhaustion": "Exhaustion",
        "base": "Base",
        "kind": "MatchKind",
        "judged": "Judgement",
        "goal": "RoundGoal",
    }
    lists |= {
        "on_failure": "OnFailure",
        "collection": "Collection",
        "fee_bearer": "FeeBearer",
        "pool_owner": "PoolOwner",
    }
    lists |= {"counting.channels": "Channel", "counting.amounts": "Amounts", "counting.donor_kinds": "DonorKind"}
    for field, name in lists.items():
        assert set(OPTIONS[field]) == set(getattr(vocabulary, name)), field
    assert set(OPTIONS["counting.excluded_relations"]) == set(vocabulary.Relation) - {vocabulary.Relation.NONE}


@settings(max_examples=100, deadline=None)
@given(TERMS)
def test_any_terms_shown_and_sent_back_are_the_same_document_as_in_yaml(terms: MatchTerms) -> None:
    editor = sent_back(terms)
    assert editor.is_valid(), editor.wrong()
    written = MatchTerms.from_document(editor.document())
    assert written == terms
    assert text.to_yaml(written) == text.to_yaml(terms)


@pytest.mark.parametrize("key", reading.list_keys())
def test_every_real_edition_can_be_written_with_the_form(key: str) -> None:
    terms = reading.get_edition(key).terms()
    editor = sent_back(terms)
    assert editor.is_valid(), editor.wrong()
    assert MatchTerms.from_document(editor.document()) == terms


@pytest.mark.parametrize(
    ("typed", "cents"), [("50.000", 5_000_000), ("€ 1.234,5", 123_450), ("0,01", 1), ("0", 0), ("12.50", 1_250)]
)
def test_euro_become_cents(typed: str, cents: int) -> None:
    editor = sent_back(reading.get_edition("venezia-2024").terms(), cap_per_project_cents=typed)
    assert editor.is_valid()
    assert editor.document()["cap_per_project_cents"] == cents


@pytest.mark.parametrize(("typed", "bps"), [("50", 5_000), ("33,33 %", 3_333), ("0.01", 1), ("100%", 10_000)])
def test_percentages_become_basis_points(typed: str, bps: int) -> None:
    editor = sent_back(reading.get_edition("venezia-2024").terms(), threshold_bps=typed)
    assert editor.is_valid()
    assert editor.document()["threshold_bps"] == bps


@pytest.mark.parametrize("typed", ["33,333", "metà", "-5", "1e2", "50 per cento", "٥٠"])
def test_what_is_no_percentage_is_refused_on_its_field(typed: str) -> None:
    editor = sent_back(reading.get_edition("venezia-2024").terms(), threshold_bps=typed)
    assert not editor.is_valid()
    assert [line.target for line in editor.wrong()] == ["id_threshold_bps"]


def test_the_base_is_never_chosen_by_the_form() -> None:
    editor = sent_back(None, kind="threshold", threshold_bps="50", cap_per_project_cents="5.000")
    assert editor.is_valid(), editor.wrong()
    assert "base" not in editor.document()
    with pytest.raises(RulesRefused) as refused:
        MatchTerms.from_document(editor.document())
    editor.show(refused.value.problems)
    assert [line.target for line in editor.wrong()] == ["id_base"]


def test_a_refusal_of_a_row_stands_on_the_row_that_was_typed() -> None:
    changes = {"boosts-1-ratio_bps": "200", "boosts-1-hours": "90000"}
    editor = sent_back(reading.get_edition("venezia-2024").terms(), **changes)
    assert editor.is_valid(), editor.wrong()
    with pytest.raises(RulesRefused) as refused:
        MatchTerms.from_document(editor.document())
    editor.show(refused.value.problems)
    assert "id_boosts-1-hours" in [line.target for line in editor.wrong()]


@pytest.mark.parametrize(
    ("changes", "target"),
    [
        ({"boosts-0-hours": "24"}, "id_boosts-0-ratio_bps"),
        ({"caps_by_category-0-category": "lavori"}, "id_caps_by_category-0-amount_cents"),
        ({"articles-0-article": "art. 7"}, "id_articles-0-parameter"),
    ],
)
def test_half_a_row_is_asked_to_be_completed(changes: dict[str, str], target: str) -> None:
    editor = sent_back(reading.get_edition("venezia-2024").terms(), **changes)
    assert not editor.is_valid()
    assert [line.target for line in editor.wrong()] == [target]


def test_the_same_category_twice_is_refused_and_not_lost() -> None:
    twice = {f"caps_by_category-{row}-category": "lavori" for row in (0, 1)}
    amounts = {f"caps_by_category-{row}-amount_cents": f"{row + 1}.000" for row in (0, 1)}
    editor = sent_back(reading.get_edition("venezia-2024").terms(), **twice, **amounts)
    assert not editor.is_valid()
    assert [line.target for line in editor.wrong()] == ["gruppo-caps_by_category"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("pool_cents", 40_000_000, "€\u00a0400.000,00"),
        ("threshold_bps", 3_333, "33,33%"),
        ("on_failure", "refund_all", "Ogni donazione torna a chi l'ha fatta"),
        ("counting.channels", ["online", "offline"], "Pagamenti online; Donazioni raccolte di persona"),
        ("boosts", [{"ratio_bps": 20_000, "hours": 24}], "rapporto 200%, ore 24"),
        ("caps_by_category.lavori", 100, "€\u00a01,00"),
        ("caps_by_category", {"lavori": 100}, "lavori €\u00a01,00"),
        ("first_donation_only", False, "no"),
        ("base", None, "non indicato"),
    ],
)
def test_a_value_is_told_in_words(field: str, value: object, told: str) -> None:
    assert value_in_words(field, value) == told


@pytest.mark.parametrize("module", [words, rules, amounts, past_editions, solvency])
def test_the_examples_in_the_modules_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
