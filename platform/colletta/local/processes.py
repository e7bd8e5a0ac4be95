"""The process table: web, worker, beat and simulator, and the rule by which the dead come back.

Owns command lines, readiness and restarts. Does not own the databases' servers: see `postgres` and `valkey`.

Honcho's own manager is not used: it ends everything when one process ends, in no order, and costs an interpreter per
process. Its printer is, for the coloured prefixes (see `terminal`).
"""

import http.client
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from colletta.local.children import Child, wait_until
from colletta.local.errors import ChildFailed
from colletta.local.ports import LOOPBACK, answers, ensure_free

_READY_SECONDS = 60
_RESTARTS = 5
_RESTARTS_PERIOD_SECONDS = 60


class Service(Protocol):
    """What the table can start, end and watch."""

    @property
    def child(self) -> Child | None: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """The port on which a program listens, the variable that moves it, and how to know that it is ready."""

    port: int
    variable: str
    ready: Callable[[], bool]


@dataclass(kw_only=True)
class Program:
    """A Python program of the platform."""

    name: str
    words: list[str]
    folder: Path
    env: Mapping[str, str]
    endpoint: Endpoint | None = None
    child: Child = field(init=False)

    def __post_init__(self) -> None:
        command = [sys.executable, *self.words]
        self.child = Child(name=self.name, command=command, folder=self.folder, env=self.env)

    def start(self) -> None:
        """Start the program and wait until it is ready; raises PortBusy and ChildFailed."""
        self.child.end_leftover()
        if self.endpoint:
            ensure_free(self.endpoint.port, self.endpoint.variable)
        self.child.start()
        if self.endpoint:
            self._wait(self.endpoint.ready)

    def stop(self) -> None:
        """End the program and wait for it."""
        self.child.stop()

    def kill(self) -> None:
        """End the program at once, as a crash would."""
        self.child.kill()

    def _wait(self, ready: Callable[[], bool]) -> None:
        if not wait_until(lambda: self.child.pid is None or ready(), _READY_SECONDS):
            raise ChildFailed(self.name, self.child.log, f"non risponde dopo {_READY_SECONDS} secondi")
        if self.child.pid is None:
            raise ChildFailed(self.name, self.child.log, "si ferma all'avvio")


class Supervisor:
    """Starts again the services of a table that died by themselves, at most 5 times a minute each."""

    def __init__(self, services: Mapping[str, Service]) -> None:
        self._services = services
        self._restarts: defaultdict[str, deque[float]] = defaultdict(deque)

    def revive(self) -> list[str]:
        """Restart what died and return its names; raises ChildFailed for a service that keeps dying."""
        dead = [name for name, service in self._services.items() if _died(service)]
        for name in dead:
            self._count(name)
            self._services[name].start()
        return dead

    def _count(self, name: str) -> None:
        restarts, now = self._restarts[name], time.monotonic()
        while restarts and restarts[0] < now - _RESTARTS_PERIOD_SECONDS:
            restarts.popleft()
        if len(restarts) == _RESTARTS:
            child = self._services[name].child
            log = child.log if child else Path()
            raise ChildFailed(name, log, f"è terminato più di {_RESTARTS} volte in un minuto")
        restarts.append(now)


def web(*, port: int, host: str, threads: int, folder: Path, env: Mapping[str, str]) -> Program:
    """Return the web server: gunicorn, two workers of `threads` threads; the product logs the requests."""
    words = ["-m", "gunicorn", "colletta.wsgi:application", "--bind", f"{LOOPBACK}:{port}", "--no-control-socket"]
    sizes = ["--worker-class", "gthread", "--workers", "2", "--threads", str(threads), "--preload"]
    habits = ["--graceful-timeout", "5", "--log-level", "warning"]
    endpoint = Endpoint(port=port, variable="COLLETTA_PORT", ready=lambda: _page_is_ready(port, host))
    return Program(name="web", words=[*words, *sizes, *habits], folder=folder, env=env, endpoint=endpoint)


def worker(*, folder: Path, env: Mapping[str, str]) -> Program:
    """Return the Celery worker, with two processes."""
    words = [
        "-m",
        "celery",
        "--quiet",
        "-A",
        "colletta.celery",
        "worker",
        "--concurrency",
        "2",
        "--loglevel",
        "WARNING",
    ]
    quiet = ["--without-gossip", "--without-mingle"]
    as_root_too = {"PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
    return Program(name="worker", words=[*words, *quiet], folder=folder, env={**env, **as_root_too})


def beat(*, folder: Path, env: Mapping[str, str]) -> Program:
    """Return Celery beat, which keeps its schedule in the folder."""
    words = ["-m", "celery", "--quiet", "-A", "colletta.celery", "beat", "--loglevel", "WARNING", "--pidfile", ""]
    return Program(name="beat", words=[*words, "--schedule", str(folder / "beat")], folder=folder, env=env)


def simulator(*, port: int, webhook_url: str, webhook_secret: str, folder: Path, env: Mapping[str, str]) -> Program:
    """Return the Stripe simulator, whose state survives in the folder."""
    words = ["-m", "colletta.local.stripe_simulator", "--port", str(port), "--state", str(folder / "stripe.sqlite")]
    webhook = ["--webhook-url", webhook_url, "--webhook-secret", webhook_secret]
    endpoint = Endpoint(port=port, variable="COLLETTA_STRIPE_PORT", ready=lambda: answers(port))
    return Program(name="simulator", words=[*words, *webhook], folder=folder, env=env, endpoint=endpoint)


def _died(service: Service) -> bool:
    return service.child is not None and service.child.started and service.child.pid is None


def _page_is_ready(port: int, host: str) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
