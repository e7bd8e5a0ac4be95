"""A schema made from the fleet's template for one replay, in which nothing is ever committed.

One transaction spans the replay and is rolled back: neither rows in the city's tables, nor agenda items in the public
schema, nor nudges to the workers come out of it, whatever ends it. The schema itself, empty, is made and dropped under
the owner's role; who makes it holds an advisory lock, and the next replay drops the schemas that nobody holds.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, transaction
from django_tenants.utils import schema_context
from psycopg import sql

from tenants.fleet import owner
from tenants.fleet.services.schemas import replay
from tenants.registry.schema import REHEARSAL_PREFIX

_OURS = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s) ORDER BY nspname"
_HOLD = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
_TRY_TO_HOLD = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
_LET_GO = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"


@contextmanager
def scratch_schema() -> Iterator[str]:
    """Enter a new empty city's schema and yield its name; at the end everything is undone and the schema dropped.

    Raises SchemaNotReady.
    """
    with owner.connect() as link:
        drop_abandoned(link)
        schema_name = REHEARSAL_PREFIX + secrets.token_hex(6)
        link.execute(_HOLD, [schema_name])
        replay(link, schema_name)
        link.commit()
        try:
            with schema_context(schema_name), _undone():
                yield schema_name
        finally:
            _drop(link, schema_name)


def drop_abandoned(link: psycopg.Connection) -> list[str]:
    """Drop the schemas of replays that were killed, and return their names."""
    dropped = []
    for (name,) in link.execute(_OURS, [REHEARSAL_PREFIX]).fetchall():
        if link.execute(_TRY_TO_HOLD, [name]).fetchone() == (True,):
            _drop(link, name)
            link.execute(_LET_GO, [name])
            link.commit()
            dropped.append(name)
    return dropped


def _drop(link: psycopg.Connection, schema_name: str) -> None:
    link.rollback()
    link.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema_name)))
    link.commit()


@contextmanager
def _undone() -> Iterator[None]:
    """Run the block in one transaction that is rolled back; the services' own transactions are savepoints in it."""
    transaction.set_autocommit(False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # sets the search path here, outside the savepoints that may be undone
        yield
    finally:
        try:
            transaction.rollback()
            transaction.set_autocommit(True)
        except Exception:
            connection.close()
            raise
