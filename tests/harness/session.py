"""One test run: its folder, its ports, its environment, its servers.

The process that starts the run owns the servers; xdist's workers join the run and have a database each.
"""

import atexit
import os
import shutil
import tempfile
from functools import cached_property
from pathlib import Path

from colletta.local.postgres import Postgres
from colletta.local.valkey import Valkey
from tests.harness import cluster, locks

_FOLDER = "COLLETTA_TEST_RUN"
_SESSIONS = cluster.CACHE / "sessions"
_VALKEY_DATABASES = 16


class Session:
    """The run that this process belongs to."""

    def __init__(self, folder: Path, postgres_port: int, valkey_port: int, held: list[object]) -> None:
        self.folder = folder
        self.postgres = Postgres(folder / "postgres", postgres_port, settings=cluster.SETTINGS)
        self.valkey = Valkey(folder / "valkey", valkey_port)
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._held = held
        self._is_running = False

    @property
    def is_owner(self) -> bool:
        """Whether this process started the run, and so starts and stops its servers."""
        return bool(self._held)

    def start(self) -> None:
        """Copy the cities' data folder and start both servers, once."""
        if self._is_running or not self.is_owner:
            return
        self._is_running = True
        cluster.copy_to(self.folder / "postgres")
        self.postgres.start()
        self.valkey.start()

    def stop(self) -> None:
        """Stop both servers and remove the folder."""
        if not self.is_owner or not self.folder.exists():
            return
        self.postgres.stop()
        self.valkey.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @cached_property
    def database(self) -> str:
        """Name of this process's own database."""
        return f"tests_{self.worker}"

    def environment(self, database: str) -> dict[str, str]:
        """Return the variables under which settings, and programs started by tests, find this run's servers."""
        number = int("0" + self.worker.removeprefix("gw").removeprefix("main")) % _VALKEY_DATABASES
        own = self.folder / self.worker
        return {
            "DJANGO_SETTINGS_MODULE": "colletta.settings.test",
            "DATABASE_URL": self.postgres.app_url(database),
            "DATABASE_OWNER_URL": self.postgres.owner_url(database),
            "DATABASE_ROLE": "app",
            "REDIS_URL": f"{self.valkey.url().rpartition('/')[0]}/{number}",
            "COLLETTA_DATA": str(own),
            "COLLETTA_CLOCK_FILE": str(own / "clock"),
            "COLLETTA_MAIL_FOLDER": str(own / "mail"),
            "COLLETTA_SECRET_KEY": "only-for-tests",
            "STRIPE_SECRET_KEY": "sk_test_only_for_tests",
            "STRIPE_WEBHOOK_SECRETS": "whsec_only_for_tests",
        }


def open_session() -> Session:
    """Join the run that this process was started by, or begin one."""
    if _FOLDER in os.environ:
        return _joined()
    _remove_dead_sessions()
    folder = Path(tempfile.mkdtemp(dir=_made(_SESSIONS)))
    folder.chmod(0o711)
    life = locks.try_to_hold(folder / "alive")
    (postgres_port, first), (valkey_port, second) = (locks.take_port(cluster.CACHE / "ports") for _ in range(2))
    for name in ("postgres", "valkey"):
        (folder / name).mkdir(mode=0o711)
    shutil.copy2(cluster.passwords(), folder / "postgres" / "passwords.json")
    session = Session(folder, postgres_port, valkey_port, [life, first, second])
    os.environ[_FOLDER] = f"{folder}:{postgres_port}:{valkey_port}"
    atexit.register(session.stop)
    return session


def _joined() -> Session:
    folder, postgres_port, valkey_port = os.environ[_FOLDER].rsplit(":", 2)
    return Session(Path(folder), int(postgres_port), int(valkey_port), [])


def _remove_dead_sessions() -> None:
    for folder in _SESSIONS.glob("*"):
        held = locks.try_to_hold(folder / "alive")
        if held:
            shutil.rmtree(folder, ignore_errors=True)
            held.close()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder
