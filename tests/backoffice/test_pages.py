"""The city's office: who may enter, and that its figures are the ledger's."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest

from apps.people import services as people
from apps.people.roles import Role
from tests.factories import city
from tests.factories.city import NOW

PASSWORD = "una-parola-lunga-42"


@pytest.fixture
def officer(milano):
    return people.create_user(
        email="ragioneria@example.org",
        name="Ragioneria",
        password=PASSWORD,
        now=NOW,
        actor="test",
        roles=[Role.ACCOUNTANT],
    )


@pytest.fixture
def office(officer, milano, client_of):
    client = client_of(milano)
    answer = client.post("/gestione/accedi/", {"username": " Ragioneria@Example.org ", "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


@pytest.fixture
def campaign(milano, stripe_simulator):
    return city.add_campaign(city.add_call(300_00), city.add_account(stripe_simulator), 1_000_00)


@pytest.mark.parametrize("page", ["", "campagne/", "campagne/1/", "campagne/1/movimenti.csv", "dotazioni/1/"])
def test_nobody_enters_without_signing_in(page, milano, client_of):
    answer = client_of(milano).get(f"/gestione/{page}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/gestione/accedi/")


def test_an_account_of_one_city_does_not_open_another(officer, milano, venezia, client_of):
    answer = client_of(venezia).post("/gestione/accedi/", {"username": "ragioneria@example.org", "password": PASSWORD})
    assert answer.status_code == 200
    assert "non sono corretti" in answer.content.decode()


def test_a_session_of_one_city_is_unknown_in_another(office, venezia, client_of):
    elsewhere = client_of(venezia)
    elsewhere.cookies["sessionid"] = office.cookies["sessionid"].value
    assert elsewhere.get("/gestione/").status_code == 302


def test_a_wrong_password_says_so_without_naming_what_was_wrong(officer, milano, client_of):
    known = client_of(milano).post("/gestione/accedi/", {"username": "ragioneria@example.org", "password": "no"})
    unknown = client_of(milano).post("/gestione/accedi/", {"username": "nessuno@example.org", "password": "no"})
    for answer in (known, unknown):
        assert "L&#x27;indirizzo e-mail o la password non sono corretti" in answer.content.decode()


def test_too_many_wrong_passwords_close_the_door(officer, milano, client_of):
    client = client_of(milano)
    for _ in range(9):
        answer = client.post("/gestione/accedi/", {"username": "ragioneria@example.org", "password": "no"})
    assert answer.status_code in (403, 429)


def test_the_cockpit_shows_the_pool_exactly_and_who_waits(office, campaign, stripe_simulator):
    city.give(stripe_simulator, campaign, 600_00)
    page = office.get(f"/gestione/dotazioni/{campaign.call_id}/").content.decode()
    assert "riservati €\u00a0300,00, liberi €\u00a00,00" in page
    assert "mancano €\u00a0100,00 su €\u00a0400,00" in page
    assert "servono ancora €\u00a0100,00: mancherebbero €\u00a0100,00." in page
    assert f'<a href="/gestione/bandi/{campaign.call_id}/">' in page


def test_the_summary_lists_every_call(office, campaign):
    page = office.get("/gestione/").content.decode()
    assert campaign.call.title in page


def test_the_list_filters_by_state(office, campaign):
    assert campaign.title in office.get("/gestione/campagne/?stato=open").content.decode()
    assert campaign.title not in office.get("/gestione/campagne/?stato=funded").content.decode()


def test_a_campaign_shows_its_gifts_and_its_ledger(office, campaign, stripe_simulator):
    gift = city.give(stripe_simulator, campaign, 600_00)
    page = office.get(f"/gestione/campagne/{campaign.pk}/").content.decode()
    assert gift.attempt.charge_id in page
    assert f"Donazioni alla campagna {campaign.pk}" in page and "match_reserved" not in page
    rows = list(
        csv.DictReader(
            io.StringIO(office.get(f"/gestione/campagne/{campaign.pk}/movimenti.csv").content.decode()), delimiter=";"
        )
    )
    assert {(row["tipo"], row["importo"]) for row in rows} >= {("donation", "600,00"), ("match_reserved", "300,00")}
    assert all(
        re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", cell) for row in rows for cell in list(row.values())[1:2]
    )


def test_an_unknown_campaign_or_call_is_not_found(office):
    assert office.get("/gestione/campagne/999999/").status_code == 404
    assert office.get("/gestione/dotazioni/999999/").status_code == 404


def test_a_campaign_that_ends_at_midnight_lasts_the_whole_day_before(office, campaign, stripe_simulator):
    midnight = datetime(2026, 4, 30, 22, tzinfo=UTC)
    city.add_campaign(campaign.call, campaign.account, 1_000_00, closes_at=midnight)
    for page in ("campagne/", f"dotazioni/{campaign.call_id}/"):
        text = office.get(f"/gestione/{page}").content.decode()
        assert "30/04/2026" in text
        assert "01/05/2026" not in text
