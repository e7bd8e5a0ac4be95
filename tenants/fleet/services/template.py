"""The template: one schema migrated by Django, read as statements, kept as a row and dropped again."""

import json
from datetime import datetime

import psycopg
from django.core.management import call_command
from psycopg import sql

from tenants.fleet import capture, digest, grants, owner, seeds
from tenants.registry import schema

TEMPLATE_SCHEMA = "template"
SCHEMA_PLACEHOLDER = "@schema@"

_SAVE = """
INSERT INTO public.fleet_schematemplate (digest, statements, built_at) VALUES (%s, %s, %s)
ON CONFLICT (digest) DO UPDATE SET statements = excluded.statements, built_at = excluded.built_at
"""


def ensure_template(*, now: datetime) -> bool:
    """Build the template unless it is the code's already; say whether it was built. For a process of the owner."""
    with owner.connect() as link:
        found = link.execute(
            "SELECT 1 FROM public.fleet_schematemplate WHERE digest = %s", [digest.template_digest()]
        ).fetchone()
    if found is None:
        build_template(now=now)
    return found is None


def build_template(*, now: datetime) -> None:
    """Migrate an empty schema, keep its definition and its rows as statements, drop it. For a process of the owner.

    Raises CannotCapture.
    """
    _drop_template()
    with owner.connect() as link:
        link.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(TEMPLATE_SCHEMA)))
    try:
        migrate_schema(TEMPLATE_SCHEMA)
        with owner.connect() as link:
            lines = statements_of(link, TEMPLATE_SCHEMA)
            link.execute(_SAVE, [digest.template_digest(), json.dumps(lines), now])
            link.execute("DELETE FROM public.fleet_schematemplate WHERE digest <> %s", [digest.template_digest()])
    finally:
        _drop_template()


def statements_of(link: psycopg.Connection, schema_name: str) -> list[str]:
    """Return what makes a schema like this one, with `SCHEMA_PLACEHOLDER` where it must be named."""
    tables = capture.table_names(link, schema_name)
    made = capture.definition(link, schema_name)
    rows = seeds.statements(link, schema_name, tables)
    foreign_keys = [text for text in made if text.startswith("ALTER TABLE")]
    others = [text for text in made if not text.startswith("ALTER TABLE")]
    return [*others, *rows, *foreign_keys, *grants.statements(SCHEMA_PLACEHOLDER, tables)]


def migrate_schema(schema_name: str) -> None:
    """Run Django's own migrations in one schema, and come back to public whatever happens."""
    try:
        call_command("migrate_schemas", tenant=True, schema_name=schema_name, interactive=False, verbosity=0)
    finally:
        schema.leave()


def _drop_template() -> None:
    with owner.connect() as link:
        link.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(TEMPLATE_SCHEMA)))
