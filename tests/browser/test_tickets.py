"""The desk of tickets, in two cities' colours and at two widths: nothing is wrong with it."""

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_desk_of_tickets(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    sign_in(page, demo.url(city, "/gestione/"), account(demo, "Funzionario").replace("milano", city), demo.password)
    for path in ("", "?stato=&tipo=accessibility", "?stato="):
        looker.look(demo.url(city, f"/gestione/segnalazioni/{path}"))
    tickets = links(page, r"/gestione/segnalazioni/\d+/")
    for ticket in tickets:
        looker.look(demo.url(city, ticket))
    assert len(tickets) > 1
    assert elsewhere.TICKETS - looker.seen == set()
    assert looker.wrong == []
