"""Webhooks that Stripe would never send: forged, replayed too late, or for an account that is not the object's.

Owns the table ``fabrication``. Each is sent once beside the true event; what the endpoint answers is kept.
"""

import json
import sqlite3

from colletta.local.stripe_simulator.context import Json
from colletta.local.stripe_simulator.faults.plan import FABRICATED

STALE_SECONDS = 600
"""Older than the five minutes that Stripe's libraries accept."""

NOBODY = "acct_ofnobodyatall000"
FORGED_SECRET = "whsec_of_somebody_else"


def mark(db: sqlite3.Connection, delivery: int, kind: str) -> None:
    """Make a delivery one of these kinds; raises ValueError for a kind that does not exist."""
    if kind not in FABRICATED:
        raise ValueError(f"unknown kind of webhook: {kind}; there are {', '.join(FABRICATED)}")
    db.execute("INSERT INTO fabrication (delivery, kind) VALUES (?, ?)", (delivery, kind))


def kind_of(db: sqlite3.Connection, delivery: int) -> str | None:
    """Return the kind of a delivery, none for a true one."""
    row = db.execute("SELECT kind FROM fabrication WHERE delivery = ?", (delivery,)).fetchone()
    return str(row["kind"]) if row else None


def payload(db: sqlite3.Connection, delivery: int, body: str, kind: str | None) -> bytes:
    """Return what is sent: the event as it is, or under another name, or of another account."""
    if kind in (None, "stale"):
        return body.encode()
    event = json.loads(body)
    event["id"] = f"evt_{kind.replace('_', '') if kind else ''}{delivery:08d}"
    if kind == "wrong_account":
        event["account"] = _other_account(db, event["account"])
    return json.dumps(event).encode()


def overview(db: sqlite3.Connection) -> Json:
    """Return, for each kind, how many were made, answered, and accepted with a 2xx."""
    rows = db.execute(
        "SELECT fabrication.kind, COUNT(*) AS made, COUNT(delivery.status) AS answered,"
        " COALESCE(SUM(delivery.status BETWEEN 200 AND 299), 0) AS accepted"
        " FROM fabrication JOIN delivery ON delivery.id = fabrication.delivery GROUP BY fabrication.kind"
    )
    nothing = {"made": 0, "answered": 0, "accepted": 0}
    found = {row["kind"]: {name: row[name] for name in nothing} for row in rows}
    return {kind: found.get(kind, nothing) for kind in FABRICATED}


def _other_account(db: sqlite3.Connection, account: str) -> str:
    row = db.execute("SELECT id FROM object WHERE kind = 'account' AND id <> ? ORDER BY seq", (account,)).fetchone()
    return str(row["id"]) if row else NOBODY
