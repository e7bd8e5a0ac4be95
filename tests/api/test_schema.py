"""The description of the interface: complete, valid, without warnings, and shown without anything from elsewhere."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.api import contract

OPERATIONS = {
    "/api/v1/calls/": {"get": {"200"}},
    "/api/v1/calls/{slug}/": {"get": {"200", "404"}},
    "/api/v1/campaigns/": {"get": {"200", "400", "404"}},
    "/api/v1/campaigns/{slug}/": {"get": {"200", "404"}},
    "/api/v1/donations/": {"post": {"201", "400", "404", "409", "415", "422", "429", "502", "503"}},
    "/api/v1/donations/{token}/": {"get": {"200", "404"}},
}


@pytest.fixture
def api(milano: Any, client_of: Any) -> Client:
    return client_of(milano)


def test_the_description_is_valid_and_made_without_a_warning() -> None:
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=StringIO())


def test_the_description_has_these_operations_and_no_other() -> None:
    paths = contract.description()["paths"]
    assert {
        path: {method: set(operation["responses"]) for method, operation in operations.items()}
        for path, operations in paths.items()
    } == OPERATIONS


def test_every_amount_is_an_integer_of_cents() -> None:
    amounts = [
        (name, member, shape["type"])
        for name, component in contract.description()["components"]["schemas"].items()
        for member, shape in component.get("properties", {}).items()
        if member.endswith("_cents")
    ]
    assert amounts
    assert {kind for _name, _member, kind in amounts} == {"integer"}


def test_the_key_of_a_donation_is_a_required_uuid() -> None:
    parameters = contract.description()["paths"]["/api/v1/donations/"]["post"]["parameters"]
    (key,) = [each for each in parameters if each["name"] == "Idempotency-Key"]
    assert (key["in"], key["required"], key["schema"]["format"]) == ("header", True, "uuid")


def test_the_description_is_served_as_json(api: Client) -> None:
    response = api.get("/api/schema/")
    assert response.status_code == 200
    assert set(response.json()["paths"]) == set(OPERATIONS)


@pytest.fixture
def plain_static_files(settings: Any) -> None:
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}


@pytest.mark.usefixtures("plain_static_files")
def test_the_page_of_documentation_needs_no_inline_script_and_no_other_host(api: Client) -> None:
    response = api.get("/api/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "script-src" not in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "<style" not in page
    assert "http" not in page
    assert page.count("<script") == page.count('<script src="/')


@pytest.mark.usefixtures("plain_static_files")
def test_the_script_of_the_documentation_reads_this_city_s_description(api: Client) -> None:
    response = api.get("/api/docs/?script=")
    assert response["Content-Type"].startswith("application/javascript")
    assert "/api/schema/" in response.content.decode().replace("\\u002D", "-")
