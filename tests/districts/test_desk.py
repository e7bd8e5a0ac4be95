"""The districts' desk: who opens it, what a file does, and that nothing is lost when it is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.audit.models import AuditEvent
from apps.districts import selectors
from apps.districts.models import District
from apps.kernel import clock
from apps.people import services as people
from apps.people.roles import Role
from tests.districts.geojson import NEXT, collection, feature
from tests.factories.constraints import refused

PASSWORD = "una-frase-lunga-e-sicura"
XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def desk(milano: Any, client_of: Callable[..., Client]) -> Callable[[Role], Client]:
    def enter(role: Role) -> Client:
        user = people.create_user(
            email=f"{role}@example.org", name="Prova", password=PASSWORD, roles=[role], now=clock.now(), actor="test"
        )
        client = client_of(milano)
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return enter


def upload(client: Client, data: bytes) -> Any:
    return client.post("/gestione/quartieri/carica/", {"file": SimpleUploadedFile("zone.geojson", data)})


def replace(client: Client, data: bytes) -> Any:
    preview = upload(client, data)["Location"]
    return client.post(preview, {"name_property": "nome", "kind": "quartiere", "conferma": "1"})


def test_a_file_takes_the_place_of_all_districts_after_a_confirmation(desk: Callable[[Role], Client]) -> None:
    client = desk(Role.OFFICER)
    replace(client, collection(feature("Isola"), feature("Bovisa", NEXT)))
    assert [each.slug for each in selectors.list_names()] == ["isola", "bovisa"]
    preview = upload(client, collection(feature("Isola"), feature("Niguarda", NEXT)))["Location"]
    page = client.get(preview).content.decode()
    assert "Zone che spariscono" in page and "Bovisa" in page
    assert selectors.find_by_name("bovisa") is not None
    assert client.post(preview, {"name_property": "nome", "kind": "zona", "conferma": "1"}).status_code == 302
    assert [(each.name, each.kind) for each in selectors.list_names()] == [("Isola", "zona"), ("Niguarda", "zona")]
    assert AuditEvent.objects.filter(object_kind="districts", verb="replace").count() == 2


def test_a_refused_file_changes_nothing_and_says_why(desk: Callable[[Role], Client]) -> None:
    client = desk(Role.PLATFORM_MANAGER)
    replace(client, collection(feature("Isola")))
    answer = upload(client, b"{")
    assert answer.status_code == 422 and "JSON" in answer.content.decode()
    preview = upload(client, collection(feature("A"), feature("A", NEXT)))["Location"]
    answer = client.post(preview, {"name_property": "nome", "kind": "zona", "conferma": "1"})
    assert answer.status_code == 422 and "più di una volta" in answer.content.decode()
    assert [each.name for each in selectors.list_names()] == ["Isola"]


def test_a_name_never_becomes_markup(desk: Callable[[Role], Client]) -> None:
    client = desk(Role.OFFICER)
    preview = upload(client, collection(feature(XSS)))["Location"]
    pages = [client.get(preview)]
    client.post(preview, {"name_property": "nome", "kind": "zona", "conferma": "1"})
    pages += [client.get(path) for path in ("/gestione/quartieri/", "/mappa/", "/mappa-del-sito/", "/avvisi/")]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode() and "<img src=x" not in page.content.decode()
    data = client.get("/mappa/quartieri.geojson")
    assert data["Content-Type"] == "application/geo+json" and data.json()["features"][0]["properties"]["name"] == XSS


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.COMMUNICATIONS, Role.PROJECT_OFFICER])
def test_only_the_officer_and_the_manager_open_the_desk(desk: Callable[[Role], Client], role: Role) -> None:
    client = desk(role)
    assert client.get("/gestione/quartieri/").status_code == 403
    assert upload(client, collection(feature("A"))).status_code == 403


def test_the_kept_file_of_a_city_is_unknown_in_another(
    venezia: Any, desk: Callable[[Role], Client], client_of: Callable[..., Client]
) -> None:
    preview = upload(desk(Role.OFFICER), collection(feature("Isola")))["Location"]
    answer = client_of(venezia).get(preview)
    assert answer.status_code == 302 and "accedi" in answer["Location"]


def test_the_database_refuses_the_same_name_and_a_point_off_the_earth(milano: Any) -> None:
    fields = {"kind": "zona", "boundary": {}, "latitude": 45, "longitude": 9, "position": 0}
    District.objects.create(name="Isola", slug="isola", **fields)
    with refused("district_name_once"):
        District.objects.create(name="Isola", slug="isola-2", **fields)
    with refused("district_slug_once"):
        District.objects.create(name="Altra", slug="isola", **fields)
    with refused("district_point_on_earth"):
        District.objects.create(name="Altra", slug="altra", **{**fields, "latitude": 91})
