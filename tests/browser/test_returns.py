"""The pages that stop a campaign and give money back by bank transfer, up to the last question before it is done."""

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IBAN = "IT60X0542811101000000123456"


def test_nothing_is_wrong_with_the_ways_to_give_money_back(demo: Demo, page: Page) -> None:
    looker, city = Looker(page), "taranto"
    sign_in(
        page, demo.url(city, "/gestione/"), account(demo, "Responsabile unico").replace("milano", city), demo.password
    )
    page.goto(demo.url(city, "/gestione/campagne/?stato=open"))
    campaign = links(page, r"/gestione/campagne/\d+/")[0]
    looker.look(demo.url(city, f"{campaign}annulla/"))
    page.get_by_role("button", name="Esci").click()
    city = "milano"
    sign_in(page, demo.url(city, "/gestione/"), account(demo, "Ragioneria"), demo.password)
    page.goto(demo.url(city, "/gestione/rimborsi/"))
    looker.look(demo.url(city, links(page, r"/gestione/rimborsi/\d+/")[0]))
    page.get_by_label("Intestatario").fill("Bruno Sala")
    page.get_by_label("IBAN").fill(IBAN)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Registra il conto").click()
    looker.look(demo.url(city, "/gestione/rimborsi/"))
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Prepara il file").first.click()
    looker.look_again()
    looker.look(demo.url(city, links(page, r"/gestione/rimborsi/file/\d+/annulla/")[0]))
    assert elsewhere.RETURNS - looker.seen == set()
    assert looker.wrong == []
