"""Reads of the fleet: which schemas lack a migration or a privilege, and the figures of the operator's console."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg
from django.db import connection
from psycopg import sql

from tenants.fleet import digest
from tenants.fleet.models import SchemaState, SchemaTemplate, Spare

_SCHEMAS_AT_ONCE = 200
_CITIES = """
SELECT schema_name FROM public.registry_tenant JOIN pg_namespace ON nspname = schema_name
 WHERE schema_name <> 'public' ORDER BY schema_name
"""
_PRIVILEGED = "SELECT schema_name FROM public.fleet_schemastate WHERE privileges = %s AND error = ''"
_UP_TO_DATE = """
SELECT EXISTS (SELECT FROM public.fleet_schematemplate WHERE digest = %s),
       (SELECT array_agg(app || '.' || name) FROM public.django_migrations)
"""


@dataclass(frozen=True)
class FleetStatus:
    """What the console shows: is the template the code's, how many spares, which schemas failed."""

    template_is_current: bool
    spares: int
    failures: tuple[SchemaState, ...]


def status() -> FleetStatus:
    """Return the state of template, spares and migrations."""
    current = digest.template_digest()
    return FleetStatus(
        template_is_current=SchemaTemplate.objects.filter(digest=current).exists(),
        spares=Spare.objects.filter(digest=current).count(),
        failures=tuple(SchemaState.objects.exclude(error="").order_by("schema_name")),
    )


def is_up_to_date() -> bool:
    """Tell whether the public schema and the template are those of this code."""
    with connection.cursor() as cursor:
        cursor.execute(_UP_TO_DATE, [digest.template_digest()])
        has_template, applied = cursor.fetchone()
    return bool(has_template) and digest.required_in_public() <= set(applied or ())


def has_schema(schema_name: str) -> bool:
    """Tell whether the database has a schema of this name, whoever's it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema_name])
        return cursor.fetchone() is not None


def city_schemas(owner: psycopg.Connection) -> list[str]:
    """Return the schemas of all cities that have one, by name."""
    return [name for (name,) in owner.execute(_CITIES)]


def schemas_behind(owner: psycopg.Connection, schemas: Sequence[str], required: frozenset[str]) -> list[str]:
    """Return the schemas that lack one of the migrations, in one pass over all of them."""
    return [name for name, applied in _applied(owner, schemas) if not required <= applied]


def schemas_without_privileges(owner: psycopg.Connection, schemas: Sequence[str]) -> list[str]:
    """Return the schemas to which the privileges of this code were not yet granted."""
    granted = {name for (name,) in owner.execute(_PRIVILEGED, [digest.privileges_digest()])}
    return [name for name in schemas if name not in granted]


def _applied(owner: psycopg.Connection, schemas: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
    one = sql.SQL("SELECT {}, array_agg(app || '.' || name) FROM {}")
    for start in range(0, len(schemas), _SCHEMAS_AT_ONCE):
        parts = [
            one.format(sql.Literal(name), sql.Identifier(name, "django_migrations"))
            for name in schemas[start : start + _SCHEMAS_AT_ONCE]
        ]
        for name, applied in owner.execute(sql.SQL(" UNION ALL ").join(parts)):
            yield name, frozenset(applied or ())
