"""What `verify` finds, and that it finds nothing where nothing is wrong."""

from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django_tenants.utils import schema_context

from apps.ledger import selectors as ledger
from apps.ledger.rules import Line
from tests.ledger import book

DONATION = Line("psp:acct_1", "campaign:1:donations", 50_00)


@pytest.fixture
def busy_book(milano: object) -> None:
    """Every kind of movement: posted, reserved and open, committed in part, released."""
    book.post(DONATION, Line("campaign:1:fees", "psp:acct_1", 1_05))
    book.fund(100_00)
    for key in ("open", "committed", "released"):
        book.reserve(10_00, key=key)
    book.commit(4_00, reserve_key="committed")
    book.release(reserve_key="released")


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def codes() -> set[str]:
    return {finding.code for finding in ledger.verify()}


def test_an_untouched_ledger_is_proved(busy_book: None) -> None:
    assert ledger.verify() == []


@pytest.mark.parametrize(
    "column", ["debits_posted_cents", "credits_posted_cents", "debits_pending_cents", "credits_pending_cents"]
)
def test_one_cent_in_one_sum_is_found_with_its_account(busy_book: None, column: str) -> None:
    execute(f"UPDATE ledger_account SET {column} = {column} + 1 WHERE code = 'campaign:1:match'")
    (finding,) = ledger.verify()
    assert finding.code == "sums_differ"
    assert "campaign:1:match" in finding.message


def test_a_transfer_slipped_into_an_entry_is_found(busy_book: None) -> None:
    execute(
        "INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state)"
        " SELECT entry_id, debit_id, credit_id, 1, 'posted' FROM ledger_transfer ORDER BY id LIMIT 1"
    )
    assert codes() == {"sums_differ", "fingerprint_differs"}


def test_an_entry_without_transfers_is_found(busy_book: None) -> None:
    execute(
        "INSERT INTO ledger_entry (kind, idempotency_key, occurred_at, source, fingerprint)"
        " VALUES ('test', 'empty', now(), '', '')"
    )
    (finding,) = ledger.verify()
    assert (finding.code, "empty" in finding.message) == ("entry_without_transfers", True)


def test_an_account_that_the_chart_does_not_provide_for_is_found(busy_book: None) -> None:
    ledger.open_accounts(["pool:2"])
    values = "'credit', false, 0, 0, 0, 0)"
    columns = (
        "(code, kind, normal_side, guarded,"
        " debits_posted_cents, credits_posted_cents, debits_pending_cents, credits_pending_cents)"
    )
    execute(f"INSERT INTO ledger_account {columns} VALUES ('pool:3', 'pool', {values}, ('slush:1', 'pool', {values}")
    findings = ledger.verify()
    assert [finding.code for finding in findings] == ["account_not_in_chart"] * 2
    assert "pool:3" in findings[0].message


@pytest.mark.parametrize(
    ("state", "amount", "debit", "credit"),
    [
        ("posted", "amount_cents + 1", "debit_id", "credit_id"),
        ("void", "amount_cents - 1", "debit_id", "credit_id"),
        ("posted", "amount_cents", "credit_id", "debit_id"),
    ],
)
def test_a_resolution_that_does_not_fit_its_reservation_is_found(
    busy_book: None, state: str, amount: str, debit: str, credit: str
) -> None:
    execute(
        "WITH reserved AS (SELECT transfer.* FROM ledger_transfer transfer JOIN ledger_entry entry"
        " ON entry.id = entry_id WHERE idempotency_key = 'open'), entry AS (INSERT INTO ledger_entry"
        " (kind, idempotency_key, occurred_at, source, fingerprint) VALUES ('test', 'raw', now(), '', '') RETURNING id)"
        " INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state, resolves_id)"
        f" SELECT entry.id, {debit}, {credit}, {amount}, '{state}', reserved.id FROM entry, reserved"
    )
    assert "wrong_resolution" in codes()


@pytest.fixture
def owner(fresh_database: object) -> Iterator[psycopg.Connection]:
    """The owner of the schemas, in Milano, over a committed ledger."""
    with schema_context("c_milano"):
        book.fund(100_00)
        book.reserve(10_00)
        book.release()
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as owner:  # type: ignore[attr-defined]
        owner.execute("SET search_path TO c_milano")
        yield owner


@pytest.mark.committed
@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        ("UPDATE ledger_transfer SET amount_cents = amount_cents - 1 WHERE state = 'posted'", "fingerprint_differs"),
        ("UPDATE ledger_entry SET fingerprint = 'x' WHERE idempotency_key = 'fund:1'", "fingerprint_differs"),
        ("DELETE FROM ledger_transfer WHERE state = 'void'", "entry_without_transfers"),
        (
            "DROP INDEX ledger_transfer_resolves_once;"
            "INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state, resolves_id)"
            " SELECT entry_id, debit_id, credit_id, amount_cents, state, resolves_id"
            " FROM ledger_transfer WHERE state = 'void'",
            "resolved_twice",
        ),
    ],
)
def test_what_even_the_owner_bends_is_found(owner: psycopg.Connection, tampering: str, code: str) -> None:
    owner.execute(tampering)
    with schema_context("c_milano"):
        assert code in codes()


def test_the_command_passes_when_every_city_is_proved(busy_book: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_ledger")
    assert capsys.readouterr().out.splitlines() == ["milano: il registro torna", "venezia: il registro torna"]
    assert connection.schema_name == "c_milano"


def test_the_command_names_the_city_and_the_finding_and_fails(
    busy_book: None, capsys: pytest.CaptureFixture[str]
) -> None:
    execute("UPDATE ledger_account SET debits_posted_cents = debits_posted_cents + 1 WHERE code = 'psp:acct_1'")
    with pytest.raises(CommandError) as caught:
        call_command("verify_ledger", city="all")
    finding, milano, venezia = capsys.readouterr().out.splitlines()
    assert caught.value.returncode == 1
    assert finding.startswith("milano: sums_differ: ")
    assert "psp:acct_1" in finding
    assert (milano, venezia) == ("milano: non torna, differenza 0 centesimi", "venezia: il registro torna")


def test_the_command_checks_one_city_only_when_told(busy_book: None, capsys: pytest.CaptureFixture[str]) -> None:
    execute("UPDATE ledger_account SET debits_posted_cents = debits_posted_cents + 1 WHERE code = 'psp:acct_1'")
    call_command("verify_ledger", city="venezia")
    assert capsys.readouterr().out.splitlines() == ["venezia: il registro torna"]


def test_the_command_refuses_a_city_that_does_not_exist(db: None) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("verify_ledger", city="atlantide")
    assert caught.value.returncode == 2


def test_a_city_does_not_see_the_ledger_of_another(busy_book: None, venezia: object) -> None:
    assert ledger.balances(["pool:1"])["pool:1"].posted_cents == 0
    assert ledger.list_transfers("pool:1") == []
    assert book.fund(1_00) is True
