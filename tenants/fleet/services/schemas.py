"""Making a city's schema: a spare renamed, or the template's statements sent in one transaction."""

from datetime import datetime

import psycopg
from psycopg import sql

from apps.kernel.errors import DomainError
from tenants.fleet import digest, owner
from tenants.fleet.services.template import SCHEMA_PLACEHOLDER

_STATEMENTS = "SELECT statements FROM public.fleet_schematemplate WHERE digest = %s"

_TAKE_SPARE = """
DELETE FROM public.fleet_spare WHERE id = (
    SELECT id FROM public.fleet_spare WHERE digest = %s ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING schema_name
"""

_NOTE = """
INSERT INTO public.fleet_schemastate (schema_name, privileges, started_at, finished_at, error)
VALUES (%(schema)s, %(privileges)s, %(now)s, %(now)s, '')
ON CONFLICT (schema_name) DO UPDATE SET privileges = excluded.privileges, finished_at = excluded.finished_at, error = ''
"""


class SchemaNotReady(DomainError):
    """The template in the database is not the one of this code."""

    code = "schema_not_ready"
    status = 503


def provide_schema(*, schema_name: str, now: datetime) -> str:
    """Make a schema with everything a city needs and return how: `existing`, `spare` or `template`.

    All or nothing, and repeating it changes nothing. Raises SchemaNotReady.
    """
    with owner.connect() as connection:
        if _exists(connection, schema_name):
            return "existing"
        spare = connection.execute(_TAKE_SPARE, [digest.template_digest()]).fetchone()
        if spare:
            rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}")
            connection.execute(rename.format(sql.Identifier(spare[0]), sql.Identifier(schema_name)))
        else:
            replay(connection, schema_name)
        note = {"schema": schema_name, "privileges": digest.privileges_digest(), "now": now}
        connection.execute(_NOTE, note)
    return "spare" if spare else "template"


def replay(connection: psycopg.Connection, schema_name: str) -> None:
    """Send the template's statements for a new schema, pipelined, in the caller's transaction.

    Raises SchemaNotReady.
    """
    found = connection.execute(_STATEMENTS, [digest.template_digest()]).fetchone()
    if found is None:
        raise SchemaNotReady("Lo schema modello non è quello di questo codice: esegui 'manage.py migrate_fleet'.")
    name = sql.Identifier(schema_name)
    quoted = name.as_string(connection)
    with connection.pipeline():
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(name))
        connection.execute(sql.SQL("SET LOCAL search_path = {}, public").format(name))
        for text in found[0]:
            connection.execute(text.replace(f'"{SCHEMA_PLACEHOLDER}"', quoted), prepare=False)
        connection.execute("SET LOCAL search_path = public")


def drop_schema(*, schema_name: str) -> None:
    """Drop a schema and all it holds."""
    with owner.connect() as connection:
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema_name)))
        connection.execute("DELETE FROM public.fleet_schemastate WHERE schema_name = %s", [schema_name])


def _exists(connection: psycopg.Connection, schema_name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema_name]).fetchone() is not None
