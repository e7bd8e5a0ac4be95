"""The hash chain: what even the owner of the schema changed shows, and no late commit is lost."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.ledger import selectors as ledger
from apps.ledger.models import Seal
from apps.ledger.services import Line, seals
from tests.factories.constraints import refused
from tests.ledger import book
from tests.ledger.sealing import NOW, donate, seal


def test_a_seal_covers_what_was_written_and_the_next_one_continues_it(milano: object) -> None:
    donate(1)
    donate(2)
    assert seal() == 2
    donate(3)
    assert (seal(), seal()) == (1, 0)
    first, second = Seal.objects.order_by("number")
    assert (first.number, first.entries, first.transfers, first.amount_cents) == (1, 2, 2, 100_00)
    assert first.previous_sha256 == "0" * 64
    assert (second.first_entry, second.previous_sha256) == (first.last_entry + 1, first.sha256)
    assert ledger.chain_head() == ledger.ChainHead(2, second.sha256, second.last_entry, 1, NOW)
    assert ledger.verify() == []


def test_many_entries_make_several_seals(milano: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "MOST_ENTRIES", 3)
    for number in range(7):
        donate(number)
    assert seal() == 7
    assert list(Seal.objects.order_by("number").values_list("entries", flat=True)) == [3, 3, 1]
    assert ledger.verify() == []


def test_anyone_can_compute_a_seal_without_the_database(milano: object) -> None:
    """The canonical form is the documented one: a program without PostgreSQL comes to the same hash."""
    book.post(Line("psp:acct_1", "campaign:1:donations", 50_00), Line("campaign:1:fees", "psp:acct_1", 1_05), key='é"x')
    seal()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id, e.kind, e.idempotency_key, e.occurred_at, e.source, e.fingerprint, e.recorded_at, t.id,"
            " d.code, c.code, t.amount_cents, t.state, t.resolves_id FROM ledger_entry e"
            " JOIN ledger_transfer t ON t.entry_id = e.id JOIN ledger_account d ON d.id = t.debit_id"
            " JOIN ledger_account c ON c.id = t.credit_id ORDER BY e.id, t.id"
        )
        rows = cursor.fetchall()
    lines = [json.dumps([_iso(value) for value in row], ensure_ascii=False) for row in rows]
    rows_sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    kept = Seal.objects.get()
    told = [1, kept.first_entry, kept.last_entry, 1, 2, 51_05, rows_sha256, "0" * 64, _iso(NOW)]
    assert kept.rows_sha256 == rows_sha256
    assert kept.sha256 == hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _iso(value: Any) -> Any:
    """Return an instant as PostgreSQL writes it in JSON: in UTC, without the zeros that end its fraction."""
    if not isinstance(value, datetime):
        return value
    text = value.astimezone(UTC).replace(tzinfo=None).isoformat()
    return text.rstrip("0") if "." in text else text


def test_the_serving_role_can_write_seals_and_never_change_one(milano: object) -> None:
    donate(1)
    seal()
    for statement in ("UPDATE ledger_seal SET sha256 = ''", "DELETE FROM ledger_seal", "TRUNCATE ledger_seal"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"number": 1}, "ledger_seal_number_once"),
        ({"previous_sha256": "0" * 64}, "ledger_seal_one_successor"),
        ({"last_entry": 1}, "ledger_seal_range"),
        ({"entries": 0}, "ledger_seal_range"),
    ],
)
def test_a_chain_has_no_fork_and_no_empty_seal(milano: object, changes: dict[str, Any], constraint: str) -> None:
    donate(1)
    seal()
    row = {"number": 2, "first_entry": 2, "last_entry": 2, "entries": 1, "transfers": 1, "amount_cents": 1}
    hashes = {"rows_sha256": "a" * 64, "previous_sha256": "b" * 64, "sha256": "c" * 64, "sealed_at": NOW}
    with refused(constraint):
        Seal.objects.create(**{**row, **hashes, **changes})
