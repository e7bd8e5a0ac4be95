"""The living style page in Chromium: nothing for axe to find, no sideways scrolling, in the colours of six cities."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.test import override_settings
from playwright.sync_api import Browser

from apps.branding.rules import palette
from colletta import env
from colletta.theming import assets, brand, samples
from colletta.theming.site import site_for
from tests.theming.cities import city

pytestmark = pytest.mark.browser

COLOURS = {
    "rosso": "#a5182a",
    "verde-acqua": "#00665e",
    "azzurro": "#0a6ebd",
    "oliva": "#4b6a12",
    "porpora": "#6a2c91",
    "ambra": "#8a5300",
    "giallo-proposto": palette.nearest_primary("#ffe600"),
    "grigio-proposto": palette.nearest_primary("#b0b0b0"),
    "nero": "#000000",
}
SECONDS = {
    "rosso": "#1f3a5f",
    "giallo-proposto": palette.nearest_secondary(palette.nearest_primary("#ffe600"), "#ff9d9d"),
}
PLAIN_STORAGE = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output for its failures."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A folder per colour with the page, its sheet and the static files, over HTTP on a free port."""
    root = tmp_path_factory.mktemp("stile")
    assets.build(root / "static")
    shutil.copytree(env.REPOSITORY / "themes" / "base" / "static", root / "static", dirs_exist_ok=True)
    for name, colour in COLOURS.items():
        _write_page(root, name, colour, SECONDS.get(name, ""))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(root)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", COLOURS)
def test_axe_finds_nothing_and_the_page_fits_the_screen(browser: Browser, address: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}/{name}.html", wait_until="networkidle")
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--brand-40')") == COLOURS[name]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert Axe().run(page).generate_report() == "Found 0 accessibility violations:\n"
    page.close()


def test_the_menu_of_a_phone_opens_without_javascript(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page.goto(f"{address}/rosso.html")
    link = page.locator(".cl-nav-narrow").get_by_role("link", name="Campagne")
    assert not link.is_visible()
    page.locator(".cl-nav-narrow summary").click()
    assert link.is_visible()
    page.close()


def _write_page(root: Path, name: str, colour: str, second: str) -> None:
    contacts = {"pec": "protocollo@pec.example", "owner_name": "Regione", "owner_url": "https://example.org"}
    tenant = city(
        schema_name=name,
        name=name.title(),
        slug=name,
        primary_colour=colour,
        secondary_colour=second,
        contacts=contacts,
    )
    with override_settings(STORAGES=PLAIN_STORAGE):
        html = render_to_string("style.html", samples.context() | {"site": site_for(tenant), "demo_notice": True})
    (root / f"{name}.html").write_text(html.replace("/brand.css", f"/{name}.css"), encoding="utf-8")
    (root / f"{name}.css").write_text(brand.sheet(colour, second), encoding="utf-8")
