"""The embedded PostgreSQL starts, survives a crash and shuts down, whoever runs it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from colletta.local import databases
from colletta.local.errors import LocalError, PortBusy
from colletta.local.identity import identity
from colletta.local.postgres import QUICK_SETTINGS, Postgres
from colletta.local.postgres_install import NOBODY, RunAs, find_install, root_choices, works
from tests.harness.ports import free_port

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="root alone can become another user")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Postgres]:
    server = Postgres(tmp_path / "postgres", free_port(), settings=QUICK_SETTINGS)
    server.start()
    yield server
    server.stop()


def test_a_stop_ends_the_server_and_a_start_finds_the_data_again(server: Postgres) -> None:
    server.prepare("colletta")
    write_row(server)
    pid = server.child.pid
    server.stop()
    assert identity(pid) is None
    server.start()
    assert rows(server) == 1


def test_committed_rows_survive_a_server_killed_at_work(server: Postgres) -> None:
    server.prepare("colletta")
    write_row(server)
    server.kill()
    server.start()
    assert rows(server) == 1


def test_a_server_left_by_a_killed_launcher_is_ended_by_the_next_one(server: Postgres) -> None:
    server.prepare("colletta")
    write_row(server)
    left = server.child.pid
    successor = Postgres(server.folder, server.port, settings=QUICK_SETTINGS)
    successor.start()
    try:
        assert identity(left) is None
        assert rows(successor) == 1
    finally:
        successor.stop()


def test_the_server_answers_on_loopback_only_and_to_passwords_only(server: Postgres) -> None:
    with psycopg.connect(server.admin_url()) as connection:
        shown = connection.execute(
            "SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')"
        ).fetchone()
    assert shown == ("127.0.0.1", "")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(databases.as_role(server.admin_url(), "postgres", "wrong"))


def test_only_its_owner_can_read_the_passwords(server: Postgres) -> None:
    assert (server.folder / "passwords.json").stat().st_mode & 0o077 == 0


def test_a_database_is_prepared_twice_with_the_same_result(server: Postgres) -> None:
    server.prepare("colletta")
    server.prepare("colletta")
    with psycopg.connect(server.owner_url("colletta")) as connection:
        connection.execute("CREATE SCHEMA milano")
        found = connection.execute("SELECT extname FROM pg_extension").fetchall()
    assert {name for (name,) in found} >= set(databases.EXTENSIONS)


def test_the_role_that_serves_requests_makes_no_schemas_and_no_tables(server: Postgres) -> None:
    server.prepare("colletta")
    for statement in ("CREATE SCHEMA mine", "CREATE TABLE public.mine (id int)", "CREATE TEMP TABLE mine (id int)"):
        with (
            psycopg.connect(server.app_url("colletta")) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)


def test_a_copy_of_a_database_has_its_rows_and_its_privileges(server: Postgres) -> None:
    server.prepare("colletta")
    write_row(server)
    server.clone("colletta", "copy")
    assert rows(server, "copy") == 1
    with psycopg.connect(server.app_url("copy")) as connection:
        assert connection.execute("SELECT unaccent('Città')").fetchone() == ("Citta",)
    server.drop("copy")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.owner_url("copy"))


def test_an_administrator_who_is_not_superuser_can_prepare_a_server_that_runs_elsewhere(server: Postgres) -> None:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute("CREATE ROLE manager LOGIN CREATEROLE CREATEDB PASSWORD 'manager'")
    url = databases.as_role(server.admin_url(), "manager", "manager")
    passwords = {databases.OWNER_ROLE: "one", databases.APP_ROLE: "two"}
    databases.prepare_database(url, "elsewhere", passwords)
    owner_url = databases.as_role(databases.at_database(url, "elsewhere"), databases.OWNER_ROLE, "one")
    with psycopg.connect(owner_url) as connection:
        connection.execute("CREATE SCHEMA milano")


def test_a_user_who_may_not_make_roles_is_told_which_variable_to_set(server: Postgres) -> None:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    url = databases.as_role(server.admin_url(), "guest", "guest")
    passwords = {databases.OWNER_ROLE: "one", databases.APP_ROLE: "two"}
    with pytest.raises(LocalError, match="DATABASE_OWNER_URL"):
        databases.prepare_database(url, "elsewhere", passwords)


def test_a_busy_port_is_named_with_the_variable_that_moves_it(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortBusy, match=f"{port}.*COLLETTA_POSTGRES_PORT"):
            Postgres(tmp_path / "postgres", port, settings=QUICK_SETTINGS).start()


def test_data_of_another_version_are_refused_with_advice(server: Postgres) -> None:
    server.stop()
    (server.folder / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(LocalError, match="demo-reset"):
        server.start()


@needs_root
@pytest.mark.parametrize("run_as", root_choices(), ids=["mapped user", "nobody", "nobody in closed folders"])
def test_root_runs_the_server_in_each_way_and_keeps_the_data(tmp_path: Path, run_as: RunAs) -> None:
    open_folders(tmp_path)
    if not works(run_as, find_install(), tmp_path):
        pytest.skip("this machine does not allow it")
    server = Postgres(tmp_path / "postgres", free_port(), settings=QUICK_SETTINGS, run_as=run_as)
    for expected in (1, 2):
        server.start()
        server.prepare("colletta")
        write_row(server)
        assert rows(server) == expected
        server.kill()
        server.start()
        assert rows(server) == expected
        server.stop()


@needs_root
def test_data_made_by_one_user_are_handed_to_the_next(tmp_path: Path) -> None:
    open_folders(tmp_path)
    choices = [choice for choice in root_choices() if works(choice, find_install(), tmp_path)]
    for expected, run_as in enumerate(choices, start=1):
        server = Postgres(tmp_path / "postgres", free_port(), settings=QUICK_SETTINGS, run_as=run_as)
        server.start()
        server.prepare("colletta")
        write_row(server)
        assert rows(server) == expected
        server.stop()


@needs_root
def test_an_ordinary_user_runs_the_server(tmp_path: Path) -> None:
    open_folders(tmp_path)
    folder = tmp_path / "ordinary"
    folder.mkdir()
    os.chown(folder, NOBODY, NOBODY)
    script = (
        "import os, sys; from pathlib import Path; from colletta.local.postgres import Postgres\n"
        "server = Postgres(Path(sys.argv[1]), int(sys.argv[2])); server.start(); server.prepare('colletta')\n"
        "server.kill(); server.start(); server.stop(); print(os.geteuid())"
    )
    reading_all = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *reading_all]
    done = subprocess.run(
        [*user, sys.executable, "-c", script, str(folder / "postgres"), str(free_port())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == str(NOBODY), done.stderr
    assert (folder / "postgres" / "data").stat().st_uid == NOBODY


def write_row(server: Postgres) -> None:
    with psycopg.connect(server.owner_url("colletta")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.kept (id int)")
        connection.execute("INSERT INTO public.kept VALUES (1)")


def rows(server: Postgres, database: str = "colletta") -> int:
    with psycopg.connect(server.owner_url(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM public.kept").fetchone()[0])


def open_folders(folder: Path) -> None:
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path(parent.anchor):
            parent.chmod(parent.stat().st_mode | 0o011)
