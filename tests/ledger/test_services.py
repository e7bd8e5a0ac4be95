"""What `post` promises, in one city's schema."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.ledger import selectors as ledger
from apps.ledger.chart import UnknownAccountCode
from apps.ledger.rules import Balance
from apps.ledger.services import (
    InsufficientFunds,
    KeyReused,
    Line,
)
from tests.ledger import book

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
