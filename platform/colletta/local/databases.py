"""Databases and roles inside a PostgreSQL server, embedded or not.

Owns the two roles (one owns the schemas, one serves requests), the extensions, the text search configurations, the
making and copying of databases.
Does not own schemas and tables: migrations do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from colletta.local.errors import LocalError

OWNER_ROLE = "colletta_owner"
APP_ROLE = "colletta_app"
EXTENSIONS = ("btree_gist", "unaccent", "pg_trgm")
WORD = "asciiword, word, hword, hword_part, hword_asciipart, asciihword"
CONFIGURATIONS = {"colletta_it": "public.unaccent, italian_stem", "colletta_words": "public.unaccent, simple"}
"""How texts become searchable words: Italian stems, or the words as they are; without accents in both."""
_LOCK = 20_260_101


def prepare_database(admin_url: str, database: str, passwords: dict[str, str]) -> None:
    """Make the roles, the database and its extensions where missing; safe to repeat and to run twice at once.

    `passwords` maps OWNER_ROLE and APP_ROLE to the passwords they get. Raises LocalError when the administrator of
    the address may not create roles.
    """
    with _administration(admin_url) as connection:
        for role in (OWNER_ROLE, APP_ROLE):
            _ensure_role(connection, role, passwords[role])
        if connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() != (True,):
            connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER_ROLE)))
        if not _exists(connection, database):
            _create(connection, database, template=None)
        _grant_database(connection, database)
    with _administration(at_database(admin_url, database)) as connection:
        for extension in EXTENSIONS:
            statement = sql.SQL("CREATE EXTENSION IF NOT EXISTS {} SCHEMA public")
            connection.execute(statement.format(sql.Identifier(extension)))
        for name, dictionaries in CONFIGURATIONS.items():
            _ensure_configuration(connection, name, dictionaries)
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(APP_ROLE)))
        connection.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(sql.Identifier(OWNER_ROLE)))


def clone_database(admin_url: str, source: str, target: str) -> None:
    """Make `target` an exact copy of `source`, to which nobody may be connected meanwhile."""
    with _administration(admin_url) as connection:
        _create(connection, target, template=source)
        _grant_database(connection, target)


def drop_database(admin_url: str, database: str) -> None:
    """Drop a database if it exists, ending the connections to it."""
    with _administration(admin_url) as connection:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(database)))


def at_database(url: str, database: str) -> str:
    """Return the same server's address for another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def as_role(url: str, role: str, password: str) -> str:
    """Return the same address for another role."""
    place = urlsplit(url).netloc.rpartition("@")[2]
    return urlunsplit(urlsplit(url)._replace(netloc=f"{role}:{quote(password, safe='')}@{place}"))


@contextmanager
def _administration(admin_url: str) -> Iterator[psycopg.Connection]:
    try:
        with psycopg.connect(admin_url, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            yield connection
    except psycopg.errors.InsufficientPrivilege as error:
        raise LocalError(
            f"L'utente di DATABASE_URL non può creare ruoli, database o estensioni ({error.diag.message_primary}). "
            f"Creali prima, e indica il ruolo {APP_ROLE} in DATABASE_URL e {OWNER_ROLE} in DATABASE_OWNER_URL."
        ) from error


def _ensure_configuration(connection: psycopg.Connection, name: str, dictionaries: str) -> None:
    place = sql.Identifier("public", name)
    found = connection.execute(
        "SELECT 1 FROM pg_ts_config WHERE cfgname = %s AND cfgnamespace = 'public'::regnamespace", [name]
    ).fetchone()
    if found is None:
        connection.execute(sql.SQL("CREATE TEXT SEARCH CONFIGURATION {} (COPY = pg_catalog.simple)").format(place))
        statement = sql.SQL("ALTER TEXT SEARCH CONFIGURATION {} ALTER MAPPING FOR {} WITH {}")
        connection.execute(statement.format(place, sql.SQL(WORD), sql.SQL(dictionaries)))


def _ensure_role(connection: psycopg.Connection, role: str, password: str) -> None:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    statement = sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
        sql.SQL("ALTER" if found else "CREATE"), sql.Identifier(role), sql.Literal(password)
    )
    connection.execute(statement)


def _exists(connection: psycopg.Connection, database: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def _create(connection: psycopg.Connection, database: str, template: str | None) -> None:
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
        sql.Identifier(database), sql.Identifier(OWNER_ROLE), sql.Identifier(template or "template1")
    )
    connection.execute(statement)


def _grant_database(connection: psycopg.Connection, database: str) -> None:
    name = sql.Identifier(database)
    connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(name, sql.Identifier(OWNER_ROLE)))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(APP_ROLE)))
