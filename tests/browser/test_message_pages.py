"""The office's pages of messages, in two cities' colours, at 360 and 1280 px."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


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
    assert looker.wrong == []
