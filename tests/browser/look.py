"""What is wrong with a page, as a browser sees it on a desk and on a phone."""

from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from justhtml import JustHTML
from playwright.sync_api import Page

OK = 200
WIDTHS = (1280, 360)
"""A page is seen at both, and left at the last: people use it on their phones."""
HEIGHT = 800
SAMPLES = "/stile/"
"""Shows how the errors of a refused form look, and is none."""
_TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}"""
_UNNAMED = """() => [...document.querySelectorAll("table")].filter((table) => !table.caption)
  .map((table) => table.innerText.slice(0, 40))"""


class Looker:
    """Opens pages and keeps what is wrong with them: status, markup, axe, sideways scroll, console, strangers."""

    def __init__(self, page: Page, *, with_scripts: bool = True) -> None:
        self.page = page
        self.wrong: list[str] = []
        self.seen: set[str] = set()
        """Names of the pages that were looked at, as the URL tables have them."""
        self._switch = None if with_scripts else page.context.new_cdp_session(page)
        self._let_scripts_run(False)
        self._axe = Axe()
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: script error {error}"))

    def look(self, address: str, status: int = OK) -> None:
        """Open an address and add what is wrong with it."""
        answer = self.page.goto(address, wait_until="load")
        if answer is None or answer.status != status:
            self.wrong.append(f"{address}: status {answer and answer.status}")
        if answer is not None:
            for error in JustHTML(answer.text(), collect_errors=True).errors:
                self.wrong.append(f"{address}: markup {error.code} at line {error.line}, column {error.column}")
        self.look_again()

    def look_again(self) -> None:
        """Add what is wrong with the page that is open, once it has arrived whole."""
        self.page.wait_for_load_state("load")
        self._let_scripts_run(True)
        address = urlsplit(self.page.url).path
        self.seen.add(_name_of(self.page.url))
        for table in self.page.evaluate(_UNNAMED):
            self.wrong.append(f"{address}: a table has no caption: {table}")
        for twice in self.page.evaluate(_TWICE):
            self.wrong.append(f"{address}: id {twice} stands twice")
        is_refused = address != SAMPLES and self.page.locator("#errori").count()
        if is_refused and not self.page.title().startswith("Errore"):
            self.wrong.append(f"{address}: the title does not say that the form was refused")
        if self.page.locator("h1").count() != 1:
            self.wrong.append(f"{address}: {self.page.locator('h1').count()} main headings")
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self._measure(f"{address} at {width} px")
        self._let_scripts_run(False)

    def _let_scripts_run(self, value: bool) -> None:
        """On a page that came without scripts, let axe run, which needs them, or let the next one come without."""
        if self._switch:
            self._switch.send("Emulation.setScriptExecutionDisabled", {"value": not value})

    def _measure(self, where: str) -> None:
        for violation in self._axe.run(self.page).response["violations"]:
            nodes = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
            self.wrong.append(f"{where}: axe {violation['id']} at {nodes}")
        excess = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if excess > 0:
            self.wrong.append(f"{where}: scrolls sideways by {excess} px")

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(f"{self.page.url}: console {message.text}")

    def _request(self, request: Any) -> None:
        host = urlsplit(request.url).hostname or ""
        if not request.url.startswith("data:") and not host.endswith("localhost"):
            self.wrong.append(f"{self.page.url}: asks {host}")


def _name_of(url: str) -> str:
    """Return the name that the URL tables have for an address, empty for none; only cities have a host of their own."""
    address = urlsplit(url)
    is_national = address.hostname == "localhost"
    try:
        return resolve(address.path, "colletta.urls_public" if is_national else "colletta.urls_tenant").view_name
    except Resolver404:
        return ""
