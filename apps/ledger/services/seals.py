"""The hash chain of the ledger: entries are sealed in ranges of their ids, after the fact, by a job.

Nobody who moves money waits for the chain. Ids are given out before transactions commit, so a range may be sealed
only when nobody can still commit an id in it. Whoever inserts an entry holds RowExclusiveLock on the table from before
the id is given out until the entry is visible. So: read the highest visible id, then note who holds that lock, then
wait until these transactions are over; from then on every id up to the one that was read is visible or never will be.
(The snapshot's xmin would not do: it counts the transactions of all cities, and ids do not follow transactions' ids.)
"""

import time
from datetime import datetime, timedelta

from django.db import connection

from apps.kernel.errors import DomainError
from apps.ledger import selectors
from apps.ledger.canonical import ROWS, SEAL_SHA256
from tenants.registry import services as registry

SEAL_AFTER = timedelta(minutes=10)
NEXT_TRY = timedelta(minutes=1)
MOST_ENTRIES = 5_000
PATIENCE_SECONDS = 3.0
PAUSE_SECONDS = 0.05

_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'ledger_entry'::regclass AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pid IS DISTINCT FROM pg_backend_pid()
"""

_END_OF_RANGE = """
SELECT max(id) FROM (
    SELECT id FROM ledger_entry WHERE id BETWEEN %(first_entry)s AND %(bound)s ORDER BY id LIMIT %(most)s
) AS range
"""

_SEAL = f"""
INSERT INTO ledger_seal (number, first_entry, last_entry, entries, transfers, amount_cents,
    rows_sha256, previous_sha256, sha256, sealed_at)
SELECT %(number)s, %(first_entry)s, %(last_entry)s, entries, transfers, amount_cents, rows_sha256, %(previous)s,
    {
    SEAL_SHA256.format(
        number="%(number)s::bigint",
        first_entry="%(first_entry)s::bigint",
        last_entry="%(last_entry)s::bigint",
        entries="entries",
        transfers="transfers",
        amount_cents="amount_cents",
        rows_sha256="rows_sha256",
        previous_sha256="%(previous)s::text",
        sealed_at="%(now)s::timestamptz",
    )
}, %(now)s
FROM ({ROWS.format(first_entry="%(first_entry)s", last_entry="%(last_entry)s")}) AS rows
ON CONFLICT DO NOTHING
"""  # noqa: S608  # nosec B608


class EntriesInFlight(DomainError):
    """A transaction that began before the range was read has not ended: nothing is sealed yet."""

    code = "ledger_entries_in_flight"
    status = 409


def owe_seal(occurred_at: datetime) -> None:
    """Owe the sealing of an entry that is being written, some minutes after it."""
    registry.owe_after_commit(kind="ledger.seal", key="city", due_at=occurred_at + SEAL_AFTER)


def seal_due(*, key: str, now: datetime) -> None:
    """Seal the current city's ledger, and owe the same again when something came or was in flight meanwhile."""
    try:
        seal_entries(now=now)
    except EntriesInFlight:
        registry.put_on_agenda(kind="ledger.seal", key=key, due_at=now + NEXT_TRY, now=now)
        return
    if selectors.count_unsealed():
        registry.put_on_agenda(kind="ledger.seal", key=key, due_at=now + SEAL_AFTER, now=now)


def seal_entries(*, now: datetime) -> int:
    """Seal every entry that is visible now and return how many; two workers seal once.

    Raises EntriesInFlight when a writer that was there before does not end within `PATIENCE_SECONDS`.
    """
    bound = selectors.newest_entry()
    head = selectors.chain_head()
    if bound <= head.last_entry:
        return 0
    _wait_for_writers()
    sealed = 0
    while head.last_entry < bound:
        _seal_next(head, bound, now)
        sealed += selectors.chain_head().entries
        head = selectors.chain_head()
    return sealed


def _wait_for_writers() -> None:
    noted = _writers()
    until = time.monotonic() + PATIENCE_SECONDS
    while noted and (noted := noted & _writers()):
        if time.monotonic() > until:
            raise EntriesInFlight("Una registrazione è ancora in corso: il sigillo aspetta.")
        time.sleep(PAUSE_SECONDS)


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {name for (name,) in cursor.fetchall()}


def _seal_next(head: selectors.ChainHead, bound: int, now: datetime) -> None:
    range_ = {"first_entry": head.last_entry + 1, "bound": bound, "most": MOST_ENTRIES}
    with connection.cursor() as cursor:
        cursor.execute(_END_OF_RANGE, range_)
        (last_entry,) = cursor.fetchone()
        cursor.execute(
            _SEAL,
            {
                "number": head.number + 1,
                "first_entry": head.last_entry + 1,
                "last_entry": last_entry,
                "previous": head.sha256,
                "now": now,
            },
        )
