"""The proponents' desk in the demo, at 360 and 1280 px: nothing is wrong with any of its pages."""

import re

import pytest
from playwright.sync_api import Locator, Page, Request

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import links, sign_in
from tests.factories.desk import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLOW_ANSWERS = """
const quick = window.fetch;
window.fetch = async (...asked) => {
  const answer = await quick(...asked);
  await new Promise((go) => setTimeout(go, 1500));
  return answer;
};
"""


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_desk_of_a_proponent(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    page.goto(demo.url(city, "/proponenti/"))
    page.get_by_label("Indirizzo e-mail").fill(f"proponente@{city}.example.org")
    page.get_by_label("Password", exact=True).fill(demo.password)
    page.get_by_role("main").get_by_role("button", name="Accedi").click()
    page.wait_for_url("**/proponenti/")
    looker.look(demo.url(city, "/proponenti/"))
    desk = sorted(set(re.findall(r"/proponenti/campagne/\d+/", page.content())))[0]
    looker.look(demo.url(city, desk))
    for name in PAGES:
        looker.look(demo.url(city, f"{desk}{name}"))
    looker.look(demo.url(city, f"{desk.removeprefix('/proponenti')}anteprima/"))
    for name, pattern in (("ricompense/", r"ricompense/\d+/"), ("aggiornamenti/", r"aggiornamenti/\d+/(?:ritira/)?")):
        page.goto(demo.url(city, f"{desk}{name}"))
        found = sorted(set(re.findall(desk + pattern, page.content())))
        assert found
        for path in found[:2]:
            looker.look(demo.url(city, path))
    assert elsewhere.PROPONENTS - looker.seen == set()
    assert looker.wrong == []


def open_texts(demo: Demo, page: Page) -> Locator:
    """Open the texts of a campaign, where answers are slow, and return the field of the summary."""
    page.add_init_script(SLOW_ANSWERS)
    sign_in(page, demo.url("milano", "/proponenti/"), "proponente@milano.example.org", demo.password)
    page.wait_for_url("**/proponenti/")
    page.goto(demo.url("milano", f"{links(page, r'/proponenti/campagne/[0-9]+/')[0]}testi/"))
    return page.get_by_label("Sintesi")


def test_a_page_that_is_sent_or_left_while_it_saves_itself_loses_nothing(demo: Demo, page: Page) -> None:
    summary = open_texts(demo, page)
    summary.fill("Prima")
    page.get_by_text("Salvataggio…").wait_for()
    summary.fill("Seconda")
    page.get_by_role("button", name="Salva").click()
    page.get_by_text("Salvato. Non è ancora pubblico").wait_for()
    assert summary.input_value() == "Seconda"
    summary.fill("Terza")
    page.get_by_role("link", name="Anteprima").last.click()
    page.wait_for_url("**/anteprima/")
    assert page.get_by_text("Terza").count() == 1


def test_while_it_saves_itself_a_page_opens_elsewhere_what_is_asked_for_elsewhere(demo: Demo, page: Page) -> None:
    summary = open_texts(demo, page)
    preview = page.get_by_role("link", name="Anteprima").last
    for number, ask in enumerate((lambda: preview.click(modifiers=["Shift"]), preview.click)):
        summary.fill(f"Scritto {number}")
        with page.context.expect_page() as opened:
            ask()
        opened.value.wait_for_url("**/anteprima/")
        assert page.url.endswith("/testi/")
        preview.evaluate("link => link.target = '_blank'")


def test_the_button_that_sends_a_page_while_it_saves_itself_is_told(demo: Demo, page: Page) -> None:
    summary, sent = open_texts(demo, page), list[Request]()
    save = page.get_by_role("button", name="Salva")
    save.evaluate("button => { button.name = 'premuto'; button.value = 'salva' }")
    summary.fill("Quinta")
    page.on("request", lambda asked: sent.append(asked) if asked.is_navigation_request() else None)
    page.get_by_text("Salvataggio…").wait_for()
    save.click()
    page.get_by_text("Salvato. Non è ancora pubblico").wait_for()
    assert "premuto" in str(sent[0].post_data)
