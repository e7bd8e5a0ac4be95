"""The whole platform running as its own processes on a test's database, and a person's browser in front of it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from colletta.local.options import Options, Outside, Ports
from colletta.local.stack import Stack
from tests.harness import chromium
from tests.harness.cluster import CACHE
from tests.harness.fresh import FreshDatabase
from tests.harness.locks import take_port

__all__ = ["browser", "running"]


class Running:
    """A stack, with the addresses that a browser opens."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    def city(self, slug: str, path: str = "/") -> str:
        """Return an address of a city's portal."""
        return f"http://{slug}.localhost:{self.stack.ports.web}{path}"

    def national(self, path: str = "/") -> str:
        """Return an address of the national portal."""
        return f"http://localhost:{self.stack.ports.web}{path}"

    @property
    def stripe(self) -> str:
        """Address of the simulator."""
        return f"http://127.0.0.1:{self.stack.ports.stripe}"

    def advance_clock(self, duration: str) -> None:
        """Move the clock of every process, as a person would."""
        self.stack.manage("demo_clock", "--advance", duration, role="app")


@pytest.fixture
def running(fresh_database: FreshDatabase, tmp_path: Path, settings: Any) -> Iterator[Running]:
    """Simulator, Valkey, web, worker and beat on a database of this test's own; this process may write to it too."""
    from apps.payments import gateway

    taken = [take_port(CACHE / "ports") for _ in range(4)]
    ports = Ports(**dict(zip(("web", "stripe", "postgres", "valkey"), (port for port, _ in taken), strict=True)))
    outside = Outside(database_url=fresh_database.app_url, database_owner_url=fresh_database.owner_url)
    stack = Stack(tmp_path, ports, "colletta.settings.test", Options(outside=outside))
    try:
        stack.start()
        settings.STRIPE_API_BASE = stack.env["STRIPE_API_BASE"]
        settings.STRIPE_SECRET_KEY = stack.env["STRIPE_SECRET_KEY"]
        gateway.client.cache_clear()
        yield Running(stack)
    finally:
        stack.stop()
        gateway.client.cache_clear()
        for _, held in taken:
            held.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped with one line, or fails where browsers are required."""
    if chromium.found() is None:
        if os.environ.get("COLLETTA_REQUIRE_BROWSER"):
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "the browser's event loop stands in this thread; nothing here is async"
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()
