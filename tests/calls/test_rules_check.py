"""Which terms contradict themselves, which are not settled yet, and what an officer is warned of."""

from typing import Any

import pytest

from apps.calls.rules import check
from apps.calls.rules.admission import why_cost_not_admitted, why_donation_not_admitted
from apps.calls.rules.details import cup_warning
from apps.calls.rules.differences import differences
from apps.calls.rules.document import Problem, RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import MatchKind

MILANO: dict[str, Any] = {
    "kind": "threshold",
    "threshold_bps": 5_000,
    "base": "remaining_cost",
    "match_share_bps": 5_000,
    "cap_per_project_cents": 5_000_000,
    "pool_cents": 40_000_000,
}
GOTEO: dict[str, Any] = {
    "kind": "per_donation",
    "ratio_bps": 10_000,
    "cap_per_project_cents": 478_000,
    "rounds": [{"days": 40, "goal": "minimum"}],
}


def read(document: dict[str, Any], **changed: Any) -> MatchTerms:
    return MatchTerms.from_document({**document, **changed})


def codes(problems: list[Problem]) -> dict[str, str]:
    return {problem.field: problem.code for problem in problems}


def test_milanos_rules_hold_and_can_be_settled() -> None:
    assert check.problems(read(MILANO)) == []
    assert check.unsettled(read(MILANO)) == []


def test_terms_made_without_a_document_are_checked_for_what_they_lack() -> None:
    assert codes(check.problems(MatchTerms(kind=MatchKind.THRESHOLD))) == {
        "threshold_bps": "missing",
        "base": "missing",
        "cap_per_project_cents": "missing",
    }


@pytest.mark.parametrize(
    ("document", "changed", "expected"),
    [
        (MILANO, {"match_share_bps": 4_000}, {"match_share_bps": "share_contradicts_base"}),
        (MILANO, {"caps_by_category": {"works": 1}}, {"caps_by_category": "two_caps"}),
        (
            MILANO,
            {"min_project_cost_cents": 2, "max_project_cost_cents": 1},
            {"min_project_cost_cents": "above_maximum"},
        ),
        (
            MILANO,
            {"min_donation_cents": 500, "counting": {"per_donor_ceiling_cents": 499}},
            {"counting.per_donor_ceiling_cents": "below_minimum"},
        ),
        (MILANO, {"ratio_bps": 10_000}, {"ratio_bps": "of_another_kind"}),
        (MILANO, {"first_donation_only": True}, {"first_donation_only": "of_another_kind"}),
        (GOTEO, {"match_share_bps": 5_000}, {"match_share_bps": "of_another_kind"}),
        (GOTEO, {"boosts": [{"ratio_bps": 10_000, "hours": 1}]}, {"boosts": "not_a_boost"}),
        (
            GOTEO,
            {"boosts": [{"ratio_bps": 20_000, "hours": 1, "from_hour": 1, "starts_at": "2026-03-01T09:00:00+01:00"}]},
            {"boosts": "two_beginnings"},
        ),
        (GOTEO, {"rounds": [{"days": 40, "goal": "optimum"}]}, {"rounds": "wrong_order"}),
        (GOTEO, {"rounds": [{"days": 40, "goal": "minimum"}] * 2}, {"rounds": "wrong_order"}),
        (GOTEO, {"cap_per_project_cents": 0}, {"cap_per_project_cents": "no_match"}),
        (GOTEO, {"exhaustion": "first_come_whole"}, {"exhaustion": "whole_donations"}),
        (GOTEO, {"exhaustion": "pro_rata", "judged": "at_close"}, {"threshold_bps": "needs_a_threshold"}),
        (
            MILANO,
            {"counting": {"excluded_relations": ["none"]}},
            {"counting.excluded_relations": "excludes_everybody"},
        ),
        (GOTEO, {"boosts": [{"ratio_bps": 20_000, "hours": 961}]}, {"boosts": "outside_rounds"}),
        (GOTEO, {"boosts": [{"ratio_bps": 20_000, "hours": 24, "from_hour": 937}]}, {"boosts": "outside_rounds"}),
        (GOTEO, {"campaign_days": 41}, {"rounds": "other_length"}),
        (MILANO, {"exhaustion": "ranking"}, {"judged": "needs_the_close"}),
        (MILANO, {"exhaustion": "pro_rata"}, {"judged": "needs_the_close"}),
        (MILANO, {"on_failure": "keep", "collection": "charge_on_success"}, {"on_failure": "nothing_to_keep"}),
    ],
)
def test_a_contradiction_is_refused_by_name(
    document: dict[str, Any], changed: dict[str, Any], expected: dict[str, str]
) -> None:
    assert codes(check.problems(read(document, **changed))) == expected


def test_a_boost_that_ends_with_the_rounds_is_inside_them() -> None:
    terms = read(GOTEO, boosts=[{"ratio_bps": 20_000, "hours": 24, "from_hour": 936}])
    assert check.problems(terms) == []


@pytest.mark.parametrize(("changed", "field"), [({"kind": "quadratic"}, "kind")])
def test_what_this_version_does_not_settle_is_named(changed: dict[str, Any], field: str) -> None:
    assert codes(check.unsettled(read(MILANO, **changed))) == {field: "unsettled"}


@pytest.mark.parametrize(
    "changed",
    [
        {"base": "fixed_share"},
        {"base": "capped_remaining"},
        {"exhaustion": "first_come_whole"},
        {"exhaustion": "ranking", "judged": "at_close"},
        {"exhaustion": "pro_rata", "judged": "at_close"},
        {"judged": "at_close"},
        {"on_failure": "keep"},
        {"fee_bearer": "municipality"},
        {"pool_owner": "national"},
        {"rounds": [{"days": 40, "goal": "minimum"}, {"days": 20, "goal": "optimum"}]},
        {"cap_per_project_cents": None, "caps_by_category": {"lavori": 1, "acquisti": 2}},
        {"counting": {"amounts": "net", "donor_kinds": ["natural_person"]}},
        {"counting": {"channels": ["online", "bank_transfer", "offline"], "excluded_relations": ["proponent"]}},
        {"counting": {"per_donor_ceiling_cents": 10_000, "min_distinct_donors": 30}},
        {"late_payments_days": 0, "campaign_days": 60, "min_donation_cents": 500},
    ],
)
def test_what_this_version_settles_can_be_published(changed: dict[str, Any]) -> None:
    assert check.review(read(MILANO, **changed)).can_be_published


@pytest.mark.parametrize(
    "changed",
    [
        {"threshold_bps": 5_000},
        {"threshold_bps": 5_000, "exhaustion": "ranking", "judged": "at_close"},
        {"judged": "at_close", "exhaustion": "first_come_whole"},
        {"boosts": [{"ratio_bps": 20_000, "hours": 24}], "first_donation_only": True, "cap_per_donor_cents": 10_000},
    ],
)
def test_a_match_per_donation_can_be_published(changed: dict[str, Any]) -> None:
    assert check.review(read(GOTEO, **changed)).can_be_published


@pytest.mark.parametrize(
    ("document", "changed", "expected"),
    [
        (MILANO, {"on_failure": "keep", "fee_bearer": "municipality"}, ["donors_are_not_refunded", "no_refunds"]),
        (MILANO, {"counting": {"channels": ["bank_transfer"]}}, ["transfers_are_slow"]),
        (MILANO, {"counting": {"channels": ["bank_transfer"]}, "late_payments_days": 3}, []),
        (MILANO, {"pool_cents": 4_999_999}, ["below_one_cap"]),
        (GOTEO, {}, ["no_limit"]),
        (GOTEO, {"first_donation_only": True}, ["no_limit", "one_large_gift"]),
        (GOTEO, {"cap_per_donor_cents": 478_001}, ["above_project"]),
        (GOTEO, {"cap_per_donor_cents": 1, "boosts": [{"ratio_bps": 20_000, "hours": 24}]}, ["to_be_announced"]),
        (
            GOTEO,
            {
                "cap_per_donor_cents": 1,
                "boosts": [
                    {"ratio_bps": 20_000, "hours": 24, "from_hour": 0},
                    {"ratio_bps": 30_000, "hours": 24, "from_hour": 23},
                ],
            },
            ["overlap"],
        ),
    ],
)
def test_a_risk_is_named_when_the_rules_are_saved(
    document: dict[str, Any], changed: dict[str, Any], expected: list[str]
) -> None:
    assert [warning.code for warning in check.warnings(read(document, **changed))] == expected


def test_each_category_is_warned_of_its_own_gap_and_the_pool_of_the_highest_cap() -> None:
    caps = {"acquisti": 4_000_000, "lavori": 15_000_000}
    terms = read(MILANO, cap_per_project_cents=None, caps_by_category=caps)
    found = check.warnings(terms, max_cost_cents=10_000_000, projects=3)
    assert [(warning.field, warning.code) for warning in found] == [
        ("caps_by_category.acquisti", "cap_gap"),
        ("pool_cents", "solvency"),
    ]
    assert "«acquisti»" in found[0].message_it
    assert found[0].message_it.startswith("Massimo per categoria")


def test_a_category_that_the_call_does_not_have_has_no_cap() -> None:
    terms = read(MILANO, cap_per_project_cents=None, caps_by_category={"lavori": 7})
    assert terms.for_category("lavori").cap_per_project_cents == 7
    with pytest.raises(RulesRefused, match="feste"):
        terms.for_category("feste")
    assert read(MILANO).for_category("feste") == read(MILANO)


def test_the_solvency_of_milanos_pilot_is_a_warning_with_its_figures() -> None:
    (warning,) = check.warnings(read(MILANO), projects=40)
    assert warning.code == "solvency"
    for words in ("40 progetti", "€\u00a02.000.000,00", "€\u00a0400.000,00", "8 progetti"):
        assert words in warning.message_it
    assert check.warnings(read(MILANO), projects=8) == []


def test_the_cap_gap_states_what_citizens_must_really_raise() -> None:
    (warning,) = check.warnings(read(MILANO), max_cost_cents=12_000_000)
    assert warning.code == "cap_gap"
    assert "€\u00a070.000,00" in warning.message_it
    assert check.warnings(read(MILANO), max_cost_cents=10_000_000) == []


def test_shares_that_do_not_make_the_whole_are_a_warning_on_a_share_of_the_cost() -> None:
    (warning,) = check.warnings(read(MILANO, base="fixed_share", match_share_bps=4_000))
    assert warning.code == "shares_not_whole"
    assert "90%" in warning.message_it


def test_the_terms_own_limits_are_warned_about_when_nothing_is_simulated() -> None:
    terms = read(MILANO, max_project_cost_cents=12_000_000, max_projects=9)
    assert codes(check.warnings(terms)) == {"cap_per_project_cents": "cap_gap", "pool_cents": "solvency"}


def test_a_call_without_a_match_is_warned_of_nothing() -> None:
    assert check.warnings(read(MILANO, cap_per_project_cents=0), max_cost_cents=10**9, projects=100) == []


def test_a_cost_is_admitted_between_its_limits_included() -> None:
    terms = read(MILANO, min_project_cost_cents=200, max_project_cost_cents=800)
    assert [why_cost_not_admitted(terms, cost) is None for cost in (199, 200, 800, 801)] == [False, True, True, False]
    assert why_cost_not_admitted(read(MILANO), 1) is None


def test_a_donation_is_admitted_from_the_minimum() -> None:
    terms = read(MILANO, min_donation_cents=500)
    assert "€\u00a05,00" in (why_donation_not_admitted(terms, 499) or "")
    assert why_donation_not_admitted(terms, 500) is None


@pytest.mark.parametrize(
    ("cup", "is_unusual"),
    [("B49J17000100006", False), ("F79G17000650007", False), ("", False), ("B49J1700010000", True)],
)
def test_an_unusual_cup_is_warned_about(cup: str, is_unusual: bool) -> None:
    assert (cup_warning(cup) is not None) is is_unusual


def test_a_difference_names_nested_parameters_in_italian() -> None:
    before = read(MILANO).to_document()
    after = read(MILANO, pool_cents=1, counting={"min_distinct_donors": 2}).to_document()
    assert [(each.label, each.before, each.after) for each in differences(before, after)] == [
        ("Numero minimo di donatori", 1, 2),
        ("Dotazione", 40_000_000, 1),
    ]
