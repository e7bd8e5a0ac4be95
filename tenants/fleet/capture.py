"""A schema's definition, read from PostgreSQL's catalog as single statements that do not name the schema.

They are replayed with the new schema first in the search path. Refuses what it does not know how to copy.
"""

from collections.abc import Sequence

import psycopg
from psycopg import sql

from tenants.fleet.expressions import stable

_UNKNOWN = """
SELECT 'relation ' || relname FROM pg_class WHERE relnamespace = %(schema)s::regnamespace
   AND (relkind NOT IN ('r', 'i', 'S') OR relrowsecurity OR relpersistence <> 'p')
UNION ALL
SELECT 'sequence ' || relname FROM pg_class WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'S'
   AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'i')
UNION ALL
SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace
UNION ALL
SELECT 'type ' || typname FROM pg_type WHERE typnamespace = %(schema)s::regnamespace
   AND typrelid = 0 AND typelem = 0
UNION ALL
SELECT 'trigger ' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
 WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
"""

_TABLES = "SELECT oid, relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r' ORDER BY oid"

_COLUMNS = """
SELECT attrelid, attname, format_type(atttypid, atttypmod), attidentity::text, attgenerated::text,
       pg_get_expr(adbin, adrelid),
       CASE WHEN attcollation <> typcollation THEN attcollation::regcollation::text END,
       CASE WHEN attnotnull THEN coalesce(
            (SELECT quote_ident(conname) FROM pg_constraint
              WHERE conrelid = attrelid AND contype = 'n' AND conkey = ARRAY[attnum]), '') END,
       (SELECT relname FROM pg_depend JOIN pg_class ON pg_class.oid = objid
         WHERE refobjid = attrelid AND refobjsubid = attnum AND deptype = 'i' AND relkind = 'S')
  FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
 WHERE attrelid = ANY (%s) AND attnum > 0 AND NOT attisdropped ORDER BY attrelid, attnum
"""

_CONSTRAINTS = """
SELECT conrelid, conname, contype::text, pg_get_constraintdef(oid, contype = 'f') FROM pg_constraint
 WHERE conrelid = ANY (%s) AND contype IN ('p', 'u', 'x', 'c', 'f') ORDER BY oid
"""

_INDEXES = """
SELECT pg_get_indexdef(indexrelid, 0, true) FROM pg_index
 WHERE indrelid = ANY (%s) AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x')
 ) ORDER BY indexrelid
"""


class CannotCapture(Exception):
    """The schema holds something that a city's schema may not have: a view, a trigger, a free sequence ..."""


def definition(connection: psycopg.Connection, schema_name: str) -> list[str]:
    """Return the statements that make tables, constraints and indexes of a schema; raises CannotCapture."""
    path = sql.SQL("SET LOCAL search_path = {}, public").format(sql.Identifier(schema_name))
    connection.execute(path)
    unknown = [name for (name,) in connection.execute(_UNKNOWN, {"schema": schema_name})]
    if unknown:
        raise CannotCapture(f"{schema_name} holds what cannot be copied: {', '.join(sorted(unknown))}")
    tables = {oid: _name(name) for oid, name in connection.execute(_TABLES, [schema_name])}
    keys = list(tables)
    columns = connection.execute(_COLUMNS, [keys]).fetchall()
    constraints = connection.execute(_CONSTRAINTS, [keys]).fetchall()
    indexes = [stable(text) for (text,) in connection.execute(_INDEXES, [keys])]
    creates = [_create(tables[oid], _of(oid, columns), _of(oid, constraints)) for oid in keys]
    foreign = [
        f"ALTER TABLE {tables[oid]} ADD CONSTRAINT {_name(name)} {text}"
        for oid, name, kind, text in constraints
        if kind == "f"
    ]
    return [*creates, *indexes, *foreign]


def table_names(connection: psycopg.Connection, schema_name: str) -> list[str]:
    """Return the tables of a schema in the order in which they were made."""
    return [name for _, name in connection.execute(_TABLES, [schema_name])]


def _create(table: str, columns: Sequence[tuple], constraints: Sequence[tuple]) -> str:
    inline = [f"CONSTRAINT {_name(name)} {stable(text)}" for name, kind, text in constraints if kind != "f"]
    return f"CREATE TABLE {table} ({', '.join([*map(_column, columns), *inline])})"


def _column(row: tuple) -> str:
    name, kind, identity, generated, default, collation, not_null, sequence = row
    words = [_name(name), kind]
    if collation:
        words.append(f"COLLATE {collation}")
    if identity:
        always = "ALWAYS" if identity == "a" else "BY DEFAULT"
        words.append(f"GENERATED {always} AS IDENTITY (SEQUENCE NAME {_name(sequence)})")
    elif generated:
        words.append(f"GENERATED ALWAYS AS ({default}) STORED")
    elif default:
        words.append(f"DEFAULT {default}")
    if not_null is not None:
        words.append(f"CONSTRAINT {not_null} NOT NULL" if not_null else "NOT NULL")
    return " ".join(words)


def _of(oid: int, rows: Sequence[tuple]) -> list[tuple]:
    return [row[1:] for row in rows if row[0] == oid]


def _name(text: str) -> str:
    return sql.Identifier(text).as_string(None)
