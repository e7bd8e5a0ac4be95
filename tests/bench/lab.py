"""The ground of one bench: a stack in a folder of its own on a copy of the tests' cities, and Django in this process.

One bench at a time runs on a machine; what a killed one left behind is ended and removed by the next.
"""

import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO

import stripe

from colletta.local.databases import at_database
from colletta.local.options import Options, Ports
from colletta.local.stack import Stack, end_leftovers
from tests.harness import cluster, locks
from tests.harness.stripe import StripeSimulator

DATABASE = "base"
SETTINGS = "tests.bench.settings"
# As in production, every commit reaches the disk; automatic vacuums would fall on one side or the other.
POSTGRES: Mapping[str, str] = {"autovacuum": "off"}


class Visitor(StripeSimulator):
    """People at the hosted pages of a stack's own simulator."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.base = f"http://127.0.0.1:{port}"
        self.client = stripe.StripeClient("sk_test_tests", base_addresses={"api": self.base})


@dataclass(frozen=True)
class Lab:
    """A stack whose database, broker and simulator run; Django of this process is connected to it."""

    stack: Stack

    @property
    def visitor(self) -> Visitor:
        """People who pay on the stack's simulator."""
        return Visitor(self.stack.ports.stripe)

    def copy(self, name: str) -> None:
        """Make a database with what is in the first one now, replacing one of that name."""
        from django.db import connections

        connections.close_all()
        self.stack.postgres.drop(name)
        self.stack.postgres.clone(DATABASE, name)

    def use(self, name: str = DATABASE) -> None:
        """Connect Django to a copy, or to the first database again."""
        from django.conf import settings
        from django.db import connections

        from tenants.registry import hosts

        hosts.forget()
        connections.close_all()
        connections.settings["default"]["NAME"] = name
        connections["default"].settings_dict["NAME"] = name
        settings.FLEET_OWNER_URL = at_database(settings.FLEET_OWNER_URL, name)

    def execute(self, statement: str) -> None:
        """Run a statement as the server's administrator."""
        import psycopg

        with psycopg.connect(self.stack.postgres.admin_url(DATABASE), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def opened(settings_module: str = SETTINGS) -> Iterator[Lab]:
    """Start database, broker and simulator, and Django here; end and remove everything afterwards."""
    folder = cluster.CACHE / "bench"
    with locks.exclusive(cluster.CACHE / "bench.lock"):
        end_leftovers(folder)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o711)
        taken = [locks.take_port(cluster.CACHE / "ports") for _ in range(4)]
        web, stripe_port, postgres, valkey = (port for port, _ in taken)
        ports = Ports(web=web, stripe=stripe_port, postgres=postgres, valkey=valkey)
        stack = Stack(folder, ports, settings_module, Options(database=DATABASE, postgres_settings=POSTGRES))
        try:
            (folder / "postgres").mkdir(mode=0o711)
            shutil.copy2(cluster.passwords(), folder / "postgres" / "passwords.json")
            os.environ.update(stack.env)
            cluster.copy_to(folder / "postgres")
            stack.start_services()
            _set_up_django(stack)
            yield Lab(stack)
        finally:
            stack.stop()
            shutil.rmtree(folder, ignore_errors=True)
            for _, held in taken:
                held.close()


def _set_up_django(stack: Stack) -> None:
    import django
    from django.core.management import call_command

    logging.disable(logging.INFO)
    django.setup()
    Visitor(stack.ports.stripe).control("webhooks/pause")
    call_command("build_assets", stdout=StringIO())
