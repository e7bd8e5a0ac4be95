"""What the interface refuses of a donation, and how it says so."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.kernel import counters
from apps.kernel.patience import Patience
from tests.api import contract
from tests.api.asking import DONATIONS, assert_problem, body, start
from tests.factories import city as milan


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("", "idempotency_key_missing"),
        (" ", "idempotency_key_missing"),
        ("one", "idempotency_key_invalid"),
        ("{00000000-0000-4000-8000-000000000000}", "idempotency_key_invalid"),
        ("0" * 32, "idempotency_key_invalid"),
    ],
)
def test_a_donation_needs_a_key_that_is_a_uuid(api: Client, campaign: Campaign, key: str, code: str) -> None:
    response = api.post(
        DONATIONS, body(campaign), content_type="application/json", headers={"Idempotency-Key": key} if key else {}
    )
    contract.check(DONATIONS, "post", response)
    assert_problem(response, 400, code)
    assert not Donation.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount_cents", "5000"),
        ("amount_cents", 50.0),
        ("amount_cents", 50.5),
        ("amount_cents", True),
        ("amount_cents", None),
        ("amount_cents", -1),
        ("amount_cents", 10**18),
        ("amount_cents", [5000]),
        ("donor_name", 1),
        ("donor_name", ""),
        ("donor_name", "A" * 121),
        ("donor_name", "Ada\x00"),
        ("donor_email", "ada"),
        ("donor_email", "ada@example.org, eva@example.org"),
        ("donor_email", {"a": 1}),
        ("donor_kind", "robot"),
        ("is_anonymous", "true"),
        ("is_anonymous", 1),
        ("wants_receipt", None),
        ("donor_tax_code", "A" * 17),
        ("campaign", 1),
        ("is_demo", True),
        ("state", "collected"),
    ],
)
def test_a_body_that_is_not_understood_is_refused_by_field_and_in_italian(
    api: Client, campaign: Campaign, field: str, value: Any
) -> None:
    response = start(api, {**body(campaign), field: value})
    contract.check(DONATIONS, "post", response)
    told = assert_problem(response, 400, "invalid")
    assert list(told["fields"]) == [field]
    assert not any(word in told["fields"][field].lower() for word in ("this", "valid integer", "must"))
    assert not Donation.objects.exists()


@pytest.mark.parametrize("field", ["campaign", "amount_cents", "donor_name", "donor_email"])
def test_what_a_donation_cannot_do_without_is_named(api: Client, campaign: Campaign, field: str) -> None:
    asked = body(campaign)
    del asked[field]
    assert list(assert_problem(start(api, asked), 400, "invalid")["fields"]) == [field]


def test_an_amount_below_the_least_is_refused_by_the_rules(api: Client, campaign: Campaign) -> None:
    response = start(api, body(campaign, amount_cents=1_99))
    contract.check(DONATIONS, "post", response)
    assert assert_problem(response, 422, "gift_refused")["fields"] == {"amount_cents": "L'importo minimo è di 2 euro."}


def test_a_campaign_that_is_closed_takes_no_donation(api: Client, campaign: Campaign, clock: Any) -> None:
    clock.move_to(milan.DEADLINE)
    response = start(api, body(campaign))
    contract.check(DONATIONS, "post", response)
    assert_problem(response, 409, "campaign_closed")


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "parse_error"),
        (b"[]", "application/json", 400, "invalid"),
        (b"5", "application/json", 400, "invalid"),
        (b'{"amount_cents": NaN}', "application/json", 400, "parse_error"),
        (b"\xff", "application/json", 400, "parse_error"),
        (b"a=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
    ],
)
def test_what_is_no_json_object_is_refused(
    api: Client, campaign: Campaign, content: bytes, kind: str, status: int, code: str
) -> None:
    response = api.post(DONATIONS, content, content_type=kind, headers={"Idempotency-Key": str(uuid4())})
    contract.check(DONATIONS, "post", response)
    assert_problem(response, status, code)


def test_one_address_may_not_begin_donations_without_end(
    api: Client, campaign: Campaign, elsewhere: Client, settings: Any
) -> None:
    settings.DONATION_START_RATE = "2/hour"
    answers = [start(api, body(campaign)) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    contract.check(DONATIONS, "post", answers[2])
    assert_problem(answers[2], 429, "throttled")
    assert int(answers[2]["Retry-After"]) > 0
    assert start(elsewhere, body(campaign)).status_code == 404


def test_a_forged_forwarding_header_does_not_escape_the_limit(api: Client, campaign: Campaign, settings: Any) -> None:
    settings.DONATION_START_RATE = "1/hour"
    answers = [
        api.post(
            DONATIONS,
            body(campaign),
            content_type="application/json",
            headers={"Idempotency-Key": str(uuid4()), "X-Forwarded-For": f"10.0.0.{number}"},
        )
        for number in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 429]


def test_without_the_cache_donations_go_on_and_are_still_counted(
    api: Client, campaign: Campaign, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counters, "patience", Patience("limits"))
    settings.CACHES = {name: {**each, "LOCATION": "redis://127.0.0.1:9/0"} for name, each in settings.CACHES.items()}
    settings.DONATION_START_RATE = "2/hour"
    assert [start(api, body(campaign)).status_code for _ in range(3)] == [201, 201, 429]
