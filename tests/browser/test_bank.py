"""The pages of bank transfers and of gifts received by hand, from the donor's form to the office's decisions."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import elsewhere
from tests.browser.conftest import Demo
from tests.browser.look import Looker
from tests.browser.pages import CityClient
from tests.browser.steps import account, links, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BANK = "/gestione/banca/"
OFFLINE = "/gestione/donazioni-offline/"


@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_from_a_transfer_to_its_statement(demo: Demo, page: Page, city: str, tmp_path: Path) -> None:
    looker = Looker(page)
    _announce(demo, looker, city)
    sign_in(page, demo.url(city, "/gestione/"), account(demo, "Ragioneria").replace("milano", city), demo.password)
    looker.look(demo.url(city, BANK))
    body = links(page, rf"{BANK}enti/\d+/")[0]
    samples = links(page, rf"{BANK}prova/\d+\.xml")
    looker.look(demo.url(city, body))
    _import(demo, looker, city, samples, tmp_path)
    _wait_for(page, demo.url(city, f"{BANK}movimenti/?stato=matched"))
    looker.look(demo.url(city, f"{BANK}movimenti/"))
    matched = links(page, rf"{BANK}movimenti/\d+/")[-1]
    for path in (matched, f"{matched}annulla/"):
        looker.look(demo.url(city, path))
    page.get_by_label("Motivo").fill("Era di un'altra persona")
    page.get_by_role("button", name="Annulla l'abbinamento").click()
    looker.look_again()
    page.get_by_label("Cerca per nome, e-mail o riferimento").fill("Prova")
    page.get_by_role("button", name="Cerca").click()
    looker.look_again()
    looker.look(demo.url(city, links(page, rf"{matched}abbina/\d+/")[0]))
    looker.look(demo.url(city, f"{matched}scarta/"))
    page.get_by_label("Motivo").fill("Non è una donazione")
    page.get_by_role("button", name="Scarta il movimento").click()
    looker.look_again()
    assert elsewhere.BANK - looker.seen == set()
    assert looker.wrong == []


def test_nothing_is_wrong_with_the_gifts_received_by_hand(demo: Demo, page: Page, tmp_path: Path) -> None:
    looker = Looker(page)
    proof = tmp_path / "distinta.pdf"
    proof.write_bytes(b"%PDF-1.7 distinta")
    sign_in(page, demo.url("milano", "/gestione/"), account(demo, "Funzionario"), demo.password)
    looker.look(demo.url("milano", f"{OFFLINE}nuova/"))
    page.get_by_role("button", name="Registra").click()
    looker.look_again()
    page.get_by_label("Campagna", exact=True).select_option(index=1)
    page.get_by_label("Importo in euro").fill("50")
    page.get_by_label("Assegno", exact=True).check()
    page.get_by_label("Giorno in cui è stata ricevuta").fill(_today())
    page.get_by_label("Nome di chi ha donato").fill("Ugo Prova")
    page.get_by_label("E-mail").fill("ugo@example.org")
    page.get_by_label("Prova: assegno, distinta o ricevuta").set_input_files(proof)
    page.get_by_role("button", name="Registra").click()
    looker.look_again()
    gift = page.url
    looker.look(f"{gift}rifiuta/")
    looker.look(demo.url("milano", OFFLINE))
    page.get_by_role("button", name="Esci").click()
    sign_in(page, demo.url("milano", "/gestione/"), account(demo, "Responsabile unico del progetto"), demo.password)
    looker.look(gift)
    looker.look(f"{gift}conferma/")
    page.get_by_role("button", name="Confermo, ho visto la prova").click()
    looker.look_again()
    assert "Confermata" in page.content()
    assert elsewhere.OFFLINE - looker.seen == set()
    assert [line for line in looker.wrong if "status of 422" not in line] == []


def _announce(demo: Demo, looker: Looker, city: str) -> None:
    page = looker.page
    campaigns = CityClient(city, demo.port).list("/api/v1/campaigns/")
    slug = next(campaign["slug"] for campaign in campaigns if campaign["state"] == "open")
    looker.look(demo.url(city, f"/campagne/{slug}/dona/bonifico/"))
    page.get_by_label("€ 25").check()
    page.get_by_label("Nome e cognome").fill("Ada Prova")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Continua", exact=True).click()
    looker.look_again()
    assert page.locator("code").count() == 2
    looker.look(f"{page.url}annulla/")


def _import(demo: Demo, looker: Looker, city: str, samples: list[str], folder: Path) -> None:
    """Upload the demo's statement of the body that awaits a transfer; the others' are empty."""
    page = looker.page
    for at, sample in enumerate(samples):
        statement = page.evaluate("path => fetch(path).then(answer => answer.text())", sample)
        if "<Ntry>" not in statement:
            continue
        file = folder / f"estratto-{at}.xml"
        file.write_text(statement)
        looker.look(demo.url(city, f"{BANK}carica/"))
        page.get_by_label("Conto", exact=True).select_option(sample.rpartition("/")[2].removesuffix(".xml"))
        page.get_by_label("CAMT.053 (XML)").check()
        page.get_by_label("File dell'estratto conto").set_input_files(file)
        page.get_by_role("button", name="Vedi l'anteprima").click()
        looker.look_again()
        page.get_by_role("button", name="Importa").click()
        looker.look_again()
        return
    raise AssertionError("no body awaits a transfer")


def _wait_for(page: Page, address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page.goto(address)
        if page.locator("tbody tr").count():
            return
        time.sleep(0.5)
    raise AssertionError("the statement was not judged")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
