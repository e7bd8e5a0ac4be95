"""Nothing to migrate: the whole check of every schema, against `migrate_schemas` as django-tenants runs it.

The reference looks at a few schemas, ours at all of them; both are told per schema.
"""

from itertools import count

from tests.bench.lab import opened
from tests.bench.owner import as_owner
from tests.bench.report import ratio_at_most, tell
from tests.bench.rounds import alternate, milliseconds

CITIES = 40
LOOKED_AT = 2
ROUNDS = 3
_turns = count()


def run() -> None:
    """Make the cities, then check them."""
    with opened():
        make_cities(CITIES)
        with as_owner():
            taken = alternate(ROUNDS, ours=_check, default=_check_by_default)
        tell(
            "fleet_check",
            ours=taken["ours"],
            reference=taken["default"],
            unit="ms per schema",
            goal=ratio_at_most(0.05),
            schemas=CITIES,
        )


def make_cities(number: int) -> None:
    """Make so many active cities with their schemas, without the other steps of onboarding."""
    from apps.kernel import clock
    from tenants.fleet import services as fleet
    from tenants.registry import services as registry
    from tenants.registry.states import TenantState

    now = clock.now()
    for position in range(number):
        name = f"c_molte_{position}"
        tenant = registry.create_city(
            name=f"Città {position}",
            slug=f"molte-{position}",
            schema_name=name,
            istat_code=f"{900_000 + position}",
            primary_colour="#0066cc",
            is_demo=True,
            now=now,
        )
        fleet.provide_schema(schema_name=name, now=now)
        registry.set_state(tenant=tenant, state=TenantState.ACTIVE)


def _check() -> float:
    from apps.kernel import clock
    from tenants.fleet import services as fleet

    return milliseconds(lambda: fleet.migrate_fleet(clock=clock.now, say=lambda text: None)) / CITIES


def _check_by_default() -> float:
    return milliseconds(lambda: [_migrate(next(_turns) % CITIES) for _ in range(LOOKED_AT)]) / LOOKED_AT


def _migrate(position: int) -> None:
    from django.core.management import call_command

    name = f"c_molte_{position}"
    call_command("migrate_schemas", tenant=True, schema_name=name, interactive=False, verbosity=0)
