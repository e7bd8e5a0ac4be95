"""The personal area and the desk of people, signed in, in two cities' colours at 360 and 1280 px."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "/area/",
    "/area/donazioni/",
    "/area/seguiti/",
    "/area/profilo/",
    "/area/indirizzi/",
    "/area/sicurezza/",
    "/area/sicurezza/app/",
    "/area/sessioni/",
    "/area/identita/",
    "/area/password/",
    "/area/dati/",
    "/area/dati/cancella/",
    "/area/esci/",
)


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_personal_area(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    citizen = account(demo, "Cittadina con donazioni").replace("milano", city)
    sign_in(page, demo.url(city, "/area/"), citizen, demo.password)
    assert page.get_by_role("heading", name="Area personale").is_visible()
    assert links(page, r"/donazioni/[^/\"]+/")
    looker.look(demo.url(city, "/area/conferma/"))
    page.get_by_label("Password").fill(demo.password)
    press(page, "Conferma")
    for path in PAGES:
        looker.look(demo.url(city, path))
    assert elsewhere.AREA - looker.seen == set()
    assert looker.wrong == []


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_desk_of_people(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    manager = re.sub("milano", city, account(demo, "Gestore della piattaforma"))
    sign_in(page, demo.url(city, "/gestione/"), manager, demo.password)
    for path in (
        "/gestione/persone/",
        "/gestione/persone/invita/",
        "/gestione/persone/secondo-fattore/",
        "/gestione/persone/enti/",
    ):
        looker.look(demo.url(city, path))
        for one in links(page, r"/gestione/persone/(?:enti/)?\d+/")[:2]:
            looker.look(demo.url(city, one))
    assert elsewhere.PERSONS - looker.seen == set()
    assert looker.wrong == []


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_a_person_s_letters(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    citizen = account(demo, "Cittadina con donazioni").replace("milano", city)
    sign_in(page, demo.url(city, "/area/"), citizen, demo.password)
    looker.look(demo.url(city, "/area/messaggi/"))
    looker.look(demo.url(city, links(page, r"/area/messaggi/\d+/")[0]))
    looker.look(demo.url(city, "/area/notifiche/"))
    sent = "".join(path.read_text(encoding="utf-8", errors="replace") for path in demo.folder.glob("mail/*.log"))
    found = re.search(rf"://{city}\.[^/]+(/notifiche/disiscrivi/[^/>]+/)", re.sub(r"\r?\n[ \t]+", "", sent))
    assert found
    looker.look(demo.url(city, found[1]))
    assert elsewhere.LETTERS - looker.seen == set()
    assert looker.wrong == []


def test_nothing_is_wrong_with_the_second_factor_from_its_beginning_to_its_end(demo: Demo, page: Page) -> None:
    looker, area = Looker(page), demo.url("torino", "/area/")
    citizen = account(demo, "Cittadina con donazioni").replace("milano", "torino")
    sign_in(page, area, citizen, demo.password)
    page.goto(f"{area}sicurezza/app/")
    page.get_by_label("Password").fill(demo.password)
    press(page, "Conferma")
    (secret,) = re.findall(r"<code[^>]*>([A-Z2-7]+)</code>", page.content())
    page.get_by_label("Codice").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(page, "Attiva")
    for path in ("sicurezza/codici/", "sicurezza/codici/nuovi/", "sicurezza/app/togli/", "conferma/codice/"):
        looker.look(area + path)
    page.goto(f"{area}esci/")
    press(page, "Esci")
    sign_in(page, area, citizen, demo.password)
    looker.look_again()
    assert elsewhere.SECOND_FACTOR - looker.seen == set()
    assert looker.wrong == []


def press(page: Page, name: str) -> None:
    """Press a button of the page that leads to another one."""
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("main").get_by_role("button", name=name).first.click()
