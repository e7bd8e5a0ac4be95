"""Several processes reserve from one pool at once, against as many clients that add to one row and commit.

The pool's balance must be exact at the end, or the bench says so and stops. `same_sql` compares with pgbench sending
the very statement of the reservation, in the same frame of BEGIN and COMMIT: what Python adds to it.
"""

from itertools import count
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from time import perf_counter
from typing import Any

from tests.bench import pgbench
from tests.bench.lab import DATABASE, Lab, opened
from tests.bench.report import ratio_at_least, tell
from tests.bench.rounds import alternate

CLIENTS = 4
EACH = 60
CENTS = 1_00
ROUNDS = 5
GOAL = 0.4
UPDATE = "UPDATE public.bench_row SET total = total + 1 WHERE id = 1;\n"
_KEY = "bench:captured"
_runs = count(1)


def run() -> None:
    """Measure the three in turns."""
    with opened() as lab:
        from tests.bench import scene

        pool = f"pool:{scene.make(lab.visitor).campaign.call_id}"
        lab.execute("CREATE TABLE public.bench_row (id int PRIMARY KEY, total bigint NOT NULL)")
        lab.execute("INSERT INTO public.bench_row VALUES (1, 0)")
        lab.execute("GRANT SELECT, UPDATE ON public.bench_row TO colletta_app")
        statement = _captured(pool)
        taken = alternate(
            ROUNDS,
            ours=lambda: _reserve_together(pool),
            update=lambda: _rate(lab, UPDATE, EACH * 10),
            same=lambda: _rate(lab, statement, EACH),
        )
        for name, reference in (("pool_contention", "update"), ("pool_contention.same_sql", "same")):
            tell(
                name,
                ours=taken["ours"],
                reference=taken[reference],
                unit="transactions/s",
                goal=ratio_at_least(GOAL),
                clients=CLIENTS,
                balance_exact=True,
            )


def _rate(lab: Lab, script: str, transactions: int) -> float:
    return pgbench.transactions_per_second(lab, script, database=DATABASE, clients=CLIENTS, transactions=transactions)


def _captured(pool: str) -> str:
    """Return a script that reserves as the ledger does, under a new key each time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.bench.scene import CITY_SCHEMA

    _reserve_once(pool, "bench:opens the accounts")
    with CaptureQueriesContext(connection) as queries:
        _reserve_once(pool, _KEY)
    (statement,) = (query["sql"] for query in queries.captured_queries if f"'{_KEY}'" in query["sql"])
    statement = statement.replace(f"'{_KEY}'", "'bench:' || :number").replace("ledger_", f"{CITY_SCHEMA}.ledger_")
    return f"\\set number random(1, 1000000000000000)\nBEGIN;\n{statement};\nCOMMIT;\n"


def _reserve_together(pool: str) -> float:
    """Return the reservations per second of all processes; fails when the pool holds another sum than it should."""
    from django.db import connections

    pending, number = _pending(pool), next(_runs)
    connections.close_all()
    context = get_context("fork")
    barrier, ends = context.Barrier(CLIENTS + 1), context.Queue()
    processes = [
        context.Process(target=_reserve, args=(pool, f"bench:{number}:{client}", barrier, ends))
        for client in range(CLIENTS)
    ]
    for process in processes:
        process.start()
    barrier.wait(120)
    start = perf_counter()
    last = max(ends.get(timeout=120) for _ in processes)
    for process in processes:
        process.join()
    held = _pending(pool) - pending
    if held != CLIENTS * EACH * CENTS:
        raise AssertionError(f"the pool holds {held} cents more, not {CLIENTS * EACH * CENTS}")
    return CLIENTS * EACH / (last - start)


def _reserve(pool: str, key: str, barrier: Barrier, ends: Any) -> None:
    from django.db import connection

    _pending(pool)
    barrier.wait(120)
    for position in range(EACH):
        _reserve_once(pool, f"{key}:{position}")
    ends.put(perf_counter())
    connection.close()


def _reserve_once(pool: str, key: str) -> None:
    from django.db import transaction

    from apps.kernel import clock
    from apps.ledger import services as ledger
    from apps.ledger.services import Line

    line = Line(pool, "campaign:1:match", CENTS)
    with transaction.atomic():
        ledger.reserve(kind="bench", key=key, occurred_at=clock.now(), source="bench", line=line)


def _pending(pool: str) -> int:
    from django.db import connection

    from apps.ledger import selectors as ledger
    from tenants.registry import selectors as registry
    from tests.bench.scene import CITY_SCHEMA

    connection.set_schema_to_public()
    connection.set_tenant(registry.get_tenant(CITY_SCHEMA))
    return ledger.balances([pool])[pool].pending_cents
