"""What happens later at the processor: booked with the change that causes it, done by the housekeeper when due.

Owns the table ``chore``; what each kind does belongs to the module named in ``later.py``.
"""

import sqlite3
import time

from colletta.local.stripe_simulator.context import Context


def add(context: Context, kind: str, identifier: str, *, wait_seconds: float) -> None:
    """Put something on the list for an object of the context's account."""
    context.db.execute(
        "INSERT INTO chore (kind, object, account, due_at) VALUES (?, ?, ?, ?)",
        (kind, identifier, context.account, time.time() + wait_seconds),
    )


def drop(context: Context, identifier: str) -> None:
    """Forget what was to happen to an object."""
    context.db.execute("DELETE FROM chore WHERE object = ?", (identifier,))


def take_due(db: sqlite3.Connection) -> list[sqlite3.Row]:
    """Take what is due off the list, oldest first."""
    rows = db.execute("SELECT * FROM chore WHERE due_at <= ? ORDER BY due_at, id", (time.time(),)).fetchall()
    db.executemany("DELETE FROM chore WHERE id = ?", [(row["id"],) for row in rows])
    return rows


def hurry(db: sqlite3.Connection) -> int:
    """Make everything due at once and return how much there is."""
    return db.execute("UPDATE chore SET due_at = 0").rowcount
