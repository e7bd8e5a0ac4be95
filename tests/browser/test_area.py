"""The personal area and the desk of people, signed in, in two cities' colours at 360 and 1280 px."""

import re

import pytest
from playwright.sync_api import Page

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
    "/area/conferma/",
    "/area/esci/",
)


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_personal_area(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    citizen = account(demo, "Cittadina con donazioni").replace("milano", city)
    sign_in(page, demo.url(city, "/area/"), citizen, demo.password)
    assert page.get_by_role("heading", name="Area personale").is_visible()
    assert links(page, r"/donazioni/[^/\"]+/")
    for path in PAGES:
        looker.look(demo.url(city, path))
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
    assert looker.wrong == []
