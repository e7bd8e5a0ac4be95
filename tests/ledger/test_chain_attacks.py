"""What even the owner of the schema bends breaks a seal."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django_tenants.utils import schema_context

from apps.ledger import selectors as ledger
from apps.ledger.models import Seal
from tests.ledger.sealing import SCHEMA, codes, donate, seal


@pytest.fixture
def owner(fresh_database: Any) -> Iterator[psycopg.Connection]:
    """The owner of the schemas in Milano, over a committed ledger of six entries in two seals, and one unsealed."""
    with schema_context(SCHEMA):
        for number in range(3):
            donate(number)
        seal()
        for number in range(3, 6):
            donate(number, 50_00 + number)
        seal()
        donate(6)
        assert ledger.verify() == []
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as owner:
        owner.execute(f"SET search_path TO {SCHEMA}")
        yield owner


FIRST, SECOND, FOURTH, FIFTH = (f"(SELECT id FROM ledger_entry ORDER BY id OFFSET {n} LIMIT 1)" for n in (0, 1, 3, 4))
COVER = (
    "UPDATE ledger_account SET debits_posted_cents = s.debits, credits_posted_cents = s.credits FROM (SELECT a.id,"
    " coalesce((SELECT sum(amount_cents) FROM ledger_transfer WHERE debit_id = a.id), 0) AS debits,"
    " coalesce((SELECT sum(amount_cents) FROM ledger_transfer WHERE credit_id = a.id), 0) AS credits"
    " FROM ledger_account a) s WHERE s.id = ledger_account.id;"
    "UPDATE ledger_entry e SET fingerprint = encode(sha256(convert_to('posted|psp:acct_1|campaign:1:donations|' ||"
    " t.amount_cents, 'UTF8')), 'hex') FROM ledger_transfer t WHERE t.entry_id = e.id"
)
"""A careful forger puts sums and fingerprints right again, so that only the chain can tell."""
INSERTED = (
    "INSERT INTO ledger_entry (id, kind, idempotency_key, occurred_at, source, fingerprint)"
    f" OVERRIDING SYSTEM VALUE VALUES ({SECOND} + 1000, 'test.post', 'forged', now(), '', '');"
    "INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state)"
    f" SELECT {SECOND} + 1000, debit_id, credit_id, 1, 'posted' FROM ledger_transfer LIMIT 1"
)


@pytest.mark.committed
@pytest.mark.parametrize(
    ("tampering", "seal_number", "told"),
    [
        (f"UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id = {FIRST}", 1, "centesimi 15000, ora 10001"),
        (f"UPDATE ledger_entry SET occurred_at = now() WHERE id = {FIRST}", 1, "contenuto"),
        (f"UPDATE ledger_entry SET source = 'act:2' WHERE id = {FOURTH}", 2, "contenuto"),
        (f"DELETE FROM ledger_transfer WHERE entry_id = {FOURTH}", 2, "movimenti 3, ora 2"),
        (
            f"CREATE TEMP TABLE gone AS SELECT {FOURTH} AS id; DELETE FROM ledger_transfer WHERE entry_id IN (TABLE"
            " gone); DELETE FROM ledger_entry WHERE id IN (TABLE gone)",
            2,
            "registrazioni 3, ora 2",
        ),
        (
            "INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state)"
            f" SELECT entry_id, debit_id, credit_id, 1, state FROM ledger_transfer WHERE entry_id = {SECOND}",
            1,
            "movimenti 3, ora 4",
        ),
        (
            "ALTER TABLE ledger_transfer DISABLE TRIGGER USER; UPDATE ledger_transfer SET entry_id = CASE entry_id"
            f" WHEN {FOURTH} THEN {FIFTH} ELSE {FOURTH} END WHERE entry_id IN ({FOURTH}, {FIFTH})",
            2,
            "stessi numeri e stessa somma",
        ),
        ("UPDATE ledger_account SET code = 'psp:acct_2' WHERE code = 'psp:acct_1'", 1, "contenuto"),
    ],
    ids=["amount", "instant", "source", "transfer deleted", "entry deleted", "transfer inserted", "swapped", "account"],
)
def test_what_a_careful_owner_bends_breaks_the_seal_over_it(
    owner: psycopg.Connection, tampering: str, seal_number: int, told: str
) -> None:
    owner.execute(tampering)
    owner.execute(COVER)
    with schema_context(SCHEMA):
        found = [finding for finding in ledger.verify() if finding.code == "seal_rows_differ"]
    assert found[0].message.startswith(f"Il sigillo {seal_number} ")
    assert told in found[0].message


@pytest.mark.committed
def test_an_entry_inserted_into_a_hole_of_a_sealed_range_is_found(fresh_database: Any) -> None:
    with schema_context(SCHEMA):
        donate(1)
        with transaction.atomic():
            donate(2)
            transaction.set_rollback(True)
        donate(3)
        seal()
        hole = Seal.objects.get().last_entry - 1
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as owner:
        owner.execute(f"SET search_path TO {SCHEMA}")
        owner.execute(INSERTED.replace(f"{SECOND} + 1000", str(hole)))
        owner.execute(COVER)
    with schema_context(SCHEMA):
        (finding,) = ledger.verify()
    assert finding.code == "seal_rows_differ"
    assert "registrazioni 2, ora 3" in finding.message


@pytest.mark.committed
@pytest.mark.parametrize(
    ("tampering", "expected"),
    [
        ("UPDATE ledger_seal SET sha256 = repeat('a', 64) WHERE number = 1", {"seal_changed", "seal_link_broken"}),
        ("UPDATE ledger_seal SET amount_cents = 1 WHERE number = 2", {"seal_changed"}),
        ("UPDATE ledger_seal SET sealed_at = now() WHERE number = 1", {"seal_changed"}),
        ("DELETE FROM ledger_seal WHERE number = 1", {"seal_link_broken"}),
        ("UPDATE ledger_seal SET last_entry = last_entry + 1 WHERE number = 2", {"seal_rows_differ", "seal_changed"}),
    ],
)
def test_a_seal_that_was_changed_or_removed_is_found(
    owner: psycopg.Connection, tampering: str, expected: set[str]
) -> None:
    owner.execute(tampering)
    with schema_context(SCHEMA):
        assert expected <= set(codes())


@pytest.mark.committed
def test_a_chain_that_was_computed_anew_shows_to_who_kept_a_head(owner: psycopg.Connection) -> None:
    with schema_context(SCHEMA):
        kept = ledger.chain_head()
    owner.execute(f"UPDATE ledger_transfer SET amount_cents = 1 WHERE entry_id = {FIRST}")
    owner.execute(COVER)
    owner.execute("TRUNCATE ledger_seal")
    with schema_context(SCHEMA):
        seal()
        assert ledger.verify() == []
        assert ledger.seal_sha256(kept.number) != kept.sha256
