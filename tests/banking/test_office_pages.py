"""The office's pages of bank statements and of gifts received by hand: from a file to a gift, by who may."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.banking.models import BankAccount, BankStatement
from apps.banking.states import LineState
from apps.campaigns.models import Campaign
from apps.donations import links
from apps.donations.models import Donation, OfflineGift
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.matching.services import transfers
from apps.people import services as people
from apps.people.roles import Role
from tests.banking import bank
from tests.factories import story
from tests.portal.visits import text_of

PASSWORD = "una-parola-lunga-42"
CSV_FIELDS = {
    "encoding": "cp1252",
    "delimiter": "0",
    "date_format": "gg/mm/aaaa",
    "decimal": ",",
    "skip_rows": "2",
    "booked_on": "Data contabile",
    "value_on": "Data valuta",
    "credit": "Entrate",
    "debit": "Uscite",
    "remittance": "Causale",
    "counterparty_name": "Ordinante",
}


@pytest.fixture
def sign_in(campaign: Campaign, milano: Any, client_of: Callable[..., Client]) -> Callable[[Role, str], Client]:
    def enter(role: Role, name: str = "persona") -> Client:
        email = f"{name}@example.org"
        people.create_user(email=email, name=name, password=PASSWORD, now=clock.now(), actor="test", roles=[role])
        client = client_of(milano)
        assert client.post("/gestione/accedi/", {"username": email, "password": PASSWORD}).status_code == 302
        return client

    return enter


@pytest.fixture
def accountant(sign_in: Callable[..., Client]) -> Client:
    return sign_in(Role.ACCOUNTANT)


def judge(statement: BankStatement) -> None:
    transfers.match_statement(key=str(statement.pk), now=clock.now())


@pytest.mark.parametrize("path", ["banca/", "banca/carica/", "banca/movimenti/", "banca/movimenti/?formato=csv"])
def test_only_the_accountant_opens_bank_pages(path: str, sign_in: Callable[..., Client]) -> None:
    assert sign_in(Role.ACCOUNTANT, "a").get(f"/gestione/{path}").status_code == 200
    assert sign_in(Role.OFFICER, "b").get(f"/gestione/{path}").status_code == 403


@pytest.mark.parametrize("path", ["donazioni-offline/", "donazioni-offline/nuova/", "donazioni-offline/?formato=csv"])
def test_only_officers_open_offline_pages(path: str, sign_in: Callable[..., Client]) -> None:
    assert sign_in(Role.OFFICER, "a").get(f"/gestione/{path}").status_code == 200
    assert sign_in(Role.ACCOUNTANT, "b").get(f"/gestione/{path}").status_code == 403


def test_a_statement_whose_balances_do_not_add_up_warns_before_it_is_imported(
    accountant: Client, account: BankAccount
) -> None:
    whole = (
        (Path(__file__).parent / "files" / "estratto.mt940")
        .read_text()
        .replace("IT60X0542811101000000123456", account.iban)
    )
    warning = "I saldi del file non tornano"
    for text, is_warned in ((whole, False), (whole.replace("EUR2288,50", "EUR2289,50"), True)):
        file = SimpleUploadedFile("estratto.sta", text.encode())
        answer = accountant.post(
            "/gestione/banca/carica/", {"account": account.pk, "format": "mt940", "file": file}, follow=True
        )
        assert (warning in text_of(answer)) is is_warned
    assert "la differenza è € 1,00" in text_of(answer)


def test_the_demo_s_statement_is_downloaded_uploaded_previewed_and_imported(
    accountant: Client, campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00)
    sample = accountant.get(f"/gestione/banca/prova/{account.pk}.xml")
    file = SimpleUploadedFile("estratto.xml", sample.content)
    answer = accountant.post(
        "/gestione/banca/carica/", {"account": account.pk, "format": "camt053", "file": file}, follow=True
    )
    assert "Movimenti: 1, di cui nuovi: 1" in text_of(answer)
    assert not BankStatement.objects.exists()
    path = answer.request["PATH_INFO"] + "?nome=estratto.xml"
    imported = accountant.post(path, {"importa": "1"}, follow=True)
    assert "Movimenti nuovi, in abbinamento: 1." in text_of(imported) and "Abbinamento di" in text_of(imported)
    judge(BankStatement.objects.get())
    assert story.read(gift).state == DonationState.COLLECTED
    assert "già stato importato" in text_of(accountant.post(path, {"importa": "1"}), status=409)


def test_the_demo_s_statement_is_nowhere_else(accountant: Client, account: BankAccount, settings: Any) -> None:
    settings.DEMO = False
    assert accountant.get(f"/gestione/banca/prova/{account.pk}.xml").status_code == 404


def test_a_csv_is_read_by_named_columns_which_are_kept(accountant: Client, account: BankAccount) -> None:
    data = (Path(__file__).parent / "files" / "estratto.csv").read_bytes()
    answer = accountant.post(
        "/gestione/banca/carica/",
        {"account": account.pk, "format": "csv", "file": SimpleUploadedFile("e.csv", data)},
        follow=True,
    )
    path = answer.request["PATH_INFO"]
    assert "Colonne del CSV" in text_of(answer)
    missing = accountant.post(path, {**CSV_FIELDS, "booked_on": "", "vedi": "1"})
    assert "almeno la colonna della data contabile" in text_of(missing, status=422)
    assert "Movimenti: 3, di cui nuovi: 3; entrate per € 1.300,50" in text_of(
        accountant.post(path, {**CSV_FIELDS, "vedi": "1"})
    )
    accountant.post(path, {**CSV_FIELDS, "importa": "1"})
    account.refresh_from_db()
    assert account.csv_mapping["skip_rows"] == 2
    assert [line.amount_cents for line in bank.lines()] == [50_00, -12_00, 1_250_50]


@pytest.mark.parametrize("data", [b"<a/>", b"\x00\x01", b'<!DOCTYPE x [<!ENTITY a "b">]><Document/>'])
def test_a_file_that_is_no_statement_is_refused_in_words(accountant: Client, account: BankAccount, data: bytes) -> None:
    file = SimpleUploadedFile("e.xml", data)
    answer = accountant.post(
        "/gestione/banca/carica/", {"account": account.pk, "format": "camt053", "file": file}, follow=True
    )
    assert "non si può importare" in text_of(answer, status=422)


def test_an_accountant_registers_an_iban_and_a_wrong_one_is_refused(accountant: Client) -> None:
    body = story.make_body()
    path = f"/gestione/banca/enti/{body.pk}/"
    assert "non è corretto" in text_of(accountant.post(path, {"iban": "IT00X"}), status=422)
    accountant.post(path, {"iban": bank.new_iban()})
    body.refresh_from_db()
    assert body.iban
    assert accountant.get("/gestione/banca/enti/999999/").status_code == 404


def test_a_suggested_line_is_matched_and_the_match_undone_from_its_page(
    accountant: Client, campaign: Campaign, account: BankAccount
) -> None:
    gift = bank.announce(campaign, 50_00, donor_name="Ugo Bianchi")
    bank.bring(account, bank.movement(bank.reference_of(gift), 45_00))
    path = f"/gestione/banca/movimenti/{bank.only_line().pk}/"
    page = text_of(accountant.get(path))
    assert "Ugo Bianchi" in page
    assert "importo diverso" in page
    assert "Abbina e registra" in text_of(accountant.get(f"{path}abbina/{gift.pk}/"))
    text_of(accountant.post(f"{path}abbina/{gift.pk}/", {"ordered_on": ""}, follow=True))
    assert story.read(gift).state == DonationState.COLLECTED
    assert "Scrivi il motivo" in text_of(accountant.post(f"{path}annulla/", {"reason": ""}), status=422)
    text_of(accountant.post(f"{path}annulla/", {"reason": "Era per altro"}, follow=True))
    assert story.read(gift).state == DonationState.AWAITING
    assert "Era per altro" in text_of(accountant.get(path))


def test_a_gift_is_found_by_words_for_a_line_without_reference(
    accountant: Client, campaign: Campaign, account: BankAccount
) -> None:
    bank.announce(campaign, 50_00, donor_name="Ugo Bianchi")
    bank.bring(account, bank.movement("orto", 7_00))
    path = f"/gestione/banca/movimenti/{bank.only_line().pk}/"
    assert "Ugo Bianchi" not in text_of(accountant.get(path))
    assert "Ugo Bianchi" in text_of(accountant.get(f"{path}?q=bianchi"))
    assert "Nessun bonifico atteso" in text_of(accountant.get(f"{path}?q=verdi"))


def test_a_line_is_dismissed_and_taken_up_again(accountant: Client, account: BankAccount) -> None:
    bank.bring(account, bank.movement("affitto", 7_00))
    path = f"/gestione/banca/movimenti/{bank.only_line().pk}/"
    accountant.post(f"{path}scarta/", {"reason": "È un affitto"})
    assert "È un affitto" in text_of(accountant.get(path))
    accountant.post(f"{path}riapri/")
    assert bank.only_line().state == LineState.UNMATCHED


@pytest.mark.parametrize(
    ("action", "state"),
    [("altra-donazione", DonationState.COLLECTED), ("restituisci", DonationState.REFUNDING)],
)
def test_a_double_payment_is_decided_from_its_page(
    accountant: Client, campaign: Campaign, account: BankAccount, action: str, state: DonationState
) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, *(bank.movement(bank.reference_of(gift), 50_00) for _ in range(2)))
    path = f"/gestione/banca/movimenti/{bank.lines()[1].pk}/"
    assert "già stato pagato o ritirato" in text_of(accountant.get(path))
    assert accountant.post(f"{path}{action}/").status_code == 302
    assert Donation.objects.exclude(pk=gift.pk).get().state == state


def test_the_list_filters_searches_and_exports_text_that_is_no_formula(
    accountant: Client, account: BankAccount
) -> None:
    bank.bring(account, bank.movement("=HYPERLINK(1)", 7_00, name="@Ugo"), bank.movement("canone", -3_00))
    assert "HYPERLINK" in text_of(accountant.get("/gestione/banca/movimenti/?stato=unmatched"))
    assert "HYPERLINK" not in text_of(accountant.get("/gestione/banca/movimenti/?stato=outgoing"))
    assert "Nessuna voce con questi filtri" in text_of(accountant.get("/gestione/banca/movimenti/?q=zzz"))
    text = b"".join(accountant.get("/gestione/banca/movimenti/?formato=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {(row["Causale"], row["Importo"]) for row in rows} == {("'=HYPERLINK(1)", "7,00"), ("canone", "-3,00")}
    assert accountant.get("/gestione/banca/movimenti/?conto=zzz&page=999&stato=boh").status_code == 200


def test_an_offline_gift_goes_from_one_officer_s_form_to_another_s_confirmation(
    sign_in: Callable[..., Client], campaign: Campaign
) -> None:
    first, second = sign_in(Role.OFFICER, "prima"), sign_in(Role.PROJECT_OFFICER, "seconda")
    form = {
        "campaign": campaign.pk,
        "amount_cents": "50,00",
        "means": "cheque",
        "received_on": clock.now().date().isoformat(),
        "donor_name": "Ugo Bianchi",
        "donor_kind": "natural_person",
        "donor_email": "ugo@example.org",
        "public_name": "La  bottega di Ugo",
        "request_key": "7d1c3d3e-4b0e-4d0c-9a51-0f4b8f1c2a33",
    }
    refused = first.post(
        "/gestione/donazioni-offline/nuova/", {**form, "evidence": SimpleUploadedFile("a.pdf", b"<html>")}
    )
    assert "PDF, JPEG o PNG" in text_of(refused, status=422)
    for _click in range(2):
        file = SimpleUploadedFile("../../a.pdf", b"%PDF-1.7 x")
        page = text_of(first.post("/gestione/donazioni-offline/nuova/", {**form, "evidence": file}, follow=True))
    gift = OfflineGift.objects.get()
    path = f"/gestione/donazioni-offline/{gift.donation_id}/"
    assert "spetta a un'altra persona" in page and "in pubblico: La bottega di Ugo" in page
    both = {
        **form,
        "is_anonymous": "on",
        "request_key": str(uuid4()),
        "evidence": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x"),
    }
    assert "cancella questo, o togli quella scelta" in text_of(
        first.post("/gestione/donazioni-offline/nuova/", both), 422
    )
    assert first.post(f"{path}conferma/").status_code == 409
    evidence = second.get(f"{path}prova/")
    assert (evidence.content, evidence["Content-Disposition"]) == (
        b"%PDF-1.7 x",
        f'attachment; filename="prova-{gift.donation_id}.pdf"',
    )
    assert "ho visto la prova" in text_of(second.get(f"{path}conferma/"))
    assert "Confermata" in text_of(second.post(f"{path}conferma/", follow=True))
    assert story.read(gift.donation).state == DonationState.COLLECTED
    assert "La bottega di Ugo" in text_of(second.get(f"/campagne/{campaign.slug}/"))
    own = second.get(f"/donazioni/{links.token_of(gift.donation_id)}/")
    assert "Il Comune ha registrato la donazione" in text_of(own) and "Hai iniziato" not in text_of(own)
    assert "Ugo Bianchi" in b"".join(second.get("/gestione/donazioni-offline/?formato=csv").streaming_content).decode()
    assert "Ugo Bianchi" in text_of(second.get("/gestione/donazioni-offline/?stato=collected"))


def test_an_offline_gift_is_refused_with_a_reason(sign_in: Callable[..., Client], campaign: Campaign) -> None:
    gift = bank.record(campaign)
    officer = sign_in(Role.OFFICER)
    path = f"/gestione/donazioni-offline/{gift.pk}/rifiuta/"
    assert "Scrivi il motivo" in text_of(officer.post(path, {"reason": ""}), status=422)
    assert "Illeggibile" in text_of(officer.post(path, {"reason": "Illeggibile"}, follow=True))
    assert officer.get("/gestione/donazioni-offline/999999/").status_code == 404


def test_the_second_officer_reads_all_of_an_offline_gift_and_hears_that_another_is_like_it(
    sign_in: Callable[..., Client], campaign: Campaign
) -> None:
    first, again = bank.record(campaign), bank.record(campaign)
    officer = sign_in(Role.OFFICER)
    page = text_of(officer.get(f"/gestione/donazioni-offline/{again.pk}/conferma/"))
    assert "può essere la stessa di" in page and "la prova è lo stesso file" in page
    assert again.donor_email in page and "Non richiesta" in page
    officer.post(f"/gestione/donazioni-offline/{first.pk}/rifiuta/", {"reason": "Doppia"})
    page = text_of(officer.get(f"/gestione/donazioni-offline/{again.pk}/conferma/"))
    assert "può essere la stessa di" not in page


def test_no_campaign_is_chosen_before_the_officer_does(sign_in: Callable[..., Client], campaign: Campaign) -> None:
    officer = sign_in(Role.OFFICER)
    assert "Scegli la campagna." in text_of(officer.post("/gestione/donazioni-offline/nuova/", {"campaign": ""}), 422)
    assert '<option value="" selected>' in officer.get("/gestione/donazioni-offline/nuova/").content.decode()


def test_no_receipt_is_promised_for_cash(sign_in: Callable[..., Client], campaign: Campaign) -> None:
    officer, path = sign_in(Role.OFFICER), "/gestione/donazioni-offline/nuova/"
    said = "la ricevuta fiscale non è possibile: togli la spunta"
    assert said in text_of(officer.post(path, {"means": "cash", "wants_receipt": "on"}), 422)
    assert said not in text_of(officer.post(path, {"means": "cheque", "wants_receipt": "on"}), 422)


def test_evidence_is_for_the_office_only(milano: Any, client_of: Callable[..., Client], campaign: Campaign) -> None:
    gift = bank.record(campaign)
    answer = client_of(milano).get(f"/gestione/donazioni-offline/{gift.pk}/prova/")
    assert answer.status_code == 302
