"""Every schema brought up to date: public first, then the template, then the cities that lack something."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.management import call_command

from tenants.fleet import digest, grants, owner, selectors
from tenants.fleet.services.template import ensure_template, migrate_schema
from tenants.registry import services as registry

_STARTED = """
INSERT INTO public.fleet_schemastate (schema_name, privileges, started_at, finished_at, error)
VALUES (%s, '', %s, NULL, 'interrotto')
ON CONFLICT (schema_name) DO UPDATE SET started_at = excluded.started_at, finished_at = NULL, error = excluded.error
"""
_ENDED = """
UPDATE public.fleet_schemastate SET privileges = %s, finished_at = %s, error = %s WHERE schema_name = %s
"""


@dataclass(frozen=True)
class FleetReport:
    """How many cities there are, which were brought up to date, and which could not be (schema -> error)."""

    cities: int
    migrated: tuple[str, ...]
    failed: dict[str, str]


def migrate_fleet(*, clock: Callable[[], datetime], say: Callable[[str], None]) -> FleetReport:
    """Bring public, template and every city up to date, journaling each; run again, it resumes. For the owner.

    A city that fails does not stop the others. Raises what a failure in public or in the template raises.
    """
    migrate_public(now=clock())
    say("public: aggiornato")
    built = ensure_template(now=clock())
    say("modello: ricostruito" if built else "modello: già aggiornato")
    with owner.connect() as connection:
        cities = selectors.city_schemas(connection)
        behind = selectors.schemas_behind(connection, cities, digest.required_in_city())
        ungranted = selectors.schemas_without_privileges(connection, cities)
    failed: dict[str, str] = {}
    todo = sorted({*behind, *ungranted})
    for position, schema_name in enumerate(todo, start=1):
        error = _bring_up_to_date(schema_name, schema_name in behind, clock)
        say(f"[{position}/{len(todo)}] {schema_name}: {error or 'aggiornato'}")
        if error:
            failed[schema_name] = error
    say(f"{len(cities)} comuni, {len(todo)} da aggiornare, {len(failed)} non riusciti")
    return FleetReport(len(cities), tuple(name for name in todo if name not in failed), failed)


def migrate_public(*, now: datetime) -> None:
    """Bring the public schema up to date: tables, the national tenant's row, privileges. For a process of the owner."""
    with owner.connect() as connection:
        is_new = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,)
        behind = is_new or selectors.schemas_behind(connection, ["public"], digest.required_in_public())
    if behind:
        call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    registry.ensure_national_tenant(host=settings.FLEET_PUBLIC_HOST, now=now)
    with owner.connect() as connection:
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        grants.apply(connection, "public")


def _bring_up_to_date(schema_name: str, is_behind: bool, clock: Callable[[], datetime]) -> str:
    with owner.connect() as connection:
        connection.execute(_STARTED, [schema_name, clock()])
    error = _attempt(schema_name, is_behind)
    with owner.connect() as connection:
        privileges = "" if error else digest.privileges_digest()
        connection.execute(_ENDED, [privileges, clock(), error, schema_name])
    return error


def _attempt(schema_name: str, is_behind: bool) -> str:
    """Return the error as text: the journal keeps it, and the other cities go on."""
    try:
        if is_behind:
            migrate_schema(schema_name)
        with owner.connect() as connection:
            grants.apply(connection, schema_name)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:2000]
    return ""
