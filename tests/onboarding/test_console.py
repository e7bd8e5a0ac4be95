"""The operator's console: pages without JavaScript, writes by POST only, for operators only."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from apps.people import services as people
from apps.people.roles import Role
from tenants.onboarding import services
from tenants.registry import hosts
from tenants.registry import selectors as registry
from tenants.registry.models import AgendaItem
from tenants.registry.states import TenantState

NOW = datetime(2026, 1, 15, 10, tzinfo=UTC)
PASSWORD = "una-frase-lunga-da-ricordare"
NEW_CITY = {
    "name": "Reggio nell'Emilia",
    "slug": "reggio-emilia",
    "istat_code": "035033",
    "domain": "reggio-emilia.example",
    "primary_colour": "#0066cc",
    "officer_name": "Anna",
    "officer_email": "anna@comune.example",
}


def person(role: Role):
    email = f"{role}@anci.example"
    return people.create_user(email=email, name="Rosa", password=PASSWORD, roles=[role], now=NOW, actor="tests")


@pytest.fixture
def operator(public, client_of) -> Client:
    person(Role.OPERATOR)
    client = client_of(public)
    found = client.post("/operatore/accedi/", {"username": "operator@anci.example", "password": PASSWORD})
    assert found.headers["Location"] == "/operatore/"
    return client


def test_a_stranger_is_sent_to_sign_in(public, client_of):
    response = client_of(public).get("/operatore/")
    assert response.headers["Location"] == "/operatore/accedi/?next=/operatore/"


def test_a_person_without_the_role_is_refused(public, client_of):
    client = client_of(public)
    client.force_login(person(Role.ANCI_EDITOR), settings.AUTHENTICATION_BACKENDS[-1])
    for path in ("/operatore/", "/operatore/comuni/nuovo/"):
        assert client.get(path).status_code == 403
    assert client.post("/operatore/comuni/nuovo/", NEW_CITY).status_code == 403


def test_the_console_does_not_exist_on_a_citys_host(milano, client_of):
    assert client_of(milano).get("/operatore/").status_code == 404


def test_the_list_shows_every_city_and_the_fleet(operator):
    page = operator.get("/operatore/").content.decode()
    assert "Milano" in page
    assert "Venezia" in page
    assert "In linea" in page
    assert "Archivi di scorta" in page


def test_a_new_city_is_asked_for_and_its_steps_are_owed_to_a_worker(operator):
    response = operator.post("/operatore/comuni/nuovo/", NEW_CITY)
    city = registry.find_city("reggio-emilia")
    assert response.headers["Location"] == f"/operatore/comuni/{city.pk}/"
    assert AgendaItem.objects.get(kind="city.provision").key == str(city.pk)
    page = operator.get(response.headers["Location"]).content.decode()
    assert "Da fare" in page
    assert "Prosegui dai passi rimasti" in page


def test_what_is_wrong_stands_beside_its_field(operator):
    response = operator.post("/operatore/comuni/nuovo/", {**NEW_CITY, "slug": "milano", "primary_colour": "#ffcc00"})
    assert "Il più vicino che va bene è" in response.content.decode()
    response = operator.post("/operatore/comuni/nuovo/", {**NEW_CITY, "slug": "milano"})
    page = response.content.decode()
    assert "C&#x27;è già un Comune" in page
    assert registry.find_city("reggio-emilia") is None


def test_a_city_is_suspended_with_a_reason_and_reactivated_after_a_question(operator, city):
    milano = city("milano")
    address = f"/operatore/comuni/{milano.pk}/"
    assert "Motivo" in operator.get(f"{address}sospendi/").content.decode()
    assert registry.get_city(milano.pk).state == TenantState.ACTIVE
    assert operator.post(f"{address}sospendi/", {"reason": ""}).status_code == 200
    assert registry.get_city(milano.pk).state == TenantState.ACTIVE
    operator.post(f"{address}sospendi/", {"reason": "Commissariamento"})
    assert registry.get_city(milano.pk).state == TenantState.SUSPENDED
    page = operator.get(address).content.decode()
    assert "Commissariamento" in page
    hosts.forget()
    assert Client(HTTP_HOST="milano.localhost").get("/").status_code == 503
    operator.get(f"{address}riattiva/")
    assert registry.get_city(milano.pk).state == TenantState.SUSPENDED
    operator.post(f"{address}riattiva/")
    assert registry.get_city(milano.pk).state == TenantState.ACTIVE


@pytest.mark.parametrize("action", ["prosegui", "invito"])
def test_what_writes_is_done_by_post_only(operator, city, action):
    assert operator.get(f"/operatore/comuni/{city('milano').pk}/{action}/").status_code == 405


def test_a_post_without_the_forms_token_is_refused(operator, public):
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
    strict.cookies = operator.cookies
    assert strict.post("/operatore/comuni/nuovo/", NEW_CITY).status_code == 403


def test_the_national_tenant_is_not_a_city_to_be_suspended(operator, public):
    assert operator.get(f"/operatore/comuni/{public.pk}/").status_code == 404
    assert operator.post(f"/operatore/comuni/{public.pk}/sospendi/", {"reason": "x"}).status_code == 404


def test_an_invitation_lets_the_officer_choose_a_password_once(operator, city):
    milano = city("milano")
    page = operator.post(f"/operatore/comuni/{milano.pk}/invito/")
    address = page.context["address"]
    assert address.startswith("http://milano.localhost")
    officer = Client(HTTP_HOST="milano.localhost")
    path = address.partition("milano.localhost")[2].removeprefix(":8000")
    form = officer.get(path, follow=True)
    assert "Salva la password" in form.content.decode()
    chosen = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    done = officer.post(form.request["PATH_INFO"], chosen)
    assert done.headers["Location"] == "/gestione/accedi/"
    again = Client(HTTP_HOST="milano.localhost").get(path, follow=True)
    assert "non vale più" in again.content.decode()


def test_an_invitation_to_one_city_opens_nothing_in_another(operator, city):
    page = operator.post(f"/operatore/comuni/{city('milano').pk}/invito/")
    path = page.context["address"].partition("localhost")[2].removeprefix(":8000")
    elsewhere = Client(HTTP_HOST="venezia.localhost").get(path, follow=True)
    assert "non vale più" in elsewhere.content.decode()


def test_the_worker_runs_the_owed_steps_and_leaves_a_failure_to_the_operator(fresh_database, monkeypatch):
    from tenants.onboarding import selectors
    from tenants.onboarding.rules import CityRequest
    from tenants.onboarding.steps import live

    monkeypatch.setattr(live, "_status_of_home", lambda subject: "404 Not Found")
    city = services.request_city(request=CityRequest(**NEW_CITY), is_demo=False, actor="x", now=NOW)
    services.provision_due(key=str(city.pk), now=NOW)
    assert [line.state for line in selectors.step_lines(city.pk)].count("done") == 5
