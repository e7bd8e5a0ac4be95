"""The embedded PostgreSQL: one server, one folder, one loopback port.

Owns the server's data folder, its passwords and its life. Does not own what is inside a database, except for the
roles and extensions that `databases.prepare_database` makes.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import psycopg

from colletta.local import databases
from colletta.local.children import Child, wait_until
from colletta.local.errors import ChildFailed, LocalError
from colletta.local.ports import LOOPBACK, ensure_free
from colletta.local.postgres_install import Install, RunAs, choose_run_as, find_install
from colletta.local.secret_file import kept_secrets

ADMIN_ROLE = "postgres"
PORT_VARIABLE = "COLLETTA_POSTGRES_PORT"
# Unsafe when the machine loses power, safe when the server is killed: a commit still reaches the kernel.
QUICK_SETTINGS: Mapping[str, str] = {"fsync": "off", "full_page_writes": "off"}
_DEFAULT_SETTINGS: Mapping[str, str] = {"max_connections": "200", "shared_buffers": "128MB", "jit": "off"}
_READY_SECONDS = 60
_RETRY_SECONDS = 10
_STOP_SECONDS = 30


class Postgres:
    """A PostgreSQL server in a folder; `settings` are added to its configuration (QUICK_SETTINGS for tests)."""

    def __init__(
        self, folder: Path, port: int, *, settings: Mapping[str, str] | None = None, run_as: RunAs | None = None
    ) -> None:
        self.folder = folder.absolute()
        self.port = port
        self._settings = {**_DEFAULT_SETTINGS, **(settings or {})}
        self._given_run_as = run_as
        self._child: Child | None = None

    @property
    def child(self) -> Child | None:
        """The postmaster, or None before the first start."""
        return self._child

    def start(self) -> None:
        """Make the data folder when needed, start the server and wait until it answers.

        Retries for 10 seconds: after a crash the dead server's shared memory is held for a moment. Raises PortBusy,
        ChildFailed and LocalError.
        """
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        run_as = self._given_run_as or choose_run_as(self._install, self.folder)
        self._make_data(run_as)
        self._child = self._new_child(run_as)
        self._child.end_leftover()
        ensure_free(self.port, PORT_VARIABLE)
        deadline = time.monotonic() + _RETRY_SECONDS
        while not self._start_once(self._child):
            if time.monotonic() > deadline:
                raise ChildFailed("PostgreSQL", self._child.log, "il server si ferma all'avvio")
            time.sleep(0.3)

    def stop(self) -> None:
        """End the server (SIGINT: connections are closed, data are flushed) and wait for it."""
        if self._child:
            self._child.stop()

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        if self._child:
            self._child.kill()

    def prepare(self, database: str) -> None:
        """Make roles, database and extensions where missing."""
        databases.prepare_database(self.admin_url(), database, self._passwords)

    def clone(self, source: str, target: str) -> None:
        """Copy a database to which nobody is connected."""
        databases.clone_database(self.admin_url(), source, target)

    def drop(self, database: str) -> None:
        """Drop a database if it exists, ending the connections to it."""
        databases.drop_database(self.admin_url(), database)

    def app_url(self, database: str) -> str:
        """Address for the role that serves requests."""
        return self._url(databases.APP_ROLE, database)

    def owner_url(self, database: str) -> str:
        """Address for the role that owns the schemas."""
        return self._url(databases.OWNER_ROLE, database)

    def admin_url(self, database: str = "postgres") -> str:
        """Address for the server's administrator."""
        return self._url(ADMIN_ROLE, database)

    def program(self, name: str) -> str:
        """Path of a program of this PostgreSQL, for example pgbench or pg_dump."""
        return self._install.program(name)

    @cached_property
    def _install(self) -> Install:
        return find_install()

    @cached_property
    def _passwords(self) -> dict[str, str]:
        roles = (ADMIN_ROLE, databases.OWNER_ROLE, databases.APP_ROLE)
        return kept_secrets(self.folder / "passwords.json", roles)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _url(self, role: str, database: str) -> str:
        return f"postgresql://{role}:{self._passwords[role]}@{LOOPBACK}:{self.port}/{database}"

    def _make_data(self, run_as: RunAs) -> None:
        if (self._data / "PG_VERSION").exists():
            self._check_version()
        else:
            self._initdb(run_as)
        if self._data.stat().st_uid != run_as.owner:
            for path in (self._data, *self._data.rglob("*")):
                os.chown(path, run_as.owner, -1, follow_symlinks=False)

    def _check_version(self) -> None:
        found = (self._data / "PG_VERSION").read_text().strip()
        if found != str(self._install.major):
            raise LocalError(
                f"I dati in {self._data} sono di PostgreSQL {found}, ma il programma è {self._install.major}. "
                "Riparti da capo con 'make demo-reset'."
            )

    def _initdb(self, run_as: RunAs) -> None:
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password_file = draft.with_name("initdb.password")
        password_file.touch(mode=0o600)
        password_file.write_text(self._passwords[ADMIN_ROLE])
        for path in (draft, password_file):
            os.chown(path, run_as.owner, -1)
        options = ["--auth=scram-sha-256", f"--username={ADMIN_ROLE}", f"--pwfile={password_file}", "--no-instructions"]
        quick = ["--no-sync"] if self._settings.get("fsync") == "off" else []
        command = [*run_as.prefix, self.program("initdb"), "-D", str(draft), *self._install.locale_options()]
        made = subprocess.run([*command, *options, *quick], capture_output=True, text=True, check=False, cwd="/")
        password_file.unlink()
        if made.returncode:
            raise LocalError(f"Non riesco a preparare i dati di PostgreSQL in {draft}:\n{made.stdout}{made.stderr}")
        draft.rename(self._data)

    def _new_child(self, run_as: RunAs) -> Child:
        settings = {
            "listen_addresses": LOOPBACK,
            "port": str(self.port),
            "unix_socket_directories": "",
            **self._settings,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return Child(
            name="postgres",
            command=[*run_as.prefix, self.program("postgres"), "-D", str(self._data), *options],
            folder=self.folder,
            stop_signal=signal.SIGINT,
            patience_seconds=_STOP_SECONDS,
        )

    def _start_once(self, child: Child) -> bool:
        child.start()
        wait_until(lambda: child.pid is None or self._answers(), _READY_SECONDS)
        return child.pid is not None

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.admin_url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True
