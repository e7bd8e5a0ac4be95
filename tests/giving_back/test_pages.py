"""The desk, the refunds by bank, the cancellation and the donor's own pages, as people use them."""

import csv
import hashlib
import io
import json
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.backoffice import services as backoffice
from apps.campaigns.models import Campaign
from apps.cases import services as cases
from apps.cases.models import Case
from apps.cases.states import CaseKind
from apps.donations import links
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.matching import services as matching
from apps.notifications import services as notifications
from apps.notifications import writing
from apps.notifications.models import Message
from apps.payments.models import BankRefund, BankRefundBatch, ConnectedAccount, Dispute
from apps.people.roles import Role
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import NOW
from tests.giving_back.desk import DISPUTED, FAILS_LATER, IBAN, follow, give, know_iban, later, send_refunds, text
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator

WITH_FACTS = (CaseKind.DISPUTE, CaseKind.REFUND_FAILED, CaseKind.BANK_REFUND, CaseKind.SHORTFALL)


@pytest.fixture
def owed(campaign: Campaign, stripe_simulator: StripeSimulator) -> BankRefund:
    donation = give(stripe_simulator, campaign, 100_00, FAILS_LATER)
    matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    send_refunds()
    later(stripe_simulator)
    send_refunds()
    return BankRefund.objects.get()


def rows(answer: Any) -> list[dict[str, str]]:
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body), delimiter=";"))


@pytest.mark.parametrize("page", ["casi/", "casi/1/", "casi/?formato=csv", "rimborsi/", "rimborsi/1/"])
def test_the_desk_is_for_those_who_may(milano: Any, client_of: Any, office: Any, page: str) -> None:
    assert client_of(milano).get(f"/gestione/{page}").status_code == 302
    assert office(Role.COMMUNICATIONS).get(f"/gestione/{page}").status_code == 403


def test_the_list_filters_counts_and_downloads(office: Any, owed: BankRefund) -> None:
    client = office(Role.OFFICER)
    case = Case.objects.get()
    page = text(client.get("/gestione/casi/"))
    assert " ".join(case.summary.split()) in page.replace("&#x27;", "'")
    assert '<span class="cl-count">1' in page
    assert "Nessuna voce con questi filtri" in text(client.get("/gestione/casi/?tipo=shortfall"))
    assert "Nessuna voce con questi filtri" in text(client.get("/gestione/casi/?da=7"))
    assert [row["Caso"] for row in rows(client.get("/gestione/casi/?formato=csv"))] == ["Rimborso non riuscito"]
    assert rows(client.get("/gestione/casi/?stato=resolved&formato=csv")) == []


def test_a_case_is_closed_with_words_and_not_without(office: Any, owed: BankRefund) -> None:
    client, case = office(Role.OFFICER), Case.objects.get()
    path = f"/gestione/casi/{case.pk}/"
    assert "Scrivi come è finito il caso." in text(client.post(path, {"azione": "chiudi", "resolution": ""}))
    assert client.post(path, {"azione": "chiudi", "resolution": "Pagato in contanti."}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.resolved_by, case.resolution) == ("resolved", "officer@example.org", "Pagato in contanti.")
    assert "Pagato in contanti." in text(client.get(path))


@pytest.mark.parametrize("kind", [kind for kind in CaseKind if kind not in WITH_FACTS])
def test_every_kind_of_case_says_what_to_do(office: Any, milano: Any, kind: CaseKind) -> None:
    case = cases.open_case(kind=kind, key="1", subject="x:1", summary="Qualcosa", data={}, now=NOW)
    assert "Che cosa fare" in text(office(Role.ACCOUNTANT).get(f"/gestione/casi/{case.pk}/"))


def test_a_dispute_shows_its_deadline_and_takes_one_answer(
    office: Any, campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 50_00, DISPUTED)
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id)
    client, case = office(Role.OFFICER), Case.objects.get(kind="dispute")
    path = f"/gestione/casi/{case.pk}/"
    assert "Prove entro" in text(client.get(path))
    assert client.post(path, {"azione": "prove", "words": "Ha donato di persona."}).status_code == 302
    assert Dispute.objects.get().evidence_sent_at is not None
    page = text(client.get(path))
    assert "Ha donato di persona." in page
    assert "Rispondi alla banca" not in page


def test_a_shortfall_is_decided_with_its_reasons(
    office: Any, campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 600_00, DISPUTED)
    city.close_and_settle(campaign)
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id)
    client, case = office(Role.OFFICER), Case.objects.get(kind="shortfall")
    path = f"/gestione/casi/{case.pk}/"
    assert "Poggia sul denaro che manca" in text(client.get(path))
    revoke = {"azione": "decisione", "choice": "revoke_part", "words": "Atto 7"}
    assert "Scrivi quanto viene revocato." in text(client.post(path, revoke))
    assert client.post(path, {**revoke, "revoked_cents": "120,50"}).status_code == 302
    case.refresh_from_db()
    assert case.data["decision"] == {"choice": "revoke_part", "revoked_cents": 120_50}
    assert "120,50" in case.resolution


def test_the_office_is_written_to_once_per_person(office: Any, owed: BankRefund) -> None:
    office(Role.ACCOUNTANT)
    office(Role.COMMUNICATIONS)
    for _ in range(2):
        backoffice.tell_office(key=str(Case.objects.get().pk), now=NOW)
    told = [message.to for message in Message.objects.filter(kind="case_opened")]
    assert told.count("accountant@example.org") == 1
    assert "communications@example.org" not in told


@pytest.mark.parametrize(
    ("cents", "subject", "sums"),
    [
        (
            600_00,
            "è finanziata",
            "Donazioni incassate: 1, in tutto € 600,00. La dotazione del bando aggiunge € 400,00.",
        ),
        (100_00, "non è finanziata", "Donazioni incassate: 1, in tutto € 100,00. Le donazioni tornano da sole"),
    ],
)
def test_who_answers_for_a_project_and_who_pays_are_told_how_its_campaign_ended(
    office: Any, campaign: Campaign, stripe_simulator: StripeSimulator, cents: int, subject: str, sums: str
) -> None:
    for role in (Role.PROJECT_OFFICER, Role.ACCOUNTANT, Role.COMMUNICATIONS):
        office(role)
    give(stripe_simulator, campaign, cents)
    city.close_and_settle(campaign)
    for item in registry.list_agenda("c_milano", "outcome.tell_office") * 2:
        backoffice.tell_outcome(key=item.key, now=NOW)
    told = Message.objects.filter(kind="office_outcome")
    names = sorted(message.to.split("@")[0] for message in told)
    assert names == ["accountant", "funzionario", "project_officer"]
    letter = writing.compose(told[0])
    assert letter.subject == f"Gestione: «{campaign.title}» {subject}"
    assert sums in " ".join(letter.text.replace("\u00a0", " ").split())


def test_every_message_of_a_refund_can_be_written(office: Any, owed: BankRefund, mailoutbox: list[Any]) -> None:
    office(Role.ACCOUNTANT)
    backoffice.tell_office(key=str(Case.objects.get().pk), now=NOW)
    for message in Message.objects.filter(kind__in=["refund_needs_account", "case_opened", "donation_refunded"]):
        notifications.send_message(key=str(message.pk), now=NOW)
    letters = " ".join(letter.body for letter in mailoutbox)
    assert {"Dicci", "Gestione:", "Ti"} == {letter.subject.split()[0] for letter in mailoutbox}
    assert "/rimborsi/" in letters
    assert "hai ritirato la tua donazione" in letters


def test_a_donor_takes_a_gift_back_from_its_page(
    milano: Any, client_of: Any, clock: Clock, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    clock.move_to(NOW)
    donation = give(stripe_simulator, campaign, 50_00)
    client, path = client_of(milano), f"/donazioni/{links.token_of(donation.pk)}/"
    assert f"{path}ritira/" in text(client.get(path))
    assert "Vuoi ritirare la tua donazione?" in text(client.get(f"{path}ritira/"))
    donation.refresh_from_db()
    assert donation.state == DonationState.COLLECTED
    assert client.post(f"{path}ritira/").status_code == 302
    donation.refresh_from_db()
    assert donation.state == DonationState.REFUNDING
    assert f"{path}ritira/" not in text(client.get(path))


def test_a_donor_gives_the_account_by_the_link_and_it_is_never_shown_whole(
    milano: Any, client_of: Any, clock: Clock, owed: BankRefund
) -> None:
    clock.move_to(NOW)
    client, path = client_of(milano), f"/rimborsi/{links.account_token_of(owed.pk, NOW)}/"
    wrong = client.post(path, {"holder": "Ada Rossi", "iban": "IT60X0542811101000000123457"})
    assert (wrong.status_code, "IBAN non è corretto" in text(wrong)) == (422, True)
    assert client.post(path, {"holder": "Ada Rossi", "iban": IBAN}).status_code == 302
    page = text(client.get(path))
    assert "3456" in page
    assert IBAN not in page
    assert IBAN not in text(client.get(f"/donazioni/{links.token_of(Donation.objects.get().pk)}/"))
    assert client.get("/rimborsi/niente/").status_code == 404


def test_the_accountant_prepares_downloads_cancels_and_records(
    office: Any, campaign: Campaign, owed: BankRefund
) -> None:
    know_iban(campaign)
    client, path = office(Role.ACCOUNTANT), f"/gestione/rimborsi/{owed.pk}/"
    assert client.post(path, {"azione": "conto", "holder": "Ada Rossi", "iban": IBAN}).status_code == 302
    assert "Prepara il file" in text(client.get("/gestione/rimborsi/"))
    export = f"/gestione/rimborsi/file/{campaign.beneficiary_id}/prepara/"
    client.post(export)
    first = BankRefundBatch.objects.get()
    downloads = {client.get(f"/gestione/rimborsi/file/{first.pk}.xml").content for _ in range(2)}
    assert [hashlib.sha256(content).hexdigest() for content in downloads] == [first.sha256]
    assert "Annullare il file" in text(client.get(f"/gestione/rimborsi/file/{first.pk}/annulla/"))
    client.post(f"/gestione/rimborsi/file/{first.pk}/annulla/")
    client.post(export)
    assert client.post(path, {"azione": "pagato", "reference": "CRO1", "paid_on": "2026-03-02"}).status_code == 302
    assert "CRO1" in text(client.get(path))
    assert [row["Stato"] for row in rows(client.get("/gestione/rimborsi/?formato=csv"))] == ["Pagato"]
    assert client.get("/gestione/rimborsi/999999/").status_code == 404
    assert client.get("/gestione/rimborsi/file/999999.xml").status_code == 404


def test_a_campaign_is_cancelled_only_as_it_was_shown(
    office: Any, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 50_00)
    client, path = office(Role.OFFICER), f"/gestione/campagne/{campaign.pk}/annulla/"
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', client.get(path).content.decode())
    assert digest
    form = {"reason": "Il terreno è stato venduto.", "is_understood": "on", "digest": digest[1], "act": ""}
    give(stripe_simulator, campaign, 20_00)
    assert "Nel frattempo qualcosa è cambiato" in text(client.post(path, form))
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', client.get(path).content.decode())
    assert digest
    done = client.post(path, {**form, "digest": digest[1]})
    assert done["Location"] == f"/gestione/lavori/?seguito=rimborsi%3A{campaign.pk}"
    assert "0 di 2" in text(client.get(done["Location"]))
    campaign.refresh_from_db()
    assert campaign.state == "cancelled"
    assert "Il terreno è stato venduto." in text(client.get(f"/gestione/campagne/{campaign.pk}/"))
    assert client.get(path).status_code == 302


def test_the_outcome_is_shown_and_printed_beforehand(
    office: Any, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 50_00)
    page = text(office(Role.PROJECT_OFFICER).get(f"/gestione/campagne/{campaign.pk}/esito/"))
    assert "Non sarebbe finanziata" in page
    printed = io.StringIO()
    call_command("preview_outcome", campaign.slug, city="milano", json=True, stdout=printed)
    assert json.loads(printed.getvalue())["refunds"] == {"count": 1, "cents": 50_00}
    call_command("preview_outcome", campaign.slug, city="milano", cancel=True, stdout=printed)
    assert "esito: annullata" in printed.getvalue()
    with pytest.raises(CommandError):
        call_command("preview_outcome", "niente", city="milano")
