"""Errors that have nothing to do with a resource, and cities that see nothing of each other."""

from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from tests.api.asking import DONATIONS, assert_problem, body, start


def test_what_belongs_to_one_city_is_not_found_in_another(api: Client, elsewhere: Client, campaign: Campaign) -> None:
    token = start(api, body(campaign)).json()["token"]
    for path, code in {
        f"/api/v1/calls/{campaign.call.slug}/": "call_not_found",
        f"/api/v1/campaigns/{campaign.slug}/": "campaign_not_found",
        f"/api/v1/donations/{token}/": "donation_not_found",
    }.items():
        assert api.get(path).status_code == 200
        assert_problem(elsewhere.get(path), 404, code)
    assert elsewhere.get("/api/v1/calls/").json() == []
    assert elsewhere.get("/api/v1/campaigns/").json()["count"] == 0


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/nothing/", "/api/v2/calls/", "/api/v1/calls"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_address_that_does_not_exist_is_a_problem_too(api: Client, path: str, method: str) -> None:
    assert_problem(getattr(api, method)(path), 404, "not_found")


def test_a_method_that_an_address_does_not_have_is_a_problem(api: Client) -> None:
    assert_problem(api.delete("/api/v1/calls/"), 405, "method_not_allowed")
    assert_problem(api.get(DONATIONS), 405, "method_not_allowed")


def test_a_format_that_the_interface_does_not_speak_is_a_problem(api: Client) -> None:
    assert_problem(api.get("/api/v1/calls/", headers={"Accept": "text/csv"}), 406, "not_acceptable")


def test_a_failure_that_nobody_expected_tells_nothing(api: Client, campaign: Campaign, settings: Any) -> None:
    api.raise_request_exception = False
    settings.CLOCK = "ada.rossi.secret"
    response = start(api, body(campaign))
    told = assert_problem(response, 500, "server_error")
    assert set(told) == {"type", "title", "status", "code", "detail"}
    assert "secret" not in response.content.decode()


def test_a_suspended_city_answers_with_a_problem(api: Client, milano: Any) -> None:
    from tenants.registry.models import Tenant

    Tenant.objects.filter(pk=milano.pk).update(state="suspended")
    response = api.get("/api/v1/calls/")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response.json()["code"] == "city_suspended"
