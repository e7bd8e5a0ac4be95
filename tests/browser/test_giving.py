"""A whole donation with the keyboard only, at 360 px, with JavaScript and without: every stop can be seen."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import pages
from tests.browser.conftest import Demo
from tests.browser.look import Looker

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MAX_STOPS = 120
_LOOK = """(element) => {
  const seen = [element, element.nextElementSibling, element.closest("label")].filter(Boolean);
  return seen.map((one) => { const style = getComputedStyle(one);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor].join();
  }).join("|");
}"""
_FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const label = element.labels && element.labels[0] ? element.labels[0].innerText : element.innerText || "";
  return { name: element.name || "", value: element.value || "", text: label.trim(), tag: element.tagName };
}"""


class Keyboard:
    """Walks a page by Tab, and keeps every stop whose focus nobody can see."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def go_to(self, name: str = "", text: str = "") -> None:
        """Press Tab until a field of a name, or an element with a text, has the focus."""
        for _ in range(MAX_STOPS):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(_FOCUSED)
            if here is None:
                continue
            self._check(here["text"] or here["name"])
            if (name and here["name"] == name) or (text and text in here["text"] and here["tag"] in ("BUTTON", "A")):
                return
        raise AssertionError(f"the keyboard never comes to {name or text}")

    def _check(self, stop: str) -> None:
        element = self.page.evaluate_handle("document.activeElement").as_element()
        assert element is not None
        focused = element.evaluate(_LOOK)
        element.evaluate("(element) => element.blur()")
        blurred = element.evaluate(_LOOK)
        element.focus()
        if focused == blurred:
            self.unseen.append(stop)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def narrow(browser: Browser, request: pytest.FixtureRequest) -> Iterator[tuple[Page, bool]]:
    """A page of 360 px."""
    context = browser.new_context(
        viewport={"width": 360, "height": 760}, locale="it-IT", java_script_enabled=request.param
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page, request.param
    context.close()


def test_a_donation_is_made_with_the_keyboard_alone(demo: Demo, narrow: tuple[Page, bool]) -> None:
    page, has_scripts = narrow
    client = pages.CityClient("milano", demo.port)
    slug = next(each["slug"] for each in client.list("/api/v1/campaigns/") if each["state"] == "open")
    keyboard = Keyboard(page)
    page.goto(demo.url("milano", f"/campagne/{slug}/dona/"), wait_until="load")
    keyboard.go_to(name="other_amount")
    page.keyboard.type("25,50")
    if has_scripts:
        page.get_by_text("Se doni € 25,50 adesso").first.wait_for()
        assert not page.locator("[data-gift-look]").is_visible()
    else:
        keyboard.go_to(text="Vedi che cosa aggiunge")
        page.keyboard.press("Enter")
        page.get_by_text("Se doni € 25,50 adesso").first.wait_for()
        assert page.locator('input[name="other_amount"]').input_value() == "25,50"
    keyboard.go_to(name="donor_name")
    page.keyboard.type("Ada Rossi")
    keyboard.go_to(name="donor_email")
    page.keyboard.type("ada.tastiera@")
    send(keyboard)
    page.locator("#errori").wait_for()
    page.locator("#errori:focus").wait_for()
    if has_scripts:
        looker = Looker(page)
        looker.look_again()
        assert looker.wrong == []
    page.goto(demo.url("milano", f"/campagne/{slug}/dona/"), wait_until="load")
    for name, typed in {"other_amount": "25,50", "donor_name": "Ada Rossi", "donor_email": "ada@example.org"}.items():
        keyboard.go_to(name=name)
        page.keyboard.type(typed)
    send(keyboard)
    page.wait_for_url(lambda url: "/dona/" not in url)
    page.go_back(wait_until="load")
    page.get_by_role("heading", name="La tua donazione è in sospeso").wait_for()
    keyboard.go_to(text="Continua il pagamento")
    page.keyboard.press("Enter")
    page.wait_for_load_state("load")
    assert keyboard.unseen == []


def send(keyboard: Keyboard) -> None:
    """Go on with the form."""
    keyboard.go_to(text=keyboard.page.locator("form[data-gift] .btn-lg").inner_text())
    keyboard.page.keyboard.press("Enter")
    keyboard.page.wait_for_load_state("load")


def test_a_refused_form_survives_reload_back_and_a_double_click(demo: Demo, narrow: tuple[Page, bool]) -> None:
    page, _ = narrow
    client = pages.CityClient("milano", demo.port)
    slug = next(each["slug"] for each in client.list("/api/v1/campaigns/") if each["state"] == "open")
    page.goto(demo.url("milano", f"/campagne/{slug}/dona/"), wait_until="load")
    typed = {"other_amount": "25,50", "donor_name": "Ada Rossi", "donor_email": "ada@", "public_name": "Casa Rossi"}
    for name, value in typed.items():
        page.locator(f'[name="{name}"]').fill(value)
    page.locator("form[data-gift] .btn-lg").dblclick()
    page.locator("#errori").wait_for()
    assert "?rivedi=" in page.url and not any(word in page.url for word in ("Ada", "Rossi", "@", "25,50", "25%2C50"))
    page.reload(wait_until="load")
    check(page, typed)
    page.goto(demo.url("milano", "/privacy/"), wait_until="load")
    page.go_back(wait_until="load")
    check(page, typed)
    page.locator('[name="donor_email"]').fill("ada@example.org")
    page.locator("form[data-gift] .btn-lg").dblclick()
    expect(page).not_to_have_url(re.compile("/dona/"), timeout=20_000)
    page.wait_for_load_state("load")
    page.go_back(wait_until="load")
    page.get_by_role("heading", name="La tua donazione è in sospeso").wait_for()


def check(page: Page, typed: dict[str, str]) -> None:
    """See that a refused form says what is wrong and holds what was typed."""
    page.locator("#errori").wait_for()
    assert {name: page.locator(f'[name="{name}"]').input_value() for name in typed} == typed
