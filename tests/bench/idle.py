"""What beat and worker ask of the database while nothing is due: the same with 2 cities and with many.

PostgreSQL's own log of statements is read between two instants, with the worker and beat of the stack running; the
ratio may move by the one tick that falls inside or outside of the window.
"""

import re

from tests.bench.fleet_check import make_cities
from tests.bench.lab import Lab, opened
from tests.bench.report import ratio_at_most, tell
from tests.bench.rounds import quiet_after

FEW, MANY = 2, 40
SETTLE_SECONDS = 8
SECONDS = 30
GOAL = 1.25
_STATEMENT = re.compile(r"LOG:  (?:statement|execute [^:]+): ")


def run() -> None:
    """Count with the cities that there are, then with many."""
    with opened() as lab:
        lab.execute("ALTER ROLE colletta_app SET log_statement = 'all'")
        lab.stack.start_jobs()
        few = _statements_per_minute(lab)
        make_cities(MANY - FEW)
        many = _statements_per_minute(lab)
        tell(
            "idle",
            ours=[many],
            reference=[few],
            unit="statements per minute",
            goal=ratio_at_most(GOAL),
            cities=MANY,
            cities_of_reference=FEW,
        )


def _statements_per_minute(lab: Lab) -> float:
    from django.db import connections

    connections.close_all()
    quiet_after(SETTLE_SECONDS)
    log = lab.stack.folder / "postgres" / "postgres.log"
    start = log.stat().st_size
    quiet_after(SECONDS)
    with log.open("rb") as file:
        file.seek(start)
        text = file.read().decode("utf-8", errors="replace")
    return len(_STATEMENT.findall(text)) * 60 / SECONDS
