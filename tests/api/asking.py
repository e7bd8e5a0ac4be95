"""Requests to the interface, and the shape of its refusals."""

from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from apps.campaigns.models import Campaign

CALL = "/api/v1/calls/{slug}/"
CAMPAIGN = "/api/v1/campaigns/{slug}/"
DONATIONS = "/api/v1/donations/"
DONATION = "/api/v1/donations/{token}/"


def body(campaign: Campaign, **fields: Any) -> dict[str, Any]:
    asked = {
        "campaign": campaign.slug,
        "amount_cents": 50_00,
        "donor_name": "Ada Rossi",
        "donor_email": "ada@example.org",
    }
    return {**asked, **fields}


def start(api: Client, asked: Any, key: UUID | str | None = None) -> Any:
    headers = {"Idempotency-Key": str(key or uuid4())}
    return api.post(DONATIONS, asked, content_type="application/json", headers=headers)


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert (told["status"], told["code"]) == (status, code)
    assert told["type"] == f"urn:colletta:problem:{code}"
    assert told["title"]
    assert told["detail"]
    return told
