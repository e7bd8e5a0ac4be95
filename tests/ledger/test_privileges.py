"""What the serving role is refused: history is written, never rewritten."""

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.ledger import selectors as ledger
from apps.ledger.privileges import APPEND_ONLY, UPDATABLE_COLUMNS
from apps.ledger.services import Line
from tests.ledger import book

pytestmark = pytest.mark.usefixtures("milano")


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def posted() -> None:
    book.post(Line("psp:acct_1", "campaign:1:donations", 50_00))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET source = 'act:2'",
        "UPDATE ledger_entry SET fingerprint = ''",
        "UPDATE ledger_transfer SET amount_cents = amount_cents + 1",
        "UPDATE ledger_transfer SET state = 'pending'",
        "DELETE FROM ledger_transfer",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_account",
        "TRUNCATE ledger_transfer",
        "TRUNCATE ledger_entry CASCADE",
        "TRUNCATE ledger_account CASCADE",
        "UPDATE ledger_account SET code = 'psp:acct_2'",
        "UPDATE ledger_account SET guarded = false",
        "UPDATE ledger_account SET normal_side = 'credit'",
        "UPDATE ledger_account SET kind = 'pool'",
        "UPDATE ledger_account SET debits_posted_cents = 0, code = 'psp:acct_2'",
        "INSERT INTO ledger_entry (kind, idempotency_key, occurred_at, source, fingerprint)"
        " VALUES ('test.post', 'post', now(), '', '') ON CONFLICT (idempotency_key) DO UPDATE SET source = 'act:2'",
    ],
)
def test_the_serving_role_cannot_rewrite_history(posted: None, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        execute(statement)
    assert ledger.verify() == []


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE ledger_account DROP CONSTRAINT ledger_account_guard",
        "DROP INDEX ledger_transfer_resolves_once",
        "DROP TABLE ledger_transfer",
    ],
)
def test_the_serving_role_cannot_lift_what_protects_it(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"), transaction.atomic():
        execute(statement)


def test_the_serving_role_holds_nothing_on_the_ledger_beyond_its_list() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = current_user AND table_schema = current_schema() AND table_name LIKE 'ledger%%'"
        )
        tables = set(cursor.fetchall())
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.role_column_grants"
            " WHERE grantee = current_user AND table_schema = current_schema() AND table_name LIKE 'ledger%%'"
            " AND privilege_type = 'UPDATE'"
        )
        columns = set(cursor.fetchall())
    assert tables == {(table, verb) for table in (*APPEND_ONLY, *UPDATABLE_COLUMNS) for verb in ("SELECT", "INSERT")}
    assert columns == {(table, column) for table, names in UPDATABLE_COLUMNS.items() for column in names}


def test_sums_that_the_serving_role_bends_are_found(posted: None) -> None:
    execute("UPDATE ledger_account SET debits_posted_cents = debits_posted_cents + 1 WHERE code = 'psp:acct_1'")
    assert [finding.code for finding in ledger.verify()] == ["sums_differ"]
