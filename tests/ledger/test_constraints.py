"""Each named constraint refuses the bad row that is written past the services."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from apps.ledger import selectors as ledger
from tests.ledger import book
from tests.ledger.book import OCCURRED_AT

pytestmark = pytest.mark.usefixtures("milano")

_ACCOUNT = """
INSERT INTO ledger_account (code, kind, normal_side, guarded,
    debits_posted_cents, credits_posted_cents, debits_pending_cents, credits_pending_cents)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""
_ENTRY = """
INSERT INTO ledger_entry (kind, idempotency_key, occurred_at, source, fingerprint)
VALUES (%s, %s, %s, 'act:1', '') RETURNING id
"""
_TRANSFER = """
INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state, resolves_id)
VALUES (%(entry)s, %(debit)s, %(credit)s, %(amount)s, %(state)s, %(resolves)s)
"""


_ACCOUNT_ID = "SELECT id FROM ledger_account WHERE code = %s"
_TRANSFER_ID = """
SELECT transfer.id FROM ledger_transfer AS transfer JOIN ledger_entry AS entry ON entry.id = transfer.entry_id
WHERE entry.idempotency_key = %s
"""


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def execute(statement: str, parameters: object = None) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)  # type: ignore[arg-type]
        return cursor.fetchone()[0] if cursor.description else None


def account(*, code="pool:7", kind="pool", side="credit", guarded=True, sums=(0, 0, 0, 0)) -> None:  # type: ignore[no-untyped-def]
    execute(_ACCOUNT, [code, kind, side, guarded, *sums])


@pytest.fixture
def transfer() -> dict[str, object]:
    """The values of a transfer that every constraint accepts."""
    ledger.open_accounts(["pool:1", "campaign:1:match"])
    debit, credit = execute(_ACCOUNT_ID, ["pool:1"]), execute(_ACCOUNT_ID, ["campaign:1:match"])
    entry = execute(_ENTRY, ["test", "raw", OCCURRED_AT])
    return {"entry": entry, "debit": debit, "credit": credit, "amount": 1, "state": "posted", "resolves": None}


def pending_of(key: str) -> int | None:
    return execute(_TRANSFER_ID, [key])


def test_a_code_names_one_account() -> None:
    account()
    with refused_by("ledger_account_code_once"):
        account()


def test_an_account_is_of_a_known_kind() -> None:
    account(code="pool:8")
    with refused_by("ledger_account_kind_known"):
        account(kind="slush")


def test_an_account_has_one_of_two_sides() -> None:
    account(code="pool:8", guarded=False)
    with refused_by("ledger_account_side_known"):
        account(side="left", guarded=False)


@pytest.mark.parametrize("position", range(4))
def test_no_sum_of_an_account_is_negative(position: int) -> None:
    account(code="psp:a", kind="psp", side="debit", guarded=False)
    sums = [0, 0, 0, 0]
    sums[position] = -1
    with refused_by("ledger_account_sums_not_negative"):
        account(code="psp:b", kind="psp", side="debit", guarded=False, sums=sums)


@pytest.mark.parametrize(
    ("side", "covered", "overdrawn"),
    [
        ("credit", (60, 100, 40, 0), (60, 100, 41, 0)),
        ("credit", (100, 100, 0, 9), (101, 100, 0, 9)),
        ("debit", (100, 60, 0, 40), (100, 60, 0, 41)),
        ("debit", (100, 100, 9, 0), (100, 101, 9, 0)),
    ],
)
def test_a_guarded_account_is_never_below_zero(side: str, covered: tuple[int, ...], overdrawn: tuple[int, ...]) -> None:
    account(code="pool:8", side=side, sums=covered)
    account(code="pool:9", side=side, guarded=False, sums=overdrawn)
    with refused_by("ledger_account_guard"):
        account(side=side, sums=overdrawn)


def test_a_key_names_one_entry() -> None:
    execute(_ENTRY, ["test", "raw", OCCURRED_AT])
    with refused_by("ledger_entry_key_once"):
        execute(_ENTRY, ["test", "raw", OCCURRED_AT])


@pytest.mark.parametrize(("kind", "key"), [("", "raw"), ("test", "")])
def test_an_entry_has_a_key_and_a_kind(kind: str, key: str) -> None:
    execute(_ENTRY, ["test", "other", OCCURRED_AT])
    with refused_by("ledger_entry_key_and_kind"):
        execute(_ENTRY, [kind, key, OCCURRED_AT])


def test_a_transfer_within_the_rules_is_accepted(transfer: dict[str, object]) -> None:
    execute(_TRANSFER, transfer)


@pytest.mark.parametrize("amount_cents", [0, -1])
def test_a_transfer_moves_a_positive_amount(transfer: dict[str, object], amount_cents: int) -> None:
    with refused_by("ledger_transfer_amount_positive"):
        execute(_TRANSFER, transfer | {"amount": amount_cents})


def test_a_transfer_moves_between_two_accounts(transfer: dict[str, object]) -> None:
    with refused_by("ledger_transfer_two_accounts"):
        execute(_TRANSFER, transfer | {"credit": transfer["debit"]})


def test_a_transfer_has_a_known_state(transfer: dict[str, object]) -> None:
    with refused_by("ledger_transfer_state_and_resolves"):
        execute(_TRANSFER, transfer | {"state": "undone"})


def test_a_void_transfer_says_what_it_frees(transfer: dict[str, object]) -> None:
    with refused_by("ledger_transfer_state_and_resolves"):
        execute(_TRANSFER, transfer | {"state": "void"})


def test_a_pending_transfer_resolves_nothing(transfer: dict[str, object]) -> None:
    book.fund(10)
    book.reserve(1)
    with refused_by("ledger_transfer_state_and_resolves"):
        execute(_TRANSFER, transfer | {"state": "pending", "resolves": pending_of("reserve")})


def test_a_pending_transfer_is_resolved_once(transfer: dict[str, object]) -> None:
    book.fund(10)
    book.reserve(1)
    execute(_TRANSFER, transfer | {"resolves": pending_of("reserve")})
    with refused_by("ledger_transfer_resolves_once"):
        execute(_TRANSFER, transfer | {"state": "void", "resolves": pending_of("reserve")})


def test_an_entry_has_one_pending_transfer(transfer: dict[str, object]) -> None:
    execute(_TRANSFER, transfer | {"state": "pending"})
    with refused_by("ledger_transfer_one_pending_an_entry"):
        execute(_TRANSFER, transfer | {"state": "pending"})


@pytest.mark.parametrize("column", ["entry", "debit", "credit", "resolves"])
def test_a_transfer_refers_to_rows_that_exist(transfer: dict[str, object], column: str) -> None:
    with pytest.raises(IntegrityError, match=f"{column}_id"), transaction.atomic():
        execute(_TRANSFER, transfer | {column: 10**12})
        execute("SET CONSTRAINTS ALL IMMEDIATE")
