"""The look's desk in two cities, at 360 and 1280 px, from a colour refused to a draft seen on the portal."""

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = "/gestione/aspetto/"
PARTS = ("", "identita/", "colori/", "contatti/", "cofinanziamento/", "donazioni/", "testi/", "testi/faq/", "domini/")
UNREADABLE = "#ffd400"


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page, and wait until it is there."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_look_from_a_colour_to_its_preview(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    officer = account(demo, "Gestore della piattaforma").replace("milano", city)
    sign_in(page, demo.url(city, "/gestione/"), officer, demo.password)
    for part in PARTS:
        looker.look(demo.url(city, DESK + part))
    page.get_by_label("Dominio", exact=True).fill(f"prova.{city}.example.org")
    press(page, "Chiedi il dominio")
    for path in links(page, rf"{DESK}domini/(?:\d+/rimuovi|principale/[^/\"]+)/"):
        looker.look(demo.url(city, path))
    looker.look(demo.url(city, f"{DESK}domini/principale/{city}.localhost/"))
    page.goto(demo.url(city, f"{DESK}colori/"))
    page.get_by_label("Colore principale").fill(UNREADABLE)
    press(page, "Controlla e salva")
    looker.look_again()
    press(page, "Usa questo")
    looker.look(demo.url(city, f"{DESK}pubblica/"))
    looker.look(demo.url(city, f"{DESK}scarta/"))
    looker.look(demo.url(city, DESK))
    press(page, "Guarda in anteprima")
    looker.look_again()
    assert page.get_by_text("Stai vedendo la bozza").count() == 1
    looker.look(demo.url(city, "/campagne/"))
    press(page, "Esci dall'anteprima")
    assert page.get_by_text("Stai vedendo la bozza").count() == 0
    page.goto(demo.url(city, f"{DESK}scarta/"))
    press(page, "Scarta la bozza")
    assert elsewhere.LOOK - looker.seen == set()
    assert [line for line in looker.wrong if "status of 422" not in line] == []
