"""A city made live, against Django's own migrations and against its bare statements sent in one pipeline.

The floor is one transaction with nothing but the template's statements, on a connection that is open already. A city is
measured from its request's row until the look at its home page has passed.
"""

from itertools import count
from time import perf_counter

import psycopg
from psycopg import sql

from tests.bench.lab import opened
from tests.bench.report import Goal, ours_at_most, ratio_at_most, tell
from tests.bench.rounds import alternate, milliseconds

ROUNDS = 5
FLOOR_GOAL = 1.2
SPARE_GOAL_MS = 50
MIGRATE_GOAL = 0.25
_numbers = count(1)


def run() -> None:
    """Measure schemas and whole cities, made from the template and from a spare."""
    with opened():
        taken = alternate(
            ROUNDS,
            floor=_floor,
            template=_schema,
            city=lambda: _city(spares=0),
            spare=lambda: _city(spares=1),
            migrate=_migrated,
        )
    floor, goal = taken["floor"], ratio_at_most(FLOOR_GOAL)
    told: tuple[tuple[str, list[float], list[float], Goal], ...] = (
        ("template", taken["template"], floor, goal),
        ("city", taken["city"], floor, goal),
        ("spare", taken["spare"], floor, ours_at_most(SPARE_GOAL_MS, "ms")),
        ("against_migrate", taken["template"], taken["migrate"], ratio_at_most(MIGRATE_GOAL)),
    )
    for name, ours, reference, wanted in told:
        tell(f"onboarding.{name}", ours=ours, reference=reference, unit="ms", goal=wanted)


def _floor() -> float:
    from django.conf import settings

    from tenants.fleet.models import SchemaTemplate
    from tenants.fleet.services.template import SCHEMA_PLACEHOLDER

    name = _name()
    lines = [
        f"CREATE SCHEMA {name}",
        f"SET LOCAL search_path = {name}, public",
        *(text.replace(SCHEMA_PLACEHOLDER, name) for text in SchemaTemplate.objects.get().statements),
    ]
    with psycopg.connect(settings.FLEET_OWNER_URL) as connection:
        took = milliseconds(lambda: _send(connection, lines))
    return _without(name, took)


def _send(connection: psycopg.Connection, lines: list[str]) -> None:
    with connection.pipeline():
        for line in lines:
            connection.execute(line, prepare=False)  # type: ignore[call-overload]
    connection.commit()


def _schema() -> float:
    from apps.kernel import clock
    from tenants.fleet import services as fleet

    name = _name()
    return _without(name, milliseconds(lambda: fleet.provide_schema(schema_name=name, now=clock.now())))


def _city(*, spares: int) -> float:
    """Bring a city live and return how long it took until its home page answered."""
    from django.test import override_settings

    from apps.kernel import clock
    from tenants.fleet import services as fleet

    with override_settings(FLEET_SPARES=spares):
        fleet.refill_spares(now=clock.now())
    number = next(_numbers)
    return _without(f"c_prova_{number}", _live(number))


def _live(number: int) -> float:
    from apps.kernel import clock
    from tenants.onboarding import services as onboarding
    from tenants.onboarding.rules import CityRequest

    request = CityRequest(
        name=f"Prova {number}",
        slug=f"prova-{number}",
        istat_code=f"{number:06}",
        domain=f"prova-{number}.localhost",
        primary_colour="#0066cc",
        officer_email="funzionario@example.org",
        officer_name="Ada Rossi",
    )
    tenant = onboarding.request_city(request=request, is_demo=True, actor="bench", now=clock.now())
    ends: dict[str, float] = {}
    start = perf_counter()
    onboarding.provision_city(
        tenant_id=tenant.pk, now=clock.now(), report=lambda step, row: ends.setdefault(step.name, perf_counter())
    )
    return (ends["smoke"] - start) * 1000


def _migrated() -> float:
    """Let django-tenants make and migrate a schema, as its `create_schema` does, as the owner."""
    from django.conf import settings
    from django.core.management import call_command

    from tests.bench.owner import as_owner

    name = _name()
    with psycopg.connect(settings.FLEET_OWNER_URL) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
    with as_owner():
        took = milliseconds(
            lambda: call_command("migrate_schemas", tenant=True, schema_name=name, interactive=False, verbosity=0)
        )
    return _without(name, took)


def _name() -> str:
    return f"bench_{next(_numbers)}"


def _without(schema_name: str, took: float) -> float:
    from tenants.fleet import services as fleet

    fleet.drop_schema(schema_name=schema_name)
    return took
