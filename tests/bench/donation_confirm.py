"""Donations confirmed per second, one process, against the very same statements replayed by pgbench.

Every side works on its own copy of the same database, so that the statements captured once, ids and all, are the
statements of every round. `ledger` starts where the processor's answer is known; `webhook` starts at the signed event
and fetches the session again, so it also pays for the simulator's answer. The third line is `ledger` with commits
that do not wait for the disk, where nothing hides what the program itself costs.
"""

from collections.abc import Callable
from time import perf_counter

from tests.bench import pgbench
from tests.bench.lab import Lab, opened
from tests.bench.report import ratio_at_least, tell
from tests.bench.rounds import alternate

GIFTS = {"ledger": 40, "webhook": 15}
ROUNDS = 5
GOAL = 0.15

Work = Callable[[], None]


def run() -> None:
    """Measure both paths."""
    with opened() as lab:
        _measure(lab, "ledger", GIFTS["ledger"], _collecting)
        _measure(lab, "webhook", GIFTS["webhook"], _receiving)
        lab.execute("ALTER ROLE colletta_app SET synchronous_commit = off")
        _measure(lab, "ledger.without_disk", GIFTS["ledger"], _collecting)


def _measure(lab: Lab, name: str, gifts: int, prepare: Callable[[Lab, int], list[Work]]) -> None:
    works = prepare(lab, gifts * (ROUNDS + 1))
    batches = [works[start : start + gifts] for start in range(0, len(works), gifts)]
    for copy in ("captured", "ours", "replayed"):
        lab.copy(copy)
    lab.use("captured")
    scripts = iter([_capture(batch) for batch in batches])
    lab.use("ours")
    turns = iter(batches)
    taken = alternate(
        ROUNDS,
        ours=lambda: _rate(next(turns)),
        reference=lambda: gifts * pgbench.transactions_per_second(lab, next(scripts), database="replayed"),
    )
    lab.use()
    tell(
        f"donation_confirm.{name}",
        ours=taken["ours"],
        reference=taken["reference"],
        unit="donations/s",
        goal=ratio_at_least(GOAL),
    )


def _rate(batch: list[Work]) -> float:
    _enter()
    start = perf_counter()
    for work in batch:
        work()
    return len(batch) / (perf_counter() - start)


def _capture(batch: list[Work]) -> str:
    """Do a batch and return as one script what was sent."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    from tests.bench.scene import CITY_SCHEMA

    _enter()
    reset_queries()
    statements = [f"SET search_path = '{CITY_SCHEMA}', 'public'"]
    for work in batch:
        with CaptureQueriesContext(connection) as queries:
            work()
        statements += [query["sql"].rstrip(";") for query in queries.captured_queries]
    return "".join(f"{statement};\n" for statement in statements)


def _enter() -> None:
    from django.db import connection

    from tenants.registry import selectors as registry
    from tests.bench.scene import CITY_SCHEMA

    connection.set_schema_to_public()
    connection.set_tenant(registry.get_tenant(CITY_SCHEMA))


def _collecting(lab: Lab, gifts: int) -> list[Callable[[], None]]:
    from tests.bench import scene

    made = scene.make(lab.visitor)
    return [lambda gift=gift: scene.collect(gift, made.now) for gift in scene.begin(made, gifts)]


def _receiving(lab: Lab, gifts: int) -> list[Callable[[], None]]:
    from django.conf import settings

    from tests.bench import scene

    made = scene.make(lab.visitor)
    for gift in scene.begin(made, gifts):
        assert lab.visitor.pay(gift.attempt.session_url) == 303
    events = lab.visitor.events(made.campaign.account.account_id, "checkout.session.completed")
    secret = settings.STRIPE_WEBHOOK_SECRETS[0]
    signed = [lab.visitor.sign(event, secret=secret) for event in events]
    return [lambda each=each: _receive(*each) for each in signed]


def _receive(payload: bytes, signature: str) -> None:
    from django.db import connection

    from apps.kernel import clock
    from apps.webhooks import services
    from apps.webhooks.models import WebhookEvent

    connection.set_schema_to_public()
    now = clock.now()
    services.receive_event(payload=payload, signature=signature, now=now)
    event_pk = WebhookEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]
    services.process_event(event_pk=event_pk, now=now)
