"""What the serving role may do in a schema: everything with rows, unless an app says less; never with tables.

An app says less in its module `privileges`: `APPEND_ONLY` and `READ_ONLY` name tables, `UPDATABLE_COLUMNS` maps a table
to the only columns that may be changed (and its rows are never deleted).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

import psycopg
from django.apps import apps
from django.conf import settings
from psycopg import sql

_DEFAULT = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
)


@dataclass(frozen=True)
class Restrictions:
    """The tables in which the serving role may do less than the default."""

    append_only: tuple[str, ...] = ()
    read_only: tuple[str, ...] = ()
    updatable_columns: dict[str, list[str]] = field(default_factory=dict)

    def tables(self) -> set[str]:
        """Return every table that is named."""
        return {*self.append_only, *self.read_only, *self.updatable_columns}


def restrictions() -> Restrictions:
    """Collect what the installed apps restrict."""
    append_only: list[str] = []
    read_only: list[str] = []
    updatable: dict[str, list[str]] = {}
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.privileges") is None:
            continue
        module = import_module(f"{config.name}.privileges")
        append_only += getattr(module, "APPEND_ONLY", [])
        read_only += getattr(module, "READ_ONLY", [])
        updatable |= getattr(module, "UPDATABLE_COLUMNS", {})
    return Restrictions(tuple(append_only), tuple(read_only), updatable)


def statements(schema_name: str, tables: Iterable[str]) -> list[str]:
    """Return the statements that grant a schema with these tables to the serving role; safe to repeat."""
    role = sql.Identifier(settings.FLEET_SERVING_ROLE)
    schema = sql.Identifier(schema_name)
    default = [sql.SQL(text).format(schema=schema, role=role) for text in _DEFAULT]
    restricted = _restricted(restrictions(), schema, role, set(tables))
    return [statement.as_string(None) for statement in (*default, *restricted)]


def apply(connection: psycopg.Connection, schema_name: str) -> None:
    """Grant a schema to the serving role, in the caller's transaction."""
    query = "SELECT tablename FROM pg_tables WHERE schemaname = %s"
    tables = [name for (name,) in connection.execute(query, [schema_name])]
    for statement in statements(schema_name, tables):
        connection.execute(statement)


def _restricted(
    found: Restrictions, schema: sql.Identifier, role: sql.Identifier, tables: set[str]
) -> Iterator[sql.Composed]:
    revoked = {
        **dict.fromkeys(found.append_only, "UPDATE, DELETE"),
        **dict.fromkeys(found.updatable_columns, "UPDATE, DELETE"),
        **dict.fromkeys(found.read_only, "INSERT, UPDATE, DELETE"),
    }
    for table in sorted(tables & set(revoked)):
        place = {"schema": schema, "table": sql.Identifier(table), "role": role}
        yield sql.SQL("REVOKE " + revoked[table] + " ON {schema}.{table} FROM {role}").format(**place)
        columns = found.updatable_columns.get(table)
        if columns:
            names = sql.SQL(", ").join(map(sql.Identifier, columns))
            yield sql.SQL("GRANT UPDATE ({columns}) ON {schema}.{table} TO {role}").format(columns=names, **place)
