"""Spares: schemas made before a city asks for one."""

import secrets
from datetime import datetime

import psycopg
from django.conf import settings
from psycopg import sql

from tenants.fleet import digest, owner
from tenants.fleet.services.schemas import replay

SPARE_PREFIX = "spare_"
_LOCK = 20_260_102
_ADD = "INSERT INTO public.fleet_spare (schema_name, digest, built_at) VALUES (%s, %s, %s)"


def refill_spares(*, now: datetime) -> int:
    """Drop the spares of another template, make those that are missing, return how many were made.

    Does nothing while another process does it. Raises SchemaNotReady.
    """
    with owner.connect() as connection:
        if not _has_lock(connection):
            return 0
        _drop_outdated(connection)
        (held,) = connection.execute("SELECT count(*) FROM public.fleet_spare").fetchone() or (0,)
        missing = max(settings.FLEET_SPARES - held, 0)
        for _ in range(missing):
            name = SPARE_PREFIX + secrets.token_hex(6)
            replay(connection, name)
            connection.execute(_ADD, [name, digest.template_digest(), now])
    return missing


def _has_lock(connection: psycopg.Connection) -> bool:
    return connection.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK]).fetchone() == (True,)


def _drop_outdated(connection: psycopg.Connection) -> None:
    query = "DELETE FROM public.fleet_spare WHERE digest <> %s RETURNING schema_name"
    for (name,) in connection.execute(query, [digest.template_digest()]).fetchall():
        connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name)))
