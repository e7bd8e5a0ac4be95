"""What the serving role may do: rows only, and fewer where an app says so."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tenants.fleet import grants


def privileges(schema_name: str) -> dict[str, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, p FROM pg_class, unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES',"
            "'TRIGGER']) p WHERE relnamespace = %s::regnamespace AND relkind = 'r'"
            " AND has_table_privilege(pg_class.oid, p)",
            [schema_name],
        )
        found: dict[str, set[str]] = {}
        for table, privilege in cursor.fetchall():
            found.setdefault(table, set()).add(privilege)
    return found


@pytest.mark.parametrize("schema_name", ["public", "c_milano"])
def test_every_table_has_the_privileges_that_the_apps_declare_and_no_other(db, schema_name):
    declared = grants.restrictions()
    for table, found in privileges(schema_name).items():
        if table in declared.read_only:
            assert found == {"SELECT"}, table
        elif table in declared.append_only or table in declared.updatable_columns:
            assert found == {"SELECT", "INSERT"}, table
        else:
            assert found == {"SELECT", "INSERT", "UPDATE", "DELETE"}, table


def test_every_restricted_table_exists(db):
    assert grants.restrictions().tables() <= set(privileges("public")) | set(privileges("c_milano"))


def test_the_serving_role_owns_nothing_and_creates_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_' AND has_schema_privilege(oid, 'CREATE')"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT has_database_privilege(current_database(), 'CREATE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    "attack",
    [
        "CREATE SCHEMA c_mine",
        "CREATE TABLE public.mine (id int)",
        "ALTER TABLE c_milano.audit_auditevent DISABLE TRIGGER ALL",
        "TRUNCATE c_milano.audit_auditevent",
        "DROP TABLE c_milano.audit_auditevent",
        "UPDATE public.fleet_schematemplate SET statements = '[]'",
        "DELETE FROM public.django_migrations",
        "SET ROLE colletta_owner",
    ],
)
def test_an_attack_under_the_serving_role_is_refused(db, attack):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(attack)


def test_an_update_is_allowed_on_the_declared_columns_only(db, owner_connection: psycopg.Connection):
    for table, columns in grants.restrictions().updatable_columns.items():
        query = (
            "SELECT attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
            " WHERE relname = %s AND attnum > 0 AND relnamespace::regnamespace::text IN ('c_milano', 'public')"
            " AND NOT attisdropped AND has_column_privilege('colletta_app', attrelid, attnum, 'UPDATE')"
        )
        found = {name for (name,) in owner_connection.execute(query, [table])}
        assert found == set(columns), table
