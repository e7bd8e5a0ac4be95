"""Everything PostgreSQL knows about a schema, written without its name: independent of how the fleet reads it."""

import psycopg
from psycopg import sql

_QUERIES = {
    "relations": """
        SELECT relname, relkind::text, relpersistence::text, relowner::regrole::text, relacl::text, reloptions::text
          FROM pg_class WHERE relnamespace = %(s)s::regnamespace""",
    "columns": """
        SELECT relname, row_number() OVER (PARTITION BY attrelid ORDER BY attnum), attname,
               format_type(atttypid, atttypmod), attnotnull, attidentity::text,
               attgenerated::text, attcollation::regcollation::text, attacl::text, pg_get_expr(adbin, adrelid),
               col_description(attrelid, attnum)
          FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
          LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE relnamespace = %(s)s::regnamespace AND attnum > 0 AND NOT attisdropped""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, contype::text, convalidated, condeferrable, condeferred,
               confupdtype::text, confdeltype::text, pg_get_constraintdef(oid)
          FROM pg_constraint WHERE connamespace = %(s)s::regnamespace""",
    "indexes": """
        SELECT relname, indisunique, indisprimary, indisexclusion, indimmediate, indisvalid, pg_get_indexdef(indexrelid)
          FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = %(s)s::regnamespace""",
    "sequences": """
        SELECT sequencename, data_type::text, start_value, min_value, max_value, increment_by, cycle, cache_size,
               last_value FROM pg_sequences WHERE schemaname = %(s)s""",
    "schema": "SELECT nspowner::regrole::text, nspacl::text FROM pg_namespace WHERE nspname = %(s)s",
    "functions": "SELECT proname FROM pg_proc WHERE pronamespace = %(s)s::regnamespace",
    "triggers": """
        SELECT relname, count(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
         WHERE relnamespace = %(s)s::regnamespace GROUP BY 1""",
    "types": "SELECT typname, typtype::text FROM pg_type WHERE typnamespace = %(s)s::regnamespace",
}


def catalog(connection: psycopg.Connection, schema_name: str) -> dict[str, list[str]]:
    """Return what the catalog says about a schema, sorted, one text per row."""
    connection.execute("SET LOCAL search_path = pg_catalog")
    found = {
        name: sorted(str(row).replace(f"{schema_name}.", "") for row in connection.execute(query, {"s": schema_name}))
        for name, query in _QUERIES.items()
    }
    tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema_name]).fetchall()
    for (table,) in tables:
        found[f"rows of {table}"] = _rows(connection, schema_name, table)
    return found


def _rows(connection: psycopg.Connection, schema_name: str, table: str) -> list[str]:
    query = sql.SQL("SELECT (to_jsonb(t) - 'applied')::text FROM {} t").format(sql.Identifier(schema_name, table))
    return sorted(text for (text,) in connection.execute(query))
