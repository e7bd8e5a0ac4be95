"""The fleet's own connection, under the role that owns every schema; requests are never served on it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.conf import settings


@contextmanager
def connect() -> Iterator[psycopg.Connection]:
    """Open a connection as the owner; one transaction, committed at the end of the block."""
    with psycopg.connect(settings.FLEET_OWNER_URL) as connection:
        yield connection
