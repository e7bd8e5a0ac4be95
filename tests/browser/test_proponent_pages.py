"""The proponents' desk in the demo, at 360 and 1280 px: nothing is wrong with any of its pages."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.factories.desk import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_desk_of_a_proponent(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    page.goto(demo.url(city, "/proponenti/"))
    page.get_by_label("Indirizzo e-mail").fill(f"proponente@{city}.example.org")
    page.get_by_label("Password", exact=True).fill(demo.password)
    page.get_by_role("main").get_by_role("button", name="Accedi").click()
    page.wait_for_url("**/proponenti/")
    looker.look(demo.url(city, "/proponenti/"))
    desk = sorted(set(re.findall(r"/proponenti/campagne/\d+/", page.content())))[0]
    looker.look(demo.url(city, desk))
    for name in PAGES:
        looker.look(demo.url(city, f"{desk}{name}"))
    looker.look(demo.url(city, f"{desk.removeprefix('/proponenti')}anteprima/"))
    for name, pattern in (("ricompense/", r"ricompense/\d+/"), ("aggiornamenti/", r"aggiornamenti/\d+/(?:ritira/)?")):
        page.goto(demo.url(city, f"{desk}{name}"))
        found = sorted(set(re.findall(desk + pattern, page.content())))
        assert found
        for path in found[:2]:
            looker.look(demo.url(city, path))
    assert elsewhere.PROPONENTS - looker.seen == set()
    assert looker.wrong == []
