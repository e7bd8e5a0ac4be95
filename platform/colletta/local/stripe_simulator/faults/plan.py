"""The fault plan: a seed and the share of requests and of events that go wrong, each in its own way.

Owns the tables ``fault_plan`` and ``fault_count``: plan and counters survive a restart. The number of the request or
event and the seed decide alone, so the same sequence meets the same faults.
"""

import dataclasses
import hashlib
import json
import sqlite3
from typing import Any

from colletta.local.stripe_simulator.context import Json

REQUEST_FAULTS = ("error_429", "error_500", "drop_answer", "timeout")
"""At most one for each request: refused before anything is done, or lost after the commit."""

EVENT_FAULTS = ("withheld", "duplicate", "delay", "reorder", "forged", "stale", "wrong_account")
"""Any of them together, but a withheld event is sent in no way at all: only the list of events has it."""

FABRICATED = ("forged", "stale", "wrong_account")


@dataclasses.dataclass(frozen=True)
class Plan:
    """What was asked for; rates between 0 and 1, seconds of real time."""

    seed: int
    rates: dict[str, float]
    methods: tuple[str, ...] = ("POST",)
    path: str = "/v1/"
    timeout_seconds: float = 25.0
    delay_seconds: float = 5.0
    reorder_seconds: float = 1.0

    def __post_init__(self) -> None:
        """Raise ValueError for a rate that does not exist or is out of bounds."""
        known = (*REQUEST_FAULTS, *EVENT_FAULTS)
        if unknown := set(self.rates) - set(known):
            raise ValueError(f"unknown rates: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        if not all(0 <= rate <= 1 for rate in self.rates.values()):
            raise ValueError("a rate is between 0 and 1")

    def strikes(self, kind: str, number: int) -> bool:
        """Tell whether a fault happens to the request or event of this number."""
        return self.fraction(kind, number) < self.rates.get(kind, 0.0)

    def fraction(self, kind: str, number: int) -> float:
        """Return a number from 0 up to 1 that only seed, kind and number decide."""
        digest = hashlib.sha256(f"{self.seed}:{kind}:{number}".encode()).digest()
        return int.from_bytes(digest[:8], "big") / 2**64


@dataclasses.dataclass(frozen=True)
class Strike:
    """The faults of one request or event, under their plan."""

    plan: Plan
    number: int
    kinds: frozenset[str]

    @property
    def wait_seconds(self) -> float:
        """How long an event is held back: delayed for the whole time, reordered for a part of it."""
        wait = self.plan.delay_seconds if "delay" in self.kinds else 0.0
        if "reorder" in self.kinds:
            wait += self.plan.reorder_seconds * self.plan.fraction("reorder_wait", self.number)
        return wait


def follow(db: sqlite3.Connection, document: dict[str, Any]) -> None:
    """Put a plan in force and count from nothing; raises TypeError or ValueError for what a plan does not have."""
    plan = Plan(**{**document, "methods": tuple(document.get("methods", ("POST",)))})
    db.execute("DELETE FROM fault_count")
    db.execute("INSERT OR REPLACE INTO fault_plan (id, plan) VALUES (1, ?)", (json.dumps(dataclasses.asdict(plan)),))


def stop(db: sqlite3.Connection) -> None:
    """End the plan; what it did stays counted until the next one."""
    db.execute("DELETE FROM fault_plan")


def current(db: sqlite3.Connection) -> Plan | None:
    """Return the plan in force."""
    row = db.execute("SELECT plan FROM fault_plan").fetchone()
    if row is None:
        return None
    document = json.loads(row["plan"])
    return Plan(**{**document, "methods": tuple(document["methods"])})


def strike_request(db: sqlite3.Connection, *, method: str, path: str) -> Strike | None:
    """Count a request and return the fault that the plan has for it."""
    plan = current(db)
    if plan is None or method not in plan.methods or not path.startswith(plan.path):
        return None
    number = _count(db, "seen.request")
    kind = next((kind for kind in REQUEST_FAULTS if plan.strikes(kind, number)), None)
    return _struck(db, Strike(plan, number, frozenset({kind} if kind else ())))


def strike_event(db: sqlite3.Connection) -> Strike | None:
    """Count an event and return the faults that the plan has for it."""
    plan = current(db)
    if plan is None:
        return None
    number = _count(db, "seen.event")
    kinds = {kind for kind in EVENT_FAULTS if plan.strikes(kind, number)}
    return _struck(db, Strike(plan, number, frozenset({"withheld"} if "withheld" in kinds else kinds)))


def report(db: sqlite3.Connection) -> Json:
    """Return the plan in force, how much it has seen and what it injected."""
    plan = current(db)
    counts = {row["kind"]: row["number"] for row in db.execute("SELECT kind, number FROM fault_count")}
    return {
        "plan": dataclasses.asdict(plan) if plan else None,
        "seen": {name: counts.get(f"seen.{name}", 0) for name in ("request", "event")},
        "injected": {kind: counts.get(kind, 0) for kind in (*REQUEST_FAULTS, *EVENT_FAULTS)},
    }


def _struck(db: sqlite3.Connection, strike: Strike) -> Strike:
    for kind in strike.kinds:
        _count(db, kind)
    return strike


def _count(db: sqlite3.Connection, kind: str) -> int:
    row = db.execute(
        "INSERT INTO fault_count (kind, number) VALUES (?, 1)"
        " ON CONFLICT (kind) DO UPDATE SET number = number + 1 RETURNING number",
        (kind,),
    ).fetchone()
    return int(row["number"])
