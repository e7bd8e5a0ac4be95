"""The simulator's state: one SQLite file, one transaction at a time.

Owns the tables and the transaction; what the rows mean belongs to the modules that write them.
WAL keeps every commit over a kill of the process (``synchronous=NORMAL`` may lose the last ones only
when the machine itself loses power).
"""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS object (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL,
    inner TEXT
);
CREATE INDEX IF NOT EXISTS object_kind ON object (kind, account, seq);
CREATE INDEX IF NOT EXISTS object_payment_intent
    ON object (kind, account, json_extract(body, '$.payment_intent'), seq);
CREATE INDEX IF NOT EXISTS object_charge ON object (kind, account, json_extract(body, '$.charge'), seq);
CREATE INDEX IF NOT EXISTS object_source ON object (kind, account, json_extract(body, '$.source'), seq);
CREATE INDEX IF NOT EXISTS object_customer ON object (kind, account, json_extract(body, '$.customer'), seq);
CREATE INDEX IF NOT EXISTS session_open ON object (json_extract(body, '$.expires_at'))
    WHERE kind = 'checkout.session' AND json_extract(body, '$.status') = 'open';
CREATE INDEX IF NOT EXISTS balance_pending ON object (json_extract(body, '$.available_on'))
    WHERE kind = 'balance_transaction' AND json_extract(body, '$.status') = 'pending';
CREATE TABLE IF NOT EXISTS idempotency (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    created INTEGER NOT NULL,
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    request_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (account, key)
);
CREATE INDEX IF NOT EXISTS idempotency_created ON idempotency (created);
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
    created REAL NOT NULL,
    due_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    status INTEGER,
    error TEXT
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (state, due_at);
CREATE TABLE IF NOT EXISTS chore (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    account TEXT NOT NULL,
    due_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS chore_due ON chore (due_at);
CREATE INDEX IF NOT EXISTS chore_object ON chore (object);
CREATE TABLE IF NOT EXISTS fabrication (delivery INTEGER PRIMARY KEY, kind TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fault_plan (id INTEGER PRIMARY KEY CHECK (id = 1), plan TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS fault_count (kind TEXT PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS behaviour (id INTEGER PRIMARY KEY CHECK (id = 1), options TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS webhook_options (id INTEGER PRIMARY KEY CHECK (id = 1), options TEXT NOT NULL);
"""


class Store:
    """One connection behind one lock: requests are executed one after the other, each in its own transaction."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection inside one transaction: committed at the end, rolled back on any exception."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


@contextlib.contextmanager
def savepoint(db: sqlite3.Connection) -> Iterator[None]:
    """Undo what happened inside, and only that, when it raises."""
    db.execute("SAVEPOINT inner_step")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK TO inner_step")
        raise
    finally:
        db.execute("RELEASE inner_step")
