"""How the processor behaves where the real one may behave in several ways: what a test or the demo may change.

Owns the table ``behaviour``. Seconds are real time.
"""

import dataclasses
import json
import sqlite3
from typing import Any


@dataclasses.dataclass(frozen=True)
class Behaviour:
    """The options in force.

    ``late_balance_seconds``: when above zero a charge answers without its balance transaction, which is booked
    that much later, as Stripe's asynchronous capture does. The other seconds say how long what "happens later"
    takes. ``refunds_need_balance``: a refund waits, pending and unbooked, while its account has not the money;
    otherwise the balance goes below zero. ``decline_next`` is the decline code of the next payment, once.
    """

    late_balance_seconds: float = 0.0
    dispute_seconds: float = 0.0
    refund_seconds: float = 2.0
    payout_seconds: float = 2.0
    payouts_fail: bool = False
    refunds_need_balance: bool = False
    decline_next: str = ""


def current(db: sqlite3.Connection) -> Behaviour:
    """Return the options in force."""
    row = db.execute("SELECT options FROM behaviour").fetchone()
    return Behaviour(**json.loads(row["options"])) if row else Behaviour()


def reset(db: sqlite3.Connection) -> None:
    """Forget every change."""
    db.execute("DELETE FROM behaviour")


def take_decline(db: sqlite3.Connection) -> str:
    """Return the decline code demanded of the next payment, once, or nothing."""
    if code := current(db).decline_next:
        change(db, {"decline_next": ""})
    return code


def change(db: sqlite3.Connection, changes: dict[str, Any]) -> Behaviour:
    """Change some options and return all of them; raises TypeError for a name that does not exist."""
    changed = dataclasses.replace(current(db), **changes)
    db.execute(
        "INSERT OR REPLACE INTO behaviour (id, options) VALUES (1, ?)", (json.dumps(dataclasses.asdict(changed)),)
    )
    return changed
