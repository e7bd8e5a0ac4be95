"""The rows that migrations leave in a new schema (migrations applied, content types, ...), as literal statements."""

from collections.abc import Sequence

import psycopg
from psycopg import sql

_COLUMNS = """
SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
   AND attgenerated = '' ORDER BY attnum
"""
_SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = %s AND last_value IS NOT NULL ORDER BY 1
"""


def statements(connection: psycopg.Connection, schema_name: str, tables: Sequence[str]) -> list[str]:
    """Return the statements that put the same rows, and set the identities past them."""
    inserts = [text for table in tables if (text := _insert(connection, schema_name, table))]
    sequences = connection.execute(_SEQUENCES, [schema_name]).fetchall()
    advances = [
        sql.SQL("SELECT setval({}, {})").format(_quoted(name), sql.Literal(last)).as_string(None)
        for name, last in sequences
    ]
    return [*inserts, *advances]


def _insert(connection: psycopg.Connection, schema_name: str, table: str) -> str:
    place = sql.Identifier(schema_name, table)
    columns = [name for (name,) in connection.execute(_COLUMNS, [place.as_string(None)])]
    as_text = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(name)) for name in columns)
    rows = connection.execute(sql.SQL("SELECT {} FROM {} ORDER BY 1").format(as_text, place)).fetchall()
    if not rows:
        return ""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    values = sql.SQL(", ").join(
        sql.SQL("({})").format(sql.SQL(", ").join(_literal(value) for value in row)) for row in rows
    )
    target = sql.Identifier(table)
    return sql.SQL("INSERT INTO {} ({}) VALUES {}").format(target, names, values).as_string(None)


def _literal(value: str | None) -> sql.Composable:
    return sql.NULL if value is None else sql.Literal(value)


def _quoted(sequence: str) -> sql.Literal:
    return sql.Literal(sql.Identifier(sequence).as_string(None))
