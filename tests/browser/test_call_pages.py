"""The pages of the calls in the office, in two cities' colours, at 360 and 1280 px, from a draft to its publication."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def go(page: Page, role: Literal["button", "link"], name: str) -> None:
    """Press what leads to another page, and wait until it is there."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role(role, name=name).first.click()


def write_rules(page: Page, share: str) -> None:
    page.get_by_label("Tipo di cofinanziamento").select_option("threshold")
    page.get_by_label("Soglia", exact=False).first.fill("50")
    page.get_by_label("Base del cofinanziamento").select_option("remaining_cost")
    page.get_by_label("Quota del cofinanziamento").fill(share)
    page.get_by_label("Dotazione", exact=False).first.fill("400.000")
    page.get_by_label("Massimo per progetto").fill("50.000")
    page.get_by_label("Numero massimo di progetti").fill("40")


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_pages_of_a_call_for_who_writes_it(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    sign_in(
        page, demo.url(city, "/gestione/"), account(demo, "Responsabile unico").replace("milano", city), demo.password
    )
    looker.look(demo.url(city, "/gestione/bandi/"))
    page.goto(demo.url(city, "/gestione/bandi/?stato=published"))
    published = links(page, r"/gestione/bandi/\d+/")
    assert published
    for path in ("", "rettifica/", "atti/nuovo/", "regole/importa/", "chiusura/"):
        looker.look(demo.url(city, f"{published[0]}{path}"))
    looker.look(demo.url(city, "/gestione/bandi/?stato=closed"))
    looker.look(demo.url(city, "/gestione/bandi/nuovo/"))
    page.get_by_label("Titolo").fill("Prova")
    go(page, "button", "Crea la bozza")
    looker.look_again()
    draft = page.url
    looker.look(f"{draft}titolo/")
    page.goto(draft)
    go(page, "link", "Scrivi le regole")
    looker.look_again()
    go(page, "button", "Salva le regole")
    looker.look_again()
    write_rules(page, "40")
    go(page, "button", "Salva le regole")
    assert page.get_by_text("Così non si può pubblicare").count() == 1
    looker.look_again()
    go(page, "link", "Quota del cofinanziamento")
    page.get_by_label("Quota del cofinanziamento").fill("50")
    go(page, "button", "Salva le regole")
    assert page.get_by_text("nel caso peggiore 40 progetti").count() > 0
    page.get_by_label("Numero di progetti").fill("12")
    go(page, "button", "Ricalcola")
    assert "progetti=12" in page.url
    looker.look_again()
    go(page, "link", "Vai alla pubblicazione")
    looker.look_again()
    go(page, "button", "Pubblica il bando")
    looker.look_again()
    assert elsewhere.CALLS - looker.seen == set()
    assert looker.wrong == []


def test_nothing_is_wrong_with_a_rectification_on_the_way_and_with_the_money(demo: Demo, page: Page) -> None:
    looker = Looker(page)
    sign_in(page, demo.url("milano", "/gestione/"), account(demo, "Responsabile unico"), demo.password)
    page.goto(demo.url("milano", "/gestione/bandi/?stato=published"))
    call = links(page, r"/gestione/bandi/\d+/")[0]
    page.goto(demo.url("milano", f"{call}rettifica/"))
    page.get_by_role("textbox", name="Donazione minima").fill("7,50")
    go(page, "button", "Vedi la differenza")
    assert page.get_by_text("€ 7,50").count() > 0
    looker.look_again()
    go(page, "button", "Esci")
    sign_in(page, demo.url("milano", "/gestione/"), account(demo, "Ragioneria"), demo.password)
    looker.look(demo.url("milano", call))
    looker.look(demo.url("milano", f"{call}dotazione/"))
    assert elsewhere.CALL_MONEY - looker.seen == set()
    assert looker.wrong == []
