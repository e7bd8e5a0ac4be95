"""What balances, lists and locks promise, in one city's schema."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.ledger import selectors as ledger
from apps.ledger.chart import UnknownAccountCode
from apps.ledger.rules import Balance
from tests.ledger import book
from tests.ledger.book import OCCURRED_AT

pytestmark = pytest.mark.usefixtures("milano")


def test_transfers_are_listed_newest_first_with_their_entry() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    book.release()
    rows = ledger.list_transfers("pool:1")
    assert [(row.key, row.debit, row.credit, row.amount_cents, row.state, row.is_resolved) for row in rows] == [
        ("release", "pool:1", "campaign:1:match", 30_00, "void", False),
        ("reserve", "pool:1", "campaign:1:match", 30_00, "pending", True),
        ("fund:1", "appropriation:1", "pool:1", 100_00, "posted", False),
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
