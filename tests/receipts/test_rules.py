"""The pure rules of receipts: amounts in words, who gets one, printable text, the tax agency's flow."""

import doctest
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.receipts.rules import agency, calendar, eligibility, repertoire
from apps.receipts.rules.agency import Entry, LeftOut
from apps.receipts.rules.eligibility import Facts
from apps.receipts.rules.words import amount_in_words
from apps.receipts.states import Refusal, Regime

ADA = "RSSDAA80A41F205L"


@pytest.mark.parametrize("name", ["words", "calendar", "eligibility", "repertoire"])
def test_the_examples_in_the_rules_hold(name: str) -> None:
    assert doctest.testmod(import_module(f"apps.receipts.rules.{name}")).failed == 0


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "zero euro"),
        (1, "un centesimo"),
        (21, "ventuno centesimi"),
        (1_00, "un euro"),
        (1_01, "un euro e un centesimo"),
        (8_00, "otto euro"),
        (21_00, "ventuno euro"),
        (28_08, "ventotto euro e otto centesimi"),
        (33_00, "trentatré euro"),
        (101_00, "centouno euro"),
        (108_00, "centotto euro"),
        (1_000_00, "mille euro"),
        (1_001_00, "milleuno euro"),
        (3_00, "tre euro"),
        (2_003_00, "duemilatré euro"),
        (2_023_00, "duemilaventitré euro"),
        (23_000_00, "ventitremila euro"),
        (23_000_000_00, "ventitré milioni di euro"),
        (1_000_000_00, "un milione di euro"),
        (1_000_000_21, "un milione di euro e ventuno centesimi"),
        (1_000_001_00, "un milione e un euro"),
        (2_000_000_00, "due milioni di euro"),
    ],
)
def test_an_amount_is_written_as_italians_say_it(cents: int, words: str) -> None:
    assert amount_in_words(cents) == words


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_two_amounts_are_never_written_alike(one: int, other: int) -> None:
    assert (amount_in_words(one) == amount_in_words(other)) is (one == other)


def test_an_amount_below_zero_has_no_words() -> None:
    with pytest.raises(ValueError, match="negative"):
        amount_in_words(-1)


@pytest.mark.parametrize(
    ("instant", "year"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, 999_000, tzinfo=UTC), 2026),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), 2027),
        (datetime(2026, 12, 31, 23, 0, 0, 1_000, tzinfo=UTC), 2027),
        (datetime(2026, 1, 1, 0, 0, tzinfo=UTC), 2026),
    ],
)
def test_the_year_turns_at_midnight_in_italy(instant: datetime, year: int) -> None:
    assert calendar.year_of(instant) == year


def test_a_receipt_may_be_asked_for_until_the_end_of_the_next_italian_year() -> None:
    last_second_of_2026 = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
    assert calendar.may_still_be_asked_until(last_second_of_2026) == datetime(2027, 12, 31, 23, 0, tzinfo=UTC)
    first_of_2027 = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert calendar.may_still_be_asked_until(first_of_2027) == datetime(2028, 12, 31, 23, 0, tzinfo=UTC)


def facts(**changed: object) -> Facts:
    values = {
        "is_asked": True,
        "gift_state": "collected",
        "campaign_state": "funded",
        "is_kept_on_failure": False,
        "is_traceable": True,
        "amount_cents": 100_00,
        "reward_value_cents": 0,
        "regime": Regime.CTS_83,
        "has_text": True,
        "has_issuer_data": True,
    }
    return Facts(**{**values, **changed})  # type: ignore[arg-type]


def test_a_collected_gift_of_a_funded_campaign_gets_its_receipt() -> None:
    assert eligibility.why_not(facts()) is None


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"is_asked": False}, Refusal.NOT_ASKED),
        ({"gift_state": "started"}, Refusal.NOT_COLLECTED),
        ({"gift_state": "refunding"}, Refusal.NOT_COLLECTED),
        ({"gift_state": "disputed"}, Refusal.NOT_COLLECTED),
        ({"gift_state": "refunded"}, Refusal.RETURNED),
        ({"gift_state": "charged_back"}, Refusal.RETURNED),
        ({"campaign_state": "open"}, Refusal.NOT_SETTLED),
        ({"campaign_state": "outcome_pending"}, Refusal.NOT_SETTLED),
        ({"campaign_state": "not_funded"}, Refusal.NOT_SUCCEEDED),
        ({"campaign_state": "cancelled", "is_kept_on_failure": True}, Refusal.NOT_SUCCEEDED),
        ({"is_traceable": False}, Refusal.CASH),
        ({"reward_value_cents": 100_00}, Refusal.REWARD_ONLY),
        ({"regime": None}, Refusal.NO_REGIME),
        ({"has_text": False}, Refusal.NO_TEXT),
        ({"has_issuer_data": False}, Refusal.NO_ISSUER_DATA),
        ({"is_issued": True}, Refusal.ISSUED),
        ({"is_cancelled": True}, Refusal.CANCELLED),
    ],
)
def test_a_gift_without_a_receipt_has_a_reason(changed: dict[str, object], refusal: Refusal) -> None:
    assert eligibility.why_not(facts(**changed)) is refusal


def test_a_gift_that_is_kept_where_the_threshold_was_missed_gets_its_receipt() -> None:
    assert eligibility.why_not(facts(campaign_state="not_funded", is_kept_on_failure=True)) is None


def test_a_reward_reduces_the_deductible_part() -> None:
    amounts = {"amount_cents": 100_00, "reward_value_cents": 30_00}
    assert eligibility.deductible_cents(**amounts, regime=Regime.CTS_83) == 70_00
    assert eligibility.deductible_cents(**amounts, regime=Regime.ART_BONUS) == 70_00
    assert eligibility.deductible_cents(**amounts, regime=Regime.NONE) == 0


@given(st.text())
def test_a_line_is_printable_whatever_was_written(text: str) -> None:
    line = repertoire.line(text)
    assert all(repertoire.is_printable(each) or each == repertoire.REPLACEMENT for each in line)
    assert repertoire.line(line) == line


def entry(label: str = "2026/1", **changed: object) -> Entry:
    values = {
        "label": label,
        "tax_code": ADA,
        "donor_kind": "natural_person",
        "regime": Regime.CTS_83,
        "amount_cents": 50_00,
        "deductible_cents": 50_00,
        "paid_on": date(2026, 5, 1),
    }
    return Entry(**{**values, **changed})  # type: ignore[arg-type]


def test_a_donor_is_told_once_with_the_sum_of_the_year() -> None:
    flow = agency.build([entry("a"), entry("b", amount_cents=30_00, deductible_cents=20_00)], 2026)
    assert [(row.tax_code, row.cents, row.count) for row in flow.gifts] == [(ADA, 70_00, 2)]
    assert (flow.receipts_cents, flow.rewards_cents, flow.omitted_cents) == (80_00, 10_00, 0)
    assert flow.reconciles


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"regime": Regime.NONE, "deductible_cents": 0}, LeftOut.REGIME),
        ({"regime": Regime.ART_BONUS}, LeftOut.REGIME),
        ({"donor_kind": "legal_entity", "tax_code": "02508220968"}, LeftOut.LEGAL_ENTITY),
        ({"tax_code": "02508220968"}, LeftOut.WRONG_TAX_CODE),
        ({"tax_code": "RSSDAA80A41F205X"}, LeftOut.WRONG_TAX_CODE),
        ({"returned_on": date(2026, 12, 31)}, LeftOut.RETURNED),
    ],
)
def test_what_is_not_told_has_a_reason_and_stays_in_the_sums(changed: dict[str, object], reason: LeftOut) -> None:
    flow = agency.build([entry(**changed)], 2026)
    assert [omission.reason for omission in flow.omissions] == [reason]
    assert flow.gifts == [] and flow.omitted_cents == 50_00 and flow.reconciles


def test_a_gift_given_back_in_a_later_year_is_told_as_a_refund_of_its_own_year() -> None:
    given_back = entry(returned_on=date(2027, 2, 1))
    assert agency.build([given_back], 2026).told_cents == 50_00
    flow = agency.build([given_back], 2027)
    assert flow.gifts == [] and flow.receipts_cents == 0
    assert [(row.tax_code, row.year, row.cents) for row in flow.refunds] == [(ADA, 2026, 50_00)]
    assert agency.build([given_back], 2028).refunds == []


ENTRIES = st.builds(
    Entry,
    label=st.text("0123456789/", min_size=1, max_size=6),
    tax_code=st.sampled_from([ADA, "RSSMRA80A01F205X", "02508220968", "X"]),
    donor_kind=st.sampled_from(["natural_person", "legal_entity"]),
    regime=st.sampled_from(list(Regime)),
    amount_cents=st.integers(100, 10**7),
    deductible_cents=st.integers(0, 100),
    paid_on=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    returned_on=st.none() | st.dates(date(2028, 1, 1), date(2029, 1, 1)),
)


@given(st.lists(ENTRIES, max_size=20), st.integers(2024, 2029))
def test_the_flow_always_reconciles_with_the_receipts(entries: list[Entry], year: int) -> None:
    flow = agency.build(entries, year)
    assert flow.reconciles
    assert flow.receipts_cents == sum(each.amount_cents for each in entries if each.paid_on.year == year)
    assert all(agency.is_person(row.tax_code) for row in [*flow.gifts, *flow.refunds])
