"""One running Colletta: database, broker, simulator, web, worker and beat, in one folder.

Owns the order in which they start and end, and the environment that they share. The demo, the journeys and the fault
tests are its users. Start it from a thread that lives as long as it: on Linux its programs end with that thread.
"""

import itertools
import signal
from functools import cached_property
from pathlib import Path

from colletta import env as environment
from colletta.local import databases, processes
from colletta.local.children import end_leftover, wait_until
from colletta.local.errors import ChildFailed
from colletta.local.options import Options, Ports
from colletta.local.postgres import Postgres
from colletta.local.processes import Program, Service, Supervisor
from colletta.local.surroundings import Surroundings
from colletta.local.valkey import Valkey

MANAGE = environment.REPOSITORY / "platform" / "manage.py"
STOP_ORDER = ("web", "worker", "beat", "simulator", "valkey", "postgres")
_COMMAND_SECONDS = 1800
_LEFTOVER_SECONDS = 10


def end_leftovers(folder: Path) -> None:
    """End what a launcher that was killed left running on a stack's folder."""
    for pid_file in sorted((folder / "run").glob("*.pid")):
        end_leftover(pid_file, signal.SIGTERM, _LEFTOVER_SECONDS)
    end_leftover(folder / "valkey" / "valkey.pid", signal.SIGTERM, _LEFTOVER_SECONDS)
    end_leftover(folder / "postgres" / "postgres.pid", signal.SIGINT, _LEFTOVER_SECONDS)


class Stack:
    """Everything that runs; `start` and `stop` are all that most users need."""

    def __init__(self, folder: Path, ports: Ports, settings_module: str, options: Options | None = None) -> None:
        self.folder = folder.absolute()
        self.ports = ports
        self.settings_module = settings_module
        self.options = options or Options()
        self._services: dict[str, Service] = {}
        self._supervisor = Supervisor(self._services)
        self._command_numbers = itertools.count(1)

    def start(self) -> None:
        """Start everything and wait until the web server is ready; the database must have its tables already."""
        self.start_services()
        self.start_web()
        self.start_jobs()

    def start_services(self) -> None:
        """Start what the platform needs: database (with roles and extensions), broker, simulator."""
        self.start_postgres()
        self.start_valkey()
        self.start_simulator()

    def start_postgres(self) -> None:
        """Start PostgreSQL, unless there is one outside, and prepare the database where that is left to us."""
        outside = self.options.outside
        if not outside.database_url:
            self._start("postgres", self.postgres)
            self.postgres.prepare(self.surroundings.database)
        elif not outside.database_owner_url:
            admin_url = databases.at_database(outside.database_url, "postgres")
            databases.prepare_database(admin_url, self.surroundings.database, self.surroundings.role_passwords)

    def start_valkey(self) -> None:
        """Start Valkey, unless there is a broker outside."""
        if not self.options.outside.redis_url:
            self._start("valkey", self.valkey)

    def start_simulator(self) -> None:
        """Start the Stripe simulator, unless Stripe is outside."""
        if not self.options.outside.stripe_api_base:
            program = processes.simulator(
                port=self.ports.stripe,
                webhook_url=f"http://{self.options.base_host}:{self.ports.web}/webhooks/stripe/",
                webhook_secret=self.env["STRIPE_WEBHOOK_SECRETS"],
                folder=self._run,
                env=self.env,
            )
            self._start("simulator", program)

    def start_web(self) -> None:
        """Start the web server and wait until it is ready."""
        options = self.options
        host, threads = options.base_host, options.web_threads
        program = processes.web(port=self.ports.web, host=host, threads=threads, folder=self._run, env=self.env)
        self._start("web", program)

    def start_jobs(self) -> None:
        """Start the worker and beat, without waiting for them."""
        self._start("worker", processes.worker(folder=self._run, env=self.env))
        self._start("beat", processes.beat(folder=self._run, env=self.env))

    def stop(self) -> None:
        """End everything that was started, in STOP_ORDER; safe to repeat."""
        for name in STOP_ORDER:
            if name in self._services:
                self._services.pop(name).stop()

    def kill(self, name: str) -> None:
        """End one service (a name of STOP_ORDER) as a crash would; it stays dead until `restart` or `revive`."""
        self._services[name].kill()

    def restart(self, name: str) -> None:
        """Start a service again, ending it first when it runs."""
        self._services[name].stop()
        self._services[name].start()

    def revive(self) -> list[str]:
        """Restart what died and return the names; raises ChildFailed for what keeps dying."""
        return self._supervisor.revive()

    def pid(self, name: str) -> int | None:
        """Process number of a service, or None when it does not run."""
        child = self._services[name].child
        return child.pid if child else None

    def logs(self) -> dict[str, Path]:
        """The log of every program of the platform that was started."""
        return {name: service.child.log for name, service in self._services.items() if isinstance(service, Program)}

    def command(self, *words: str, role: str = "owner") -> Program:
        """Return a management command, not started yet, that connects as `owner` or `app`."""
        name = f"{words[0]}-{next(self._command_numbers)}"
        env = {**self.env, "DATABASE_ROLE": role}
        return Program(name=name, words=[str(MANAGE), *words], folder=self._run, env=env)

    def manage(self, *words: str, role: str = "owner") -> str:
        """Run a management command to its end and return what it printed; raises ChildFailed when it fails."""
        program = self.command(*words, role=role)
        self.finish([program])
        return program.child.output()

    def finish(self, commands: list[Program]) -> None:
        """Run commands side by side to their ends; raises ChildFailed for one that fails, and ends the others."""
        try:
            for program in commands:
                program.start()
            for program in commands:
                wait_until(program.child.has_ended, _COMMAND_SECONDS)
                if program.child.returncode != 0:
                    raise ChildFailed(program.name, program.child.log, "il comando non è riuscito")
        finally:
            for program in commands:
                program.stop()

    @cached_property
    def postgres(self) -> Postgres:
        """The embedded PostgreSQL of this stack, started or not."""
        return Postgres(self.folder / "postgres", self.ports.postgres, settings=self.options.postgres_settings)

    @cached_property
    def valkey(self) -> Valkey:
        """The embedded Valkey of this stack, started or not."""
        return Valkey(self.folder / "valkey", self.ports.valkey)

    @cached_property
    def env(self) -> dict[str, str]:
        """What every program receives in its environment, besides what this process has."""
        return self.surroundings.env()

    @cached_property
    def surroundings(self) -> Surroundings:
        """Secrets and addresses of this stack."""
        return Surroundings(
            folder=self.folder,
            ports=self.ports,
            settings_module=self.settings_module,
            options=self.options,
            postgres=self.postgres,
            valkey=self.valkey,
        )

    def _start(self, name: str, service: Service) -> None:
        self._services[name] = service
        service.start()

    @property
    def _run(self) -> Path:
        return self.folder / "run"
