"""The districts' desk at work, and the map under a keyboard, with nothing asked of another host."""

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, sign_in
from tests.districts.geojson import NEXT, SQUARE, collection, feature

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_nothing_is_wrong_with_the_districts_desk(demo: Demo, page: Page) -> None:
    looker = Looker(page)
    sign_in(page, demo.url("milano", "/gestione/"), account(demo, "Gestore della piattaforma"), demo.password)
    looker.look(demo.url("milano", "/gestione/quartieri/"))
    looker.look(demo.url("milano", "/gestione/quartieri/carica/"))
    data = collection(feature("Isola", SQUARE), feature("<b>Bovisa</b>", NEXT))
    page.get_by_label("File GeoJSON").set_input_files({"name": "z.json", "mimeType": "text/plain", "buffer": data})
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Vedi l'anteprima").click()
    looker.look_again()
    assert page.get_by_role("cell", name="<b>Bovisa</b>").is_visible()
    assert elsewhere.DISTRICTS - looker.seen == set()
    assert looker.wrong == []


def test_a_project_on_the_map_is_reached_by_the_keyboard(demo: Demo, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo.url("milano", "/mappa/"))
    pin = page.locator(".cl-pin").first
    pin.focus()
    name = pin.get_attribute("aria-label")
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup-content a")
    link.wait_for()
    assert link.inner_text() == name
    assert all(address.startswith((demo.url("milano", ""), "data:")) for address in asked)
