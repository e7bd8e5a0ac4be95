"""The office's pages of messages and the letters themselves, in two cities' colours, on a phone and on a desk."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OF_WHOLE_PAGES = {"landmark-one-main": {"enabled": False}, "region": {"enabled": False}}
"""A letter is shown inside the page of a mail program, which has the landmarks."""


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_office_s_messages(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    sign_in(page, demo.url(city, "/gestione/"), account(demo, "Funzionario").replace("milano", city), demo.password)
    looker.look(demo.url(city, "/gestione/messaggi/?stato=failed"))
    looker.look(demo.url(city, "/gestione/messaggi/"))
    letters = links(page, r"/gestione/messaggi/\d+/")
    for path in letters[:2]:
        looker.look(demo.url(city, path))
    looker.look(demo.url(city, "/gestione/messaggi/testi/"))
    looker.look(demo.url(city, "/gestione/messaggi/testi/campaign_funded/"))
    assert letters
    assert elsewhere.MESSAGES - looker.seen == set()
    assert looker.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wrong_with_a_letter(demo: Demo, browser: Browser, scheme: Literal["light", "dark"]) -> None:
    page = browser.new_context(color_scheme=scheme).new_page()
    wrong = [found for city in ("milano", "venezia") for found in _wrong_of_letters(demo, page, city)]
    page.context.close()
    assert wrong == []


def _wrong_of_letters(demo: Demo, page: Page, city: str) -> list[str]:
    """Look at a city's latest letters as a mail program shows them: by themselves, without the demo page's policy."""
    wrong: list[str] = []
    page.goto(demo.url(city, "/posta-demo/"))
    letters = links(page, r"/posta-demo/\d+/")
    assert letters
    for path in letters[:8]:
        answer = page.goto(demo.url(city, f"{path}html/"))
        assert answer is not None
        letter = answer.text()
        page.goto("about:blank")
        page.set_content(letter)
        for width in (600, 360):
            page.set_viewport_size({"width": width, "height": 800})
            found = Axe().run(page, options={"rules": OF_WHOLE_PAGES}).response["violations"]
            wrong += [f"{city} {path} at {width} px: {each['id']}" for each in found]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"{city} {path} at {width} px: scrolls sideways")
    return wrong
