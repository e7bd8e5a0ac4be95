"""The pages of receipts, with receipts in them: the office's, the donor's, and the summary that an e-mail opens."""

import re
import time
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OFFICE = "/gestione/ricevute/"


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_receipts_of_a_city(demo: Demo, page: Page, city: str) -> None:
    looker = Looker(page)
    sign_in(page, demo.url(city, "/gestione/"), account(demo, "Ragioneria").replace("milano", city), demo.password)
    for path in ("mancanti/", "testi/", "testi/cts_83/", "testi/art_bonus/", "agenzia/", "campagne/", ""):
        looker.look(demo.url(city, OFFICE + path))
    page.goto(demo.url(city, f"{OFFICE}?stato=issued"))
    issued = links(page, rf"{OFFICE}\d+/")
    assert issued, "the story issues no receipt"
    looker.look(demo.url(city, issued[0]))
    looker.look(demo.url(city, f"{issued[0]}annulla/"))
    page.get_by_label("Motivo").fill("Nome scritto male")
    page.get_by_role("button", name="Annulla la ricevuta").click()
    looker.look_again()
    looker.look(demo.url(city, f"{issued[0]}sostituisci/"))
    page.get_by_role("button", name="Emetti la sostituta").click()
    looker.look_again()
    page.goto(demo.url(city, f"{OFFICE}campagne/"))
    settings = [*links(page, rf"{OFFICE}campagne/\d+/"), *links(page, rf"{OFFICE}enti/\d+/")]
    for path in (settings[0], settings[-1]):
        looker.look(demo.url(city, path))
    assert elsewhere.RECEIPTS - looker.seen == set()
    assert looker.wrong == []


def test_a_donor_opens_the_summary_that_an_email_brings(demo: Demo, page: Page) -> None:
    looker = Looker(page)
    sign_in(page, demo.url("milano", "/gestione/"), account(demo, "Ragioneria"), demo.password)
    page.goto(demo.url("milano", f"{OFFICE}?stato=issued"))
    row = page.locator("tbody tr").filter(has_not_text="Lucia Conti").first.locator("th, td")
    name, code = row.nth(2).inner_text(), row.nth(3).inner_text()
    email = f"{name.lower().replace(' ', '.')}@example.org"
    looker.look(demo.url("milano", "/ricevute/"))
    page.get_by_role("button", name="Mandami il collegamento").click()
    looker.look_again()
    for year in page.get_by_label("Anno in cui hai pagato").locator("option").all_inner_texts():
        page.goto(demo.url("milano", "/ricevute/"))
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Codice fiscale o partita IVA").fill(code)
        page.get_by_label("Anno in cui hai pagato").select_option(year)
        page.get_by_role("button", name="Mandami il collegamento").click()
    looker.look(demo.url("milano", _link_in_the_mail(demo.folder, email)))
    assert "Scarica il riepilogo" in page.content()
    assert elsewhere.RECEIPTS_OF_A_DONOR - looker.seen == set()
    assert [line for line in looker.wrong if "status of 422" not in line] == []


def _link_in_the_mail(folder: Path, email: str) -> str:
    """Wait for the letter that a worker sends, and return the path of the last summary in it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        files = b"".join(path.read_bytes() for path in sorted(folder.glob("mail/*.log")))
        letters = [message_from_bytes(text.lstrip()) for text in files.split(b"\n" + b"-" * 79)]
        texts = [_text_of(letter) for letter in letters if letter["To"] == email]
        found = [path for text in texts for path in re.findall(r"/ricevute/[^/\s]+/", text)]
        if found:
            return str(found[-1])
        time.sleep(0.5)
    raise AssertionError(f"no letter to {email}")


def _text_of(letter: Message) -> str:
    parts = [part.get_payload(decode=True) for part in letter.walk() if part.get_content_type() == "text/plain"]
    return b"".join(part for part in parts if isinstance(part, bytes)).decode()
