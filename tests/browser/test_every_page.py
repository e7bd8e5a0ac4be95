"""Every page, in two cities' colours and on the national portal, with and without scripts: nothing is wrong with it."""

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere, pages
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.names import named
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(("city", "scripts"), [("milano", True), ("venezia", True), ("venezia", False)])
def test_nothing_is_wrong_with_a_page_of_a_city(demo: Demo, page: Page, city: str, scripts: bool) -> None:
    looker = Looker(page, with_scripts=scripts)
    examples = pages.of_city(pages.CityClient(city, demo.port))
    others = named("colletta.urls_tenant") - set(examples)
    assert others - {"socialaccount_login_error"} == elsewhere.OF_A_CITY
    assert [name for name, paths in examples.items() if not paths] == []
    for paths in examples.values():
        for path in paths:
            looker.look(demo.url(city, path))
    looker.look(demo.url(city, "/questa-pagina-non-esiste/"), status=404)
    looker.look(demo.url(city, "/area/identita/errore/"), status=401)
    assert set(examples) - looker.seen == set()
    assert [line for line in looker.wrong if "the server responded with a status of 40" not in line] == []


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_office_of_a_city(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    sign_in(page, demo.url(city, "/gestione/"), account(demo, "Ragioneria").replace("milano", city), demo.password)
    looker.look(demo.url(city, "/gestione/"))
    cockpits = links(page, r"/gestione/dotazioni/\d+/")
    looker.look(demo.url(city, "/gestione/riconciliazione/"))
    for path in ("registro/", "lavori/", "riconciliazione/?storia=tutte", "campagne/?stato=draft&q=niente"):
        looker.look(demo.url(city, f"/gestione/{path}"))
    for path in ("/gestione/casi/", "/gestione/casi/?stato=", "/gestione/rimborsi/"):
        looker.look(demo.url(city, path))
        for one in links(page, r"/gestione/(?:casi|rimborsi)/\d+/"):
            looker.look(demo.url(city, one))
    looker.look(demo.url(city, "/gestione/campagne/"))
    for path in [*cockpits, *links(page, r"/gestione/campagne/\d+/")]:
        looker.look(demo.url(city, path))
        for gifts in links(page, r"/gestione/campagne/\d+/donazioni/")[:1]:
            looker.look(demo.url(city, gifts))
            page.goto(demo.url(city, path))
        for outcome in links(page, r"/gestione/campagne/\d+/(?:esito|versa)/"):
            looker.look(demo.url(city, outcome))
    assert cockpits
    assert elsewhere.OFFICE - looker.seen == set()
    assert looker.wrong == []


def test_nothing_is_wrong_with_the_national_pages(demo: Demo, page: Page) -> None:
    looker = Looker(page)
    assert named("colletta.urls_public") == elsewhere.OF_THE_NATION
    for path in ("/", "/gestione/accedi/", "/operatore/accedi/", "/stile/"):
        looker.look(demo.url("", path))
    sign_in(page, demo.url("", "/gestione/"), account(demo, "Redazione nazionale ANCI"), demo.password)
    looker.look(demo.url("", "/gestione/"))
    page.get_by_role("button", name="Esci").click()
    sign_in(page, demo.url("", "/operatore/"), account(demo, "Operatore della piattaforma"), demo.password)
    looker.look(demo.url("", "/operatore/"))
    city = links(page, r"/operatore/comuni/\d+/")[0]
    for path in ("/operatore/comuni/nuovo/", city, f"{city}sospendi/", f"{city}riattiva/"):
        looker.look(demo.url("", path))
    page.goto(demo.url("", city))
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Genera un nuovo invito").click()
    looker.look_again()
    assert elsewhere.OF_THE_NATION - looker.seen == set()
    assert looker.wrong == []
