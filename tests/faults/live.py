"""A stack of real processes on a database server of its own, and this process looking at the same rows and clock."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import redis
import stripe
from django.db import connections

from colletta.local import clock as demo_clock
from colletta.local.options import Options, Ports
from colletta.local.postgres import QUICK_SETTINGS
from colletta.local.stack import STOP_ORDER, Stack
from tests.harness import cluster, locks
from tests.harness.stripe import StripeSimulator

STILL_SECONDS, STUCK_SECONDS = 2, 300
A_FEW = 10


class LiveSimulator(StripeSimulator):
    """The simulator of a running stack."""

    def __init__(self, stack: Stack) -> None:
        self.base = f"http://127.0.0.1:{stack.ports.stripe}"
        self.client = stripe.StripeClient("sk_test_of_the_tests", base_addresses={"api": self.base})


class Live:
    """What a test of faults needs: processes to kill, a clock to move, the processor to ask."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.simulator = LiveSimulator(stack)
        self.kills: list[str] = []

    @property
    def web(self) -> str:
        """Address of the web server; the city is in the Host header."""
        return f"http://127.0.0.1:{self.stack.ports.web}"

    def host(self, slug: str) -> str:
        """Return the Host header of a city."""
        return f"{slug}.localhost:{self.stack.ports.web}"

    def crash(self, name: str, *, dead_for: float = 0.3) -> None:
        """Kill a service with SIGKILL, leave it dead for some seconds, start it again."""
        self.stack.kill(name)
        time.sleep(dead_for)
        self.stack.restart(name)
        connections.close_all()
        self.kills.append(name)

    def crash_next(self, names: Iterator[str], *, after: float = 0.5) -> None:
        """After some seconds crash the next of some services, if there is one."""
        time.sleep(after)
        for name in itertools.islice(names, 1):
            self.crash(name)

    def now(self) -> datetime:
        """Return the instant of every process."""
        from apps.kernel import clock

        return clock.now()

    def move_clock(self, instant: datetime) -> None:
        """Make it this instant in every process."""
        demo_clock.move_to(demo_clock.offset() + (instant - self.now()))

    def waiting(self) -> int:
        """Return how many messages no worker has taken yet; none where the broker is dead."""
        with suppress(redis.ConnectionError), redis.Redis.from_url(self.stack.valkey.url()) as broker:
            return int(broker.llen("celery"))
        return 0

    def drain(self, owed: Callable[[], int], *, seconds: float) -> None:
        """Wait until nothing is owed; a minute passes whenever nothing happens and few messages wait for a worker.

        Fails with what is left when nothing happened for `STUCK_SECONDS`, however many minutes passed, or after some
        seconds in all. A worker that did not survive its broker is started again, as every process manager does.
        """
        began = changed = moved = time.monotonic()
        left = owed()
        while left:
            now = time.monotonic()
            assert now < began + seconds and now < changed + STUCK_SECONDS, left_to_do()
            time.sleep(0.5)
            self.stack.revive()
            before, left = left, owed()
            if left != before:
                changed = moved = time.monotonic()
            elif self.waiting() > A_FEW:
                moved = time.monotonic()
            elif time.monotonic() - moved > STILL_SECONDS:
                self.move_clock(self.now() + timedelta(minutes=1))
                moved = time.monotonic()


def left_to_do() -> str:
    """Say what is owed and why it was not done."""
    from apps.webhooks.models import WebhookEvent
    from tenants.registry.models import AgendaItem

    items = AgendaItem.objects.order_by("due_at").values_list("schema_name", "kind", "key", "attempts", "last_error")
    events = WebhookEvent.objects.filter(state="received").values_list("type", "attempts", "note")
    return f"owed: {list(items[:20])}; inbox: {list(events[:20])}"


@contextmanager
def started(folder: Path, settings: Any) -> Iterator[Live]:
    """Start a stack on a copy of the cities' data and point this process at it; end everything at the end."""
    from apps.payments import gateway

    with ExitStack() as ends:
        taken = [locks.take_port(cluster.CACHE / "ports") for _ in range(4)]
        for _, held in taken:
            ends.callback(held.close)
        web, simulator, postgres, valkey = (port for port, _ in taken)
        ports = Ports(web=web, stripe=simulator, postgres=postgres, valkey=valkey)
        cluster.copy_to(folder / "postgres")
        options = Options(database=cluster.BASE, postgres_settings=QUICK_SETTINGS)
        stack = Stack(folder, ports, "colletta.settings.test", options)
        ends.callback(_end, stack)
        stack.start()
        ends.callback(_point_at(stack.env["DATABASE_URL"]))
        ends.callback(gateway.client.cache_clear)
        gateway.client.cache_clear()
        settings.STRIPE_API_BASE = stack.env["STRIPE_API_BASE"]
        settings.STRIPE_SECRET_KEY = stack.env["STRIPE_SECRET_KEY"]
        settings.SECRET_KEY = stack.env["COLLETTA_SECRET_KEY"]
        settings.CLOCK_FILE = stack.env["COLLETTA_CLOCK_FILE"]
        yield Live(stack)


def _end(stack: Stack) -> None:
    """End everything at once: nobody needs the data any more."""
    for name in STOP_ORDER:
        with suppress(KeyError):
            stack.kill(name)
    stack.stop()


def _point_at(url: str) -> Callable[[], None]:
    """Make Django's connections, in every thread, ones to another server; return what undoes it."""
    from tenants.registry import hosts

    place = urlsplit(url)
    wanted = {
        "NAME": place.path.strip("/"),
        "HOST": place.hostname,
        "PORT": place.port,
        "USER": place.username,
        "PASSWORD": place.password,
    }
    before = {name: connections.settings["default"][name] for name in wanted}

    def use(place: dict[str, Any]) -> None:
        hosts.forget()
        connections.close_all()
        connections.settings["default"].update(place)
        connections["default"].settings_dict.update(place)

    use(wanted)
    return lambda: use(before)
