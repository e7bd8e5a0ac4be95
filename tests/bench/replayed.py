"""Work of one process against the very same statements replayed by pgbench.

Every side works on its own copy of the same database, so that the statements captured once, ids and all, are the
statements of every round.
"""

from collections.abc import Callable, Sequence
from time import perf_counter

from tests.bench import pgbench
from tests.bench.lab import Lab
from tests.bench.report import ratio_at_least, tell
from tests.bench.rounds import alternate

ROUNDS = 5

Work = Callable[[], object]


def compare(lab: Lab, bench: str, works: Sequence[Work], *, schema: str, unit: str, goal: float) -> None:
    """Do the works in `ROUNDS + 1` equal batches, here and as captured, and print both rates.

    `schema` is where the statements go: a city's, or `public`.
    """
    each = len(works) // (ROUNDS + 1)
    batches = [works[start : start + each] for start in range(0, each * (ROUNDS + 1), each)]
    for copy in ("captured", "ours", "replayed"):
        lab.copy(copy)
    lab.use("captured")
    scripts = iter([_capture(batch, schema) for batch in batches])
    lab.use("ours")
    turns = iter(batches)
    taken = alternate(
        ROUNDS,
        ours=lambda: _rate(next(turns), schema),
        reference=lambda: each * pgbench.transactions_per_second(lab, next(scripts), database="replayed"),
    )
    lab.use()
    tell(bench, ours=taken["ours"], reference=taken["reference"], unit=unit, goal=ratio_at_least(goal))


def enter(schema: str) -> None:
    """Let Django's connection work in a schema."""
    from django.db import connection

    from tenants.registry import selectors as registry

    connection.set_schema_to_public()
    if schema != "public":
        connection.set_tenant(registry.get_tenant(schema))


def _rate(batch: Sequence[Work], schema: str) -> float:
    enter(schema)
    start = perf_counter()
    for work in batch:
        work()
    return len(batch) / (perf_counter() - start)


def _capture(batch: Sequence[Work], schema: str) -> str:
    """Do a batch and return as one script what was sent."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    enter(schema)
    reset_queries()
    path = "'public'" if schema == "public" else f"'{schema}', 'public'"
    statements = [f"SET search_path = {path}"]
    for work in batch:
        with CaptureQueriesContext(connection) as queries:
            work()
        statements += [query["sql"].rstrip(";") for query in queries.captured_queries]
    return "".join(f"{statement};\n" for statement in statements)
