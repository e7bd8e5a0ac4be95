"""The to-do list of webhooks: what is to be sent, when, what came of it, and the options of a test.

Owns the tables ``delivery`` and ``webhook_options``; the sending itself is in webhooks.py.
"""

import dataclasses
import json
import secrets
import sqlite3
import time
from typing import Any

from colletta.local.stripe_simulator import fabrications
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.faults import plan

FIRST_RETRY_SECONDS = 1
LONGEST_RETRY_SECONDS = 30
GIVE_UP_AFTER_SECONDS = 24 * 3600
SUCCESS_CLASS = 2
"""An answer 2xx means received; anything else, redirects included, is tried again."""

RANDOM = secrets.SystemRandom()


@dataclasses.dataclass(frozen=True)
class Options:
    """How webhooks behave: what a test or the demo may change."""

    paused: bool = False
    duplicate: bool = False
    delay_seconds: float = 0.0
    shuffle_seconds: float = 0.0
    enabled_events: tuple[str, ...] = ("*",)


def options(db: sqlite3.Connection) -> Options:
    """Return the options in force."""
    row = db.execute("SELECT options FROM webhook_options").fetchone()
    return Options(**json.loads(row["options"])) if row else Options()


def change_options(db: sqlite3.Connection, changes: dict[str, Any]) -> Options:
    """Change some options and return all of them; raises TypeError for a name that does not exist."""
    changed = dataclasses.replace(options(db), **changes)
    db.execute(
        "INSERT OR REPLACE INTO webhook_options (id, options) VALUES (1, ?)", (json.dumps(dataclasses.asdict(changed)),)
    )
    return changed


def schedule(context: Context, event: Json) -> int:
    """Put an event on the list, as options and fault plan have it, and return how many times it will be sent."""
    chosen = options(context.db)
    if "*" not in chosen.enabled_events and event["type"] not in chosen.enabled_events:
        return 0
    strike = plan.strike_event(context.db)
    kinds = strike.kinds if strike else frozenset()
    if "withheld" in kinds:
        return 0
    copies = 2 if chosen.duplicate or "duplicate" in kinds else 1
    held = strike.wait_seconds if strike else 0.0
    for _ in range(copies):
        wait = held + chosen.delay_seconds + RANDOM.uniform(0, chosen.shuffle_seconds)
        add(context.db, event["id"], wait_seconds=wait)
    for kind in sorted(kinds.intersection(plan.FABRICATED)):
        fabrications.mark(context.db, add(context.db, event["id"]), kind)
    return copies


def add(db: sqlite3.Connection, event: str, *, wait_seconds: float = 0.0) -> int:
    """Put one delivery of an event on the list and return its number."""
    now = time.time()
    written = db.execute(
        "INSERT INTO delivery (event, state, created, due_at) VALUES (?, 'pending', ?, ?)",
        (event, now, now + wait_seconds),
    )
    return int(written.lastrowid or 0)


def due(db: sqlite3.Connection, *, limit: int) -> list[sqlite3.Row]:
    """Return the deliveries whose time has come, oldest first, with the body of their event."""
    if options(db).paused:
        return []
    return db.execute(
        "SELECT delivery.id, object.body FROM delivery JOIN object ON object.id = delivery.event"
        " WHERE delivery.state = 'pending' AND delivery.due_at <= ? ORDER BY delivery.due_at, delivery.id LIMIT ?",
        (time.time(), limit),
    ).fetchall()


def settle(db: sqlite3.Connection, delivery: int, *, status: int | None, error: str | None) -> None:
    """Write what came of an attempt: delivered on 2xx, else a later attempt (1, 2, 4 … 30 s) for a day.

    What Stripe would never send has one answer only: it is not tried again.
    """
    row = db.execute("SELECT created, attempts FROM delivery WHERE id = ?", (delivery,)).fetchone()
    now = time.time()
    wait = min(FIRST_RETRY_SECONDS * 2 ** min(row["attempts"], 10), LONGEST_RETRY_SECONDS)
    if status is not None and status // 100 == SUCCESS_CLASS:
        state = "delivered"
    elif (status is not None and fabrications.kind_of(db, delivery) is not None) or now + wait > row[
        "created"
    ] + GIVE_UP_AFTER_SECONDS:
        state = "failed"
    else:
        state = "pending"
    db.execute(
        "UPDATE delivery SET state = ?, due_at = ?, attempts = attempts + 1, status = ?, error = ? WHERE id = ?",
        (state, now + wait, status, error, delivery),
    )


def hurry(db: sqlite3.Connection) -> int:
    """Make every waiting delivery due at once and return how many they are."""
    return db.execute("UPDATE delivery SET due_at = ? WHERE state = 'pending'", (time.time(),)).rowcount


def overview(db: sqlite3.Connection, *, state: str | None, limit: int) -> Json:
    """Return how many deliveries are in each state, and the latest of them."""
    counts = dict.fromkeys(("pending", "delivered", "failed"), 0)
    counts |= {row[0]: row[1] for row in db.execute("SELECT state, COUNT(*) FROM delivery GROUP BY state")}
    rows = db.execute(
        "SELECT delivery.*, json_extract(object.body, '$.type') AS type, fabrication.kind AS fabricated FROM delivery"
        " JOIN object ON object.id = delivery.event LEFT JOIN fabrication ON fabrication.delivery = delivery.id"
        " WHERE :state IS NULL OR delivery.state = :state ORDER BY delivery.id DESC LIMIT :limit",
        {"state": state, "limit": limit},
    )
    latest = [dict(row) for row in rows]
    return {"counts": counts, "fabricated": fabrications.overview(db), "deliveries": latest}
