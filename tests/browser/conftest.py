"""The demo as `make demo` starts it, with its whole story, once for all the pages that are looked at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from colletta.local.options import Options, Ports
from colletta.local.postgres import QUICK_SETTINGS
from colletta.local.stack import Stack
from tests.browser.look import HEIGHT, WIDTHS
from tests.harness.cluster import CACHE
from tests.harness.locks import take_port


@dataclass
class Demo:
    """Addresses of the running demo, and the accounts that it prints."""

    port: int
    accounts: str
    folder: Path
    examples: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def password(self) -> str:
        """The one password of all demo accounts."""
        found = re.search(r"per tutti: ([^)]+)\)", self.accounts)
        assert found
        return found.group(1)

    def url(self, host: str, path: str = "/") -> str:
        """Return an address on a host: `milano`, or empty for the national portal."""
        return f"http://{host + '.' if host else ''}localhost:{self.port}{path}"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Everything that `make demo` starts, on ports and in a folder of its own."""
    taken = [take_port(CACHE / "ports") for _ in range(4)]
    ports = Ports(**dict(zip(("web", "stripe", "postgres", "valkey"), (port for port, _ in taken), strict=True)))
    folder: Path = tmp_path_factory.mktemp("demo")
    folder.parent.chmod(0o711)
    stack = Stack(folder, ports, "colletta.settings.demo", Options(postgres_settings=QUICK_SETTINGS))
    try:
        stack.start_services()
        stack.manage("migrate_fleet")
        stack.manage("build_assets")
        stack.start_web()
        stack.start_jobs()
        stack.manage("load_demo")
        yield Demo(ports.web, stack.manage("demo_accounts"), folder)
    finally:
        stack.stop()
        for _, held in taken:
            held.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as a phone shows it."""
    context = browser.new_context(viewport={"width": WIDTHS[-1], "height": HEIGHT}, locale="it-IT")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()
