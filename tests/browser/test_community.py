"""What citizens follow and say in the demo, as they, a proponent and the office see it, at 360 and 1280 px."""

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere, pages
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CITIES = ["milano", "venezia"]


def spoken_of(demo: Demo, city: str) -> str:
    """Return the path of the campaign that the demo's citizens speak about."""
    client = pages.CityClient(city, demo.port)
    slugs = [each["slug"] for each in client.list("/api/v1/campaigns/") if each["state"] == "open"]
    return next(f"/campagne/{slug}/" for slug in slugs if "/partecipa/commenti/" in client.text(f"/campagne/{slug}/"))


@pytest.mark.parametrize("city", CITIES)
def test_nothing_is_wrong_with_what_a_citizen_says(demo: Demo, page: Page, city: str) -> None:
    looker, path = Looker(page), spoken_of(demo, city)
    sign_in(page, demo.url(city, "/area/"), f"vicino@{city}.example.org", demo.password)
    page.wait_for_url("**/area/")
    looker.look(demo.url(city, path))
    (key,) = {field.get_attribute("value") for field in page.locator('[name="chiave"]').all()}
    answers = links(page, rf"{path}commenti/nuovo/\?risposta=\d+")
    district = links(page, r"/quartieri/[\w-]+/")[0]
    for one in (
        f"/segui/?tipo=campaign&chiave={key}",
        f"{path}commenti/nuovo/",
        answers[0],
        f"{path}domande/nuova/",
        "/quartieri/",
        district,
        f"{district}commenti/nuovo/",
        "/partecipa/",
    ):
        looker.look(demo.url(city, one))
    own = links(page, r"/partecipa/(?:commenti|domande)/\d+/")
    assert own
    for one in own:
        looker.look(demo.url(city, one))
    page.goto(demo.url(city, f"{path}commenti/nuovo/"))
    page.get_by_role("button", name="Pubblica").click()
    page.get_by_role("alert").wait_for()
    looker.look_again()
    assert elsewhere.CITIZENS - looker.seen == set()
    assert looker.wrong == []


@pytest.mark.parametrize("city", CITIES)
def test_nothing_is_wrong_with_the_questions_that_a_proponent_answers(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    sign_in(page, demo.url(city, "/proponenti/"), account(demo, "Proponente").replace("milano", city), demo.password)
    page.wait_for_url("**/proponenti/")
    desks = links(page, r"/proponenti/campagne/\d+/")
    assert desks
    for desk in desks:
        looker.look(demo.url(city, f"{desk}domande/"))
    assert elsewhere.QUESTIONS - looker.seen == set()
    assert looker.wrong == []


@pytest.mark.parametrize("city", CITIES)
def test_nothing_is_wrong_with_the_desk_of_moderation(demo: Demo, page: Page, city: str) -> None:
    looker, desk = Looker(page), demo.url(city, "/gestione/moderazione/")
    sign_in(page, desk, account(demo, "Comunicazione").replace("milano", city), demo.password)
    page.wait_for_url("**/moderazione/")
    looker.look(desk)
    assert page.get_by_text("Primo testo di questa persona").count() == 1
    looker.look(f"{desk}?stato=")
    texts = links(page, r"/gestione/moderazione/(?:comment|question)/\d+/")
    looker.look(f"{desk}?stato=held")
    held = links(page, r"/gestione/moderazione/(?:comment|question)/\d+/")
    looker.look(f"{desk}?stato=hidden")
    hidden = links(page, r"/gestione/moderazione/(?:comment|question)/\d+/")
    for path in {texts[0], held[0], hidden[0]}:
        looker.look(demo.url(city, path))
    page.goto(demo.url(city, held[0]))
    page.get_by_role("button", name="Nascondi il testo").click()
    page.get_by_role("alert").wait_for()
    looker.look_again()
    looker.look(f"{desk}regole/")
    looker.look(f"{desk}nomi/")
    reported = links(page, r"/gestione/moderazione/nomi/\d+/")
    looker.look(f"{desk}nomi/?stato=hidden")
    hidden = links(page, r"/gestione/moderazione/nomi/\d+/")
    for path in (reported[0], hidden[0]):
        looker.look(demo.url(city, path))
    assert elsewhere.MODERATION - looker.seen == set()
    assert looker.wrong == []
