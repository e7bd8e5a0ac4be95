"""What the services promise, in one city's schema."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.ledger import selectors as ledger
from apps.ledger.chart import UnknownAccountCode
from apps.ledger.rules import Balance
from apps.ledger.services import (
    AboveReserved,
    AlreadyResolved,
    InsufficientFunds,
    KeyReused,
    Line,
    UnknownReservation,
)
from tests.ledger import book
from tests.ledger.book import OCCURRED_AT

pytestmark = pytest.mark.usefixtures("milano")

DONATION = Line("psp:acct_1", "campaign:1:donations", 50_00)
FEE = Line("campaign:1:fees", "psp:acct_1", 1_05)


def test_a_donation_and_its_fee_stand_in_the_normal_direction_of_each_account() -> None:
    assert book.post(DONATION, FEE) is True
    assert ledger.balances(["psp:acct_1", "campaign:1:donations", "campaign:1:fees"]) == {
        "psp:acct_1": Balance(posted_cents=48_95, available_cents=48_95),
        "campaign:1:donations": Balance(posted_cents=50_00, available_cents=50_00),
        "campaign:1:fees": Balance(posted_cents=1_05, available_cents=1_05),
    }


def test_a_post_is_one_round_trip_when_the_accounts_are_open() -> None:
    book.post(DONATION, FEE, key="first")
    with CaptureQueriesContext(connection) as queries:
        book.post(DONATION, FEE, key="second")
    assert len(queries) == 1


def test_the_same_key_with_the_same_lines_writes_nothing_more() -> None:
    book.post(DONATION, FEE)
    assert book.post(FEE, DONATION) is False
    assert ledger.balances(["campaign:1:donations"])["campaign:1:donations"].posted_cents == 50_00
    assert ledger.verify() == []


def test_the_same_line_twice_in_one_entry_counts_twice() -> None:
    book.post(DONATION, DONATION)
    assert ledger.balances(["psp:acct_1"])["psp:acct_1"].posted_cents == 100_00
    assert ledger.verify() == []


def test_the_same_key_with_another_amount_is_refused() -> None:
    book.post(DONATION)
    with pytest.raises(KeyReused):
        book.post(Line("psp:acct_1", "campaign:1:donations", 50_01))
    assert ledger.balances(["psp:acct_1"])["psp:acct_1"].posted_cents == 50_00


def test_a_key_that_posted_does_not_reserve() -> None:
    book.fund(100_00)
    book.post(Line("pool:1", "campaign:1:match", 10_00), key="same")
    with pytest.raises(KeyReused):
        book.reserve(10_00, key="same")


def test_an_entry_without_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one line"):
        book.post()


def test_an_unknown_code_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(UnknownAccountCode):
        book.post(DONATION, Line("psp:acct_1", "campaign:1:tips", 1_00))
    assert ledger.balances(["campaign:1:donations"])["campaign:1:donations"] == Balance()


def test_a_reservation_leaves_the_pool_and_is_announced_to_the_campaign() -> None:
    book.fund(100_00)
    assert book.reserve(30_00) is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=100_00, pending_cents=30_00, available_cents=70_00),
        "campaign:1:match": Balance(incoming_cents=30_00),
    }


def test_a_reservation_repeated_reserves_once() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.reserve(30_00) is False
    assert ledger.balances(["pool:1"])["pool:1"].pending_cents == 30_00


def test_a_pool_gives_its_last_cent_and_not_one_more() -> None:
    book.fund(100_00)
    book.reserve(60_00, key="a")
    with pytest.raises(InsufficientFunds), transaction.atomic():
        book.reserve(40_01, key="b")
    assert book.reserve(40_00, key="b") is True
    assert ledger.balances(["pool:1"])["pool:1"].available_cents == 0


def test_a_post_cannot_take_what_is_reserved() -> None:
    book.fund(100_00)
    book.reserve(60_00)
    with pytest.raises(InsufficientFunds), transaction.atomic():
        book.post(Line("pool:1", "campaign:2:match", 40_01))
    assert book.post(Line("pool:1", "campaign:2:match", 40_00)) is True


def test_a_refused_entry_leaves_its_key_free() -> None:
    book.fund(100_00)
    with pytest.raises(InsufficientFunds), transaction.atomic():
        book.reserve(100_01)
    assert book.reserve(100_00) is True
    assert ledger.verify() == []


def test_the_whole_reservation_is_committed() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.commit(30_00) is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=70_00, available_cents=70_00),
        "campaign:1:match": Balance(posted_cents=30_00, available_cents=30_00),
    }


def test_a_part_is_committed_and_the_rest_is_free_again() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.commit(12_34) is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=87_66, available_cents=87_66),
        "campaign:1:match": Balance(posted_cents=12_34, available_cents=12_34),
    }
    assert ledger.verify() == []


def test_more_than_reserved_is_refused_even_when_the_pool_has_it() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    with pytest.raises(AboveReserved):
        book.commit(30_01)
    assert book.commit(30_00) is True


@pytest.mark.parametrize("amount_cents", [0, -1])
def test_a_commitment_of_nothing_is_an_error_of_the_program(amount_cents: int) -> None:
    book.fund(100_00)
    book.reserve(30_00)
    with pytest.raises(ValueError, match="positive amount"):
        book.commit(amount_cents)


def test_a_release_frees_the_whole() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.release() is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=100_00, available_cents=100_00),
        "campaign:1:match": Balance(),
    }
    assert ledger.verify() == []


def test_a_repeated_commitment_or_release_writes_nothing_more() -> None:
    book.fund(100_00)
    book.reserve(30_00, key="a")
    book.reserve(20_00, key="b")
    book.commit(25_00, reserve_key="a")
    book.release(reserve_key="b")
    assert book.commit(25_00, reserve_key="a") is False
    assert book.release(reserve_key="b") is False
    assert ledger.balances(["pool:1"])["pool:1"] == Balance(posted_cents=75_00, available_cents=75_00)


def test_a_commitments_key_with_another_amount_is_refused() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    book.commit(25_00)
    with pytest.raises(KeyReused):
        book.commit(24_00)


def test_a_reservation_is_resolved_at_most_once() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    book.commit(10_00, key="first")
    with pytest.raises(AlreadyResolved), transaction.atomic():
        book.commit(10_00, key="second")
    with pytest.raises(AlreadyResolved), transaction.atomic():
        book.release()
    assert ledger.balances(["pool:1"])["pool:1"] == Balance(posted_cents=90_00, available_cents=90_00)
    assert ledger.verify() == []


@pytest.mark.parametrize("reserve_key", ["nobody", "fund:1"])
def test_only_a_reservation_can_be_resolved(reserve_key: str) -> None:
    book.fund(100_00)
    with pytest.raises(UnknownReservation):
        book.commit(10_00, reserve_key=reserve_key)
    with pytest.raises(UnknownReservation):
        book.release(reserve_key=reserve_key)


def test_all_lines_of_an_entry_are_written_or_none() -> None:
    book.fund(10_00)
    with pytest.raises(InsufficientFunds), transaction.atomic():
        book.post(DONATION, Line("pool:1", "campaign:1:match", 10_01))
    assert ledger.balances(["psp:acct_1", "pool:1"]) == {
        "psp:acct_1": Balance(),
        "pool:1": Balance(posted_cents=10_00, available_cents=10_00),
    }


def test_what_the_caller_rolls_back_is_not_in_the_ledger() -> None:
    with transaction.atomic():
        book.post(DONATION)
        transaction.set_rollback(True)
    assert ledger.balances(["psp:acct_1"])["psp:acct_1"] == Balance()
    assert book.post(DONATION) is True


def test_transfers_are_listed_newest_first_with_their_entry() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    book.release()
    rows = ledger.list_transfers("pool:1")
    assert [(row.key, row.debit, row.credit, row.amount_cents, row.state) for row in rows] == [
        ("release", "pool:1", "campaign:1:match", 30_00, "void"),
        ("reserve", "pool:1", "campaign:1:match", 30_00, "pending"),
        ("fund:1", "appropriation:1", "pool:1", 100_00, "posted"),
    ]
    assert (rows[0].kind, rows[0].source, rows[0].occurred_at) == ("test.release", "act:1", OCCURRED_AT)
    assert ledger.list_transfers("pool:1", limit=1) == rows[:1]
    assert ledger.list_transfers("pool:2") == []


def test_balances_take_one_query_whatever_the_number_of_accounts() -> None:
    book.fund(100_00)
    with CaptureQueriesContext(connection) as queries:
        found = ledger.balances(["pool:1", "pool:2", "appropriation:1"])
    assert len(queries) == 1
    assert found["pool:2"] == Balance()


def test_balances_refuse_a_code_that_the_chart_does_not_know() -> None:
    with pytest.raises(UnknownAccountCode):
        ledger.balances(["pool:first"])


def test_locking_opens_what_is_missing_and_returns_the_balances() -> None:
    book.fund(100_00)
    with transaction.atomic():
        found = ledger.lock_accounts(["pool:1", "campaign:9:match"])
    assert found == {"pool:1": Balance(posted_cents=100_00, available_cents=100_00), "campaign:9:match": Balance()}
    with CaptureQueriesContext(connection) as queries:
        book.reserve(1_00, campaign=9)
    assert len(queries) == 1
