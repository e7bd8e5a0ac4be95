"""The pages about receipts: the donor's, the summary without an account, the office's."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from apps.donations import links as gift_links
from apps.donations.models import Donation
from apps.kernel import clock
from apps.people import services as people
from apps.people.roles import Role
from apps.receipts import links, selectors
from apps.receipts.models import DonationReceipt, ReceiptText
from apps.receipts.states import Regime
from tests.factories import story
from tests.portal.visits import text_of
from tests.receipts.givers import ADA, ASKING, issue, make_funded, make_settings

PASSWORD = "una-parola-lunga-42"


@pytest.fixture
def visitor(milano: object, client_of: Callable[..., Client]) -> Client:
    return client_of(milano)


def sign_in(client: Client, role: Role) -> Client:
    people.create_user(
        email="persona@example.org", name="Persona", password=PASSWORD, roles=[role], now=clock.now(), actor="test"
    )
    assert (
        client.post("/gestione/accedi/", {"username": "persona@example.org", "password": PASSWORD}).status_code == 302
    )
    return client


@pytest.fixture
def office(visitor: Client) -> Client:
    return sign_in(visitor, Role.ACCOUNTANT)


def address(gift: Donation, end: str = "ricevuta/") -> str:
    return f"/donazioni/{gift_links.token_of(gift.pk)}/{end}"


def pdf_text(response: object) -> str:
    assert response.status_code == 200 and response["Content-Type"] == "application/pdf"  # type: ignore[attr-defined, index]
    assert response["Cache-Control"] == "private, no-store"  # type: ignore[index]
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)  # type: ignore[attr-defined]


def test_a_donor_downloads_the_receipt(visitor: Client) -> None:
    _, (gift,) = make_funded({"donor_name": "Ada <b>Rossi</b>"})
    assert "La ricevuta sta per arrivare" in text_of(visitor.get(address(gift)))
    issue(gift)
    assert address(gift) in visitor.get(f"/donazioni/{gift_links.token_of(gift.pk)}/").content.decode()
    page = text_of(visitor.get(address(gift)))
    assert "La ricevuta è pronta" in page and "Scarica la ricevuta" in page
    response = visitor.get(address(gift, "ricevuta.pdf"))
    assert "Ada <b>Rossi</b>" in pdf_text(response)
    assert response["Content-Disposition"].startswith('attachment; filename="ricevuta-')


def test_before_the_outcome_the_donor_reads_when_it_comes(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(), 1_000_00)
    make_settings(campaign)
    gift = story.make_collected_donation(campaign, 500_00, **ASKING)
    assert "quando la campagna è andata a buon fine" in text_of(visitor.get(address(gift)))
    assert visitor.get(address(gift, "ricevuta.pdf")).status_code == 404


def test_a_donor_who_did_not_ask_asks_here(visitor: Client) -> None:
    _, (gift,) = make_funded({"wants_receipt": False, "donor_tax_code": "", "donor_address": ""})
    assert "Chiedi la ricevuta" in text_of(visitor.get(address(gift)))
    wrong = visitor.post(address(gift), {"donor_tax_code": "AAA", "donor_address": "Via Roma 1"})
    assert "codice fiscale o una partita IVA corretti" in text_of(wrong, 422)
    assert visitor.post(address(gift), {"donor_tax_code": ADA, "donor_address": "Via Roma 1"}).status_code == 302
    assert "La ricevuta è pronta" in text_of(visitor.get(address(gift)))


def test_a_cancelled_receipt_says_so_and_lets_the_data_be_corrected(visitor: Client) -> None:
    from apps.receipts import services as receipts

    _, (gift,) = make_funded()
    receipt = issue(gift)
    receipts.cancel_receipt(receipt_id=receipt.pk, reason="Codice sbagliato", actor="a", now=clock.now())
    page = text_of(visitor.get(address(gift)))
    assert "La ricevuta è annullata" in page and "Codice sbagliato" in page and "Correggi i dati" in page
    assert "ANNULLATA" in pdf_text(visitor.get(address(gift, "ricevuta.pdf")))


@pytest.mark.parametrize("end", ["ricevuta/", "ricevuta.pdf"])
def test_a_link_that_was_not_signed_here_opens_no_receipt(visitor: Client, end: str) -> None:
    _, (gift,) = make_funded()
    issue(gift)
    assert visitor.get(f"/donazioni/{gift.pk}.AAAA/{end}").status_code == 404


def test_asking_for_a_summary_answers_the_same_whether_the_address_gave_or_not(
    visitor: Client, django_assert_num_queries: object
) -> None:
    _, (gift,) = make_funded()
    issue(gift)
    year = str(clock.now().year)
    known = visitor.post("/ricevute/", {"email": gift.donor_email, "tax_code": ADA, "year": year})
    unknown = visitor.post("/ricevute/", {"email": "nessuno@example.org", "tax_code": ADA, "year": year})
    assert (
        (known.status_code, known["Location"])
        == (unknown.status_code, unknown["Location"])
        == (302, "/ricevute/richiesta/")
    )
    assert "Controlla la posta" in text_of(visitor.get("/ricevute/richiesta/"))
    assert "Scrivi il tuo indirizzo e-mail" in text_of(visitor.post("/ricevute/", {}), 422)


def test_the_summary_of_a_year_opens_by_its_link_and_no_other(visitor: Client) -> None:
    _, (gift, _) = make_funded({"donor_email": "ada@example.org"}, {"donor_email": "altra@example.org"})
    receipt = issue(gift)
    year = receipt.paid_on.year
    token = links.token_of(donation_id=gift.pk, year=year, expires_at=clock.now() + timedelta(hours=1))
    page = text_of(visitor.get(f"/ricevute/{token}/"))
    assert f"N. {receipt.number}/{receipt.year}" in page and "€ 500,00" in page
    assert ADA in pdf_text(visitor.get(f"/ricevute/{token}/riepilogo.pdf"))
    assert "Ricevuta n." in pdf_text(visitor.get(f"/ricevute/{token}/{receipt.pk}.pdf"))
    assert visitor.get(f"/ricevute/{token}/{receipt.pk + 1}.pdf").status_code == 404
    over = links.token_of(donation_id=gift.pk, year=year, expires_at=clock.now())
    for end in ("", "riepilogo.pdf", f"{receipt.pk}.pdf"):
        assert visitor.get(f"/ricevute/{over}/{end}").status_code == 404


OFFICE = [
    "",
    "?formato=csv",
    "mancanti/",
    "1/",
    "1/ricevuta.pdf",
    "1/annulla/",
    "1/sostituisci/",
    "testi/",
    "testi/none/",
]
SETTINGS = ["campagne/", "campagne/1/", "enti/1/", "agenzia/", "agenzia/flusso.csv"]


@pytest.mark.parametrize("path", [*OFFICE, *SETTINGS])
def test_nobody_sees_receipts_without_signing_in(visitor: Client, path: str) -> None:
    response = visitor.get(f"/gestione/ricevute/{path}")
    assert response.status_code == 302 and response["Location"].startswith("/gestione/accedi/")


@pytest.mark.parametrize("path", [*OFFICE, *SETTINGS])
def test_who_publishes_news_sees_no_tax_codes(visitor: Client, path: str) -> None:
    assert sign_in(visitor, Role.COMMUNICATIONS).get(f"/gestione/ricevute/{path}").status_code == 403


def test_the_office_searches_filters_and_exports(office: Client) -> None:
    _, (ada, ugo) = make_funded({"donor_name": "Ada Rossì"}, {"donor_name": "=Ugo Verdi"})
    first, second = issue(ada), issue(ugo)
    assert "Ugo Verdi" in text_of(office.get("/gestione/ricevute/"))
    for query in (
        "q=ada",
        "q=rossi",
        "q=ROSSÌ",
        f"q=1/{first.year}",
        f"q=ada&anno={first.year}&ente={first.issuer_id}&stato=issued",
    ):
        page = text_of(office.get(f"/gestione/ricevute/?{query}"))
        assert "Ada Rossì" in page and "Ugo Verdi" not in page, query
    wrong = text_of(office.get("/gestione/ricevute/?stato=cancelled&anno=x%00&ente=zz"))
    assert "Nessuna voce con questi filtri" in wrong
    body = b"".join(office.get("/gestione/ricevute/?formato=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert [row["Numero"] for row in rows] == [str(second.number), str(first.number)]
    assert rows[0]["Donatore"] == "'=Ugo Verdi" and rows[1]["Importo"] == "500,00"
    assert "Senza salti" in text_of(office.get("/gestione/ricevute/"))


def test_the_office_cancels_with_a_reason_and_issues_the_replacement(office: Client) -> None:
    _, (gift,) = make_funded()
    receipt = issue(gift)
    path = f"/gestione/ricevute/{receipt.pk}/"
    assert "Non si può tornare indietro" in text_of(office.get(f"{path}annulla/"))
    assert "il donatore lo legge" in text_of(office.post(f"{path}annulla/", {"reason": " "}))
    assert office.post(f"{path}annulla/", {"reason": "Nome sbagliato"}).status_code == 302
    assert "Annullata il" in text_of(office.get(path))
    assert DonationReceipt.objects.get(pk=receipt.pk).cancelled_by == "persona@example.org"
    assert "sostituta" in text_of(office.get(f"{path}sostituisci/"))
    response = office.post(f"{path}sostituisci/")
    page = text_of(office.get(response["Location"]))
    assert "Sostituisce la ricevuta" in page and f"n. 1/{receipt.year}" in page
    assert office.get(f"{path}sostituisci/").status_code == 302
    assert "ANNULLATA" in pdf_text(office.get(f"{path}ricevuta.pdf"))


def test_the_office_sees_what_is_missing_and_why_then_issues_it(office: Client) -> None:
    campaign, _ = make_funded({}, {})
    waiting = story.make_campaign(story.make_call(), 1_000_00)
    story.make_collected_donation(waiting, 500_00, **ASKING)
    story.settle(waiting)
    page = text_of(office.get("/gestione/ricevute/mancanti/"))
    assert "Si possono emettere subito <strong>2</strong> ricevute, per € 1.000,00" in page
    assert "1: Il Comune deve ancora indicare il regime fiscale" in page
    assert office.post("/gestione/ricevute/mancanti/").status_code == 302
    assert "Emissione in corso" in text_of(office.get("/gestione/ricevute/mancanti/"))
    from apps.receipts import services as receipts

    receipts.issue_campaign(key=str(campaign.pk), now=clock.now())
    assert "Adesso non c'è nessuna ricevuta da emettere" in text_of(office.get("/gestione/ricevute/mancanti/"))


def test_the_office_looks_at_a_text_before_it_is_in_force(office: Client) -> None:
    page = text_of(office.get("/gestione/ricevute/testi/cts_83/"))
    assert "Proposta da verificare" in page and "art. 83" in page
    shown = office.post("/gestione/ricevute/testi/cts_83/anteprima.pdf", {"text": "Testo #panic() nuovo"})
    assert "Testo #panic() nuovo" in pdf_text(shown) and not ReceiptText.objects.exists()
    assert "Documento di dimostrazione" in pdf_text(shown)
    assert office.post("/gestione/ricevute/testi/cts_83/", {"text": "Testo nuovo"}).status_code == 302
    assert "Versione 1" in text_of(office.get("/gestione/ricevute/testi/"))
    assert office.get("/gestione/ricevute/testi/altro/").status_code == 404
    assert "Scrivi il testo" in text_of(office.post("/gestione/ricevute/testi/cts_83/", {"text": ""}))


def test_the_office_chooses_regimes_and_issuers_details(office: Client) -> None:
    campaign = story.make_campaign(story.make_call(), 1_000_00)
    assert "Da scegliere" in text_of(office.get("/gestione/ricevute/campagne/"))
    path = f"/gestione/ricevute/campagne/{campaign.pk}/"
    assert "Scegli il regime fiscale" in text_of(office.post(path, {}))
    assert office.post(path, {"regime": "cts_83"}).status_code == 302
    assert selectors.list_regimes([campaign.pk]) == {campaign.pk: Regime.CTS_83}
    body = f"/gestione/ricevute/enti/{campaign.beneficiary_id}/"
    assert office.post(body, {"address": "Via Larga 1", "runts": "12345"}).status_code == 302
    assert 'value="Via Larga 1"' in office.get(body).content.decode()
    assert office.get("/gestione/ricevute/enti/999999/").status_code == 404


def test_the_flow_for_the_agency_reconciles_and_is_exported(office: Client) -> None:
    assert "Ancora nessuna ricevuta" in text_of(office.get("/gestione/ricevute/agenzia/"))
    assert office.get("/gestione/ricevute/agenzia/flusso.csv").status_code == 404
    _, (gift, legal) = make_funded({}, {"donor_kind": "legal_entity", "donor_tax_code": "97103880585"})
    receipt = issue(gift)
    issue(legal)
    page = text_of(office.get("/gestione/ricevute/agenzia/"))
    assert "I conti tornano" in page and "Donatore che non è una persona fisica" in page
    query = f"?ente={receipt.issuer_id}&anno={receipt.paid_on.year}"
    body = office.get(f"/gestione/ricevute/agenzia/flusso.csv{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert [(row["tipo_riga"], row["codice_fiscale_donatore"], row["importo_euro"]) for row in rows] == [
        ("erogazione", ADA, "500,00")
    ]
