"""`make demo`: from nothing to a running portal with its story, and `make demo-reset`.

Owns the order of the steps and what is told about them. What runs and how is the stack's; the story is the showcase
of other packages' commands (`migrate_fleet`, `build_assets`, `load_demo`, `demo_accounts`).
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from colletta import env
from colletta.local import demo_folder, freshness, interruption
from colletta.local.errors import ChildFailed, LocalError
from colletta.local.options import Options, Outside, Ports
from colletta.local.processes import Program
from colletta.local.secret_file import write_private
from colletta.local.stack import Stack, end_leftovers
from colletta.local.terminal import Follower, Steps
from colletta.theming import assets

_STEPS = 8
_PAUSE_SECONDS = 0.2
_SETTINGS = "colletta.settings.demo"
_OTHER_VERSION = (
    "I dati della demo sono di una versione di Colletta con altre tabelle: 'make demo-reset' li cancella, "
    "poi 'make demo' riparte da capo."
)


def run(*, until: Callable[[], bool]) -> None:
    """Start everything, load the story once, then watch until a signal comes or `until` says so.

    Raises LocalError with what the person can do about it.
    """
    interruption.listen()
    folder = env.data_folder().absolute()
    with demo_folder.in_use(folder):
        stack = _new_stack(folder)
        try:
            Demo(stack, until).run()
        except interruption.Interrupted:
            print("\nChiudo tutto ...", flush=True)
        finally:
            stack.stop()
        print("Chiuso: i dati restano, 'make demo' riparte da qui.", flush=True)


def reset() -> None:
    """Remove the demo's data; raises LocalError while it runs or when the folder is not the demo's."""
    folder = env.data_folder().absolute()
    removed = demo_folder.remove(folder, end_leftovers)
    print(f"Cancellata {folder}: 'make demo' riparte da capo." if removed else f"{folder} non c'è: niente da fare.")


class Demo:
    """One run of the demo over its stack."""

    def __init__(self, stack: Stack, until: Callable[[], bool]) -> None:
        self._stack = stack
        self._until = until
        self._steps = Steps(_STEPS)
        self._follower = Follower()

    def run(self) -> None:
        """Do the steps, then watch for ever."""
        self._start()
        if self._accounts.exists():
            with self._steps.step("Dati dimostrativi: già caricati"):
                pass
        else:
            self._load()
        print(self._accounts.read_text(encoding="utf-8"))
        if not self._stack.options.outside.stripe_api_base:
            print(f"Banco del simulatore dei pagamenti: {self._simulator_address}", flush=True)
        print(f"Portale nazionale: {self._address}   ·   Ctrl-C per chiudere", flush=True)
        self._watch(self._until)

    def _start(self) -> None:
        stack, step = self._stack, self._steps.step
        with step("Cartella dei dati e residui di avvii precedenti"):
            end_leftovers(stack.folder)
        write_private(env.demo_file(), "".join(f"{name}={value}\n" for name, value in stack.env.items()))
        with step("PostgreSQL"):
            stack.start_postgres()
        with step("Valkey"):
            stack.start_valkey()
        with step("Simulatore di Stripe"):
            stack.start_simulator()
        with step("Tabelle di tutte le città e file statici"):
            self._build()
        with step("Server web"):
            stack.start_web()
        with step("Lavori in coda e orologio"):
            stack.start_jobs()
        self._follower.follow(stack.logs())

    def _build(self) -> None:
        stack, stamp, history = self._stack, self._notes / "migrated", self._notes / "migrations.json"
        tables = freshness.digest(_sources_of_tables())
        commands = []
        if not freshness.is_fresh(stamp, tables):
            if stamp.exists() and not freshness.is_only_extended(history, _migrations(), env.REPOSITORY):
                raise LocalError(_OTHER_VERSION)
            commands.append(stack.command("migrate_fleet"))
        if not assets.is_current(env.build_folder(), env.build_folder() / "static", env.REPOSITORY / "themes"):
            commands.append(stack.command("build_assets"))
        stack.finish(commands)
        freshness.note_contents(history, _migrations(), env.REPOSITORY)
        freshness.make_stamp(stamp, tables)

    def _load(self) -> None:
        print(f"Il portale risponde già su {self._address}: intanto preparo la storia delle città.", flush=True)
        loader = self._stack.command("load_demo")
        with self._steps.long_step("Dati dimostrativi"):
            self._run(loader)
        write_private(self._accounts, self._stack.manage("demo_accounts"))

    def _run(self, loader: Program) -> None:
        loader.start()
        try:
            self._follower.follow({"dati": loader.child.log})
            self._watch(lambda: loader.child.pid is None)
            self._follower.print_new()
            if loader.child.returncode != 0:
                reason = "i dati dimostrativi non sono completi; 'make demo' riprende da dove si è fermato"
                raise ChildFailed("load_demo", loader.child.log, reason)
        finally:
            loader.stop()

    def _watch(self, done: Callable[[], bool]) -> None:
        while not done():
            interruption.checkpoint()
            self._follower.print_new()
            for name in self._stack.revive():
                print(f"{name} era terminato da solo: riavviato.", flush=True)
            time.sleep(_PAUSE_SECONDS)

    @property
    def _accounts(self) -> Path:
        return self._notes / "accounts.txt"

    @property
    def _notes(self) -> Path:
        """Folder of what was done to this database: beside its data, or named after the server that runs elsewhere."""
        place = urlsplit(self._stack.options.outside.database_url or "")
        name = f"outside-{place.hostname}-{place.port}-{place.path.strip('/')}" if place.netloc else "postgres"
        return self._stack.folder / name

    @property
    def _simulator_address(self) -> str:
        return f"http://localhost:{self._stack.ports.stripe}/_simulator/"

    @property
    def _address(self) -> str:
        return f"http://{self._stack.options.base_host}:{self._stack.ports.web}"


def parent_watch() -> Callable[[], bool]:
    """Return a question that becomes true when the process that started this one has ended."""
    parent = os.getppid()
    return lambda: os.getppid() != parent


def _new_stack(folder: Path) -> Stack:
    outside = Outside(
        database_url=env.external_database_url(),
        database_owner_url=env.external_database_owner_url(),
        redis_url=env.external_redis_url(),
        stripe_api_base=env.external_stripe_api_base(),
    )
    ports = Ports(web=env.port(), stripe=env.stripe_port(), postgres=env.postgres_port(), valkey=env.valkey_port())
    own = {"COLLETTA_CLOCK_FILE": str(env.clock_file()), "COLLETTA_MAIL_FOLDER": str(env.mail_folder())}
    shown_port = {"COLLETTA_PUBLIC_PORT": str(env.public_port() or env.port())}
    options = Options(
        outside=outside, base_host=env.base_host(), web_threads=env.web_threads(), env={**own, **shown_port}
    )
    return Stack(folder, ports, _SETTINGS, options)


def _sources_of_tables() -> list[Path]:
    found = [*_migrations(), *_of_the_apps("privileges.py"), *_of_the_apps("provision.py")]
    return [env.REPOSITORY / "uv.lock", env.REPOSITORY / "platform/colletta/local/databases.py", *found]


def _migrations() -> list[Path]:
    return _of_the_apps("migrations/*.py")


def _of_the_apps(pattern: str) -> list[Path]:
    return [file for folder in ("apps", "tenants") for file in (env.REPOSITORY / folder).glob(f"*/{pattern}")]
