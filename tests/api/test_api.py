"""The interface of a city: what it shows, what it refuses and how, and that every answer is a documented one."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.donations import links
from apps.donations.models import Donation
from apps.payments.models import ConnectedAccount
from tests.api import contract
from tests.factories import city as milan
from tests.harness.stripe import StripeSimulator

CALL = "/api/v1/calls/{slug}/"
CAMPAIGN = "/api/v1/campaigns/{slug}/"
DONATIONS = "/api/v1/donations/"
DONATION = "/api/v1/donations/{token}/"


@pytest.fixture
def api(milano: Any, client_of: Any) -> Client:
    return client_of(milano)


@pytest.fixture
def elsewhere(city: Any, client_of: Any) -> Client:
    return client_of(city("venezia"))


@pytest.fixture
def account(milano: object, stripe_simulator: StripeSimulator) -> ConnectedAccount:
    return milan.add_account(stripe_simulator)


@pytest.fixture
def campaign(account: ConnectedAccount, clock: Any) -> Campaign:
    clock.move_to(milan.NOW)
    return milan.add_campaign(milan.add_call(10_000_00), account, cost_cents=1_000_00)


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


def test_the_list_of_calls_shows_the_public_ones(api: Client, campaign: Campaign) -> None:
    response = api.get("/api/v1/calls/")
    contract.check("/api/v1/calls/", "get", response)
    assert [call["slug"] for call in response.json()] == [campaign.call.slug]


def test_a_call_shows_its_rules_with_their_hash_and_its_pool(api: Client, campaign: Campaign) -> None:
    from apps.calls.rules.canonical import sha256_of

    response = api.get(f"/api/v1/calls/{campaign.call.slug}/")
    contract.check(CALL, "get", response)
    shown = response.json()
    assert shown["rules"]["number"] == 1
    assert shown["rules"]["sha256"] == sha256_of(shown["rules"]["document"])
    assert shown["pool"] == {
        "funded_cents": 10_000_00,
        "committed_cents": 0,
        "reserved_cents": 0,
        "free_cents": 10_000_00,
    }


def test_a_call_without_rules_is_shown_without_them(api: Client) -> None:
    from apps.calls import services as calls
    from apps.calls.rules.details import CallDetails
    from apps.calls.states import CallKind

    details = CallDetails(title="Riservato", slug="riservato", kind=CallKind.RESTRICTED_AUDIENCE)
    call = calls.create_call(details=details, now=milan.NOW, actor="test")
    calls.publish_call(call_id=call.pk, act_id=milan.add_act(call), now=milan.NOW, actor="test")
    response = api.get("/api/v1/calls/riservato/")
    contract.check(CALL, "get", response)
    assert response.json()["rules"] is None


def test_a_campaign_shows_its_figures_in_cents(
    api: Client, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    milan.give(stripe_simulator, campaign, 600_00)
    response = api.get(f"/api/v1/campaigns/{campaign.slug}/")
    contract.check(CAMPAIGN, "get", response)
    shown = response.json()
    assert shown["figures"] == {
        "cost_cents": 1_000_00,
        "raised_cents": 600_00,
        "threshold_cents": 500_00,
        "goal_cents": 500_00,
        "match_max_cents": 500_00,
        "reserved_cents": 400_00,
        "committed_cents": 0,
        "missing_to_threshold_cents": 0,
        "missing_to_goal_cents": 0,
        "gifts": 1,
        "is_waiting": False,
    }
    assert shown["rules"]["number"] == 1


def test_campaigns_are_narrowed_by_state_and_call_and_come_in_pages(
    api: Client, campaign: Campaign, account: ConnectedAccount
) -> None:
    other = milan.add_campaign(milan.add_call(0), account, cost_cents=500_00)
    milan.close_and_settle(other)

    def slugs(query: str) -> list[str]:
        response = api.get(f"/api/v1/campaigns/{query}")
        contract.check("/api/v1/campaigns/", "get", response)
        return [shown["slug"] for shown in response.json()["results"]]

    assert slugs("") == [campaign.slug, other.slug]
    assert slugs("?state=open") == [campaign.slug]
    assert slugs(f"?call={other.call.slug}") == [other.slug]
    assert slugs(f"?state=open&call={other.call.slug}") == []
    assert slugs("?page_size=1&page=2") == [other.slug]
    assert api.get("/api/v1/campaigns/?page_size=1").json()["count"] == 2


def test_the_queries_of_a_list_do_not_grow_with_it(
    api: Client, campaign: Campaign, account: ConnectedAccount, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        milan.add_campaign(campaign.call, account, cost_cents=1_000_00)
    api.get("/api/v1/campaigns/")
    with django_assert_max_num_queries(8):
        assert len(api.get("/api/v1/campaigns/").json()["results"]) == 6


@pytest.mark.parametrize("query", ["state=draft", "state=lost", "page=0", "page=x", "page_size=101", "colour=red"])
def test_a_query_that_is_not_understood_is_refused_by_field(api: Client, query: str) -> None:
    response = api.get(f"/api/v1/campaigns/?{query}")
    contract.check("/api/v1/campaigns/", "get", response)
    assert list(assert_problem(response, 400, "invalid")["fields"]) == [query.partition("=")[0]]


def test_a_page_beyond_the_last_does_not_exist(api: Client) -> None:
    assert_problem(api.get("/api/v1/campaigns/?page=2"), 404, "not_found")


def test_a_donation_begins_with_a_page_where_it_is_paid(
    api: Client, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    response = start(api, body(campaign))
    assert response.status_code == 201, response.content
    contract.check(DONATIONS, "post", response)
    shown = response.json()
    assert (shown["state"], shown["amount_cents"], shown["refund"]) == ("started", 50_00, None)
    assert response["Location"] == f"/api/v1/donations/{shown['token']}/"
    assert "Idempotent-Replayed" not in response
    assert stripe_simulator.pay(shown["checkout_url"]) == 303
    milan.check(Donation.objects.get())
    read = api.get(response["Location"])
    contract.check(DONATION, "get", read)
    assert (read.json()["state"], read.json()["checkout_url"]) == ("collected", None)


def test_a_donation_shows_nothing_of_its_donor(api: Client, campaign: Campaign) -> None:
    shown = api.get(start(api, body(campaign))["Location"]).content.decode()
    assert "Ada" not in shown
    assert "example.org" not in shown


def test_a_refunded_donation_shows_its_proof(
    api: Client, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    from apps.donations import services as donations
    from apps.payments.models import Refund

    donation = milan.give(stripe_simulator, campaign, 50_00)
    milan.close_and_settle(campaign)
    refund = Refund.objects.get()
    donations.send_refund(key=str(refund.pk), now=milan.DEADLINE)
    response = api.get(f"/api/v1/donations/{links.token_of(donation.pk)}/")
    contract.check(DONATION, "get", response)
    shown = response.json()
    refund.refresh_from_db()
    assert (shown["state"], shown["refund"]["state"]) == ("refunded", "succeeded")
    assert (shown["refund"]["proof"], shown["refund"]["amount_cents"]) == (refund.refund_id, 50_00)


def test_the_same_key_and_body_give_the_same_donation(api: Client, campaign: Campaign) -> None:
    key = uuid4()
    first, second = (start(api, body(campaign), key) for _ in range(2))
    assert first.json() == second.json()
    assert second.status_code == 201
    assert second["Idempotent-Replayed"] == "true"
    assert Donation.objects.count() == 1


@pytest.mark.parametrize("change", [{"amount_cents": 51_00}, {"donor_name": "Eva"}, {"is_anonymous": True}])
def test_the_same_key_with_another_body_is_refused(
    api: Client, campaign: Campaign, change: dict[str, Any]
) -> None:
    key = uuid4()
    start(api, body(campaign), key)
    response = start(api, body(campaign, **change), key)
    contract.check(DONATIONS, "post", response)
    assert_problem(response, 422, "request_key_reused")


def test_a_key_of_one_city_means_nothing_in_another(
    api: Client, elsewhere: Client, campaign: Campaign
) -> None:
    key = uuid4()
    start(api, body(campaign), key)
    assert_problem(start(elsewhere, body(campaign), key), 404, "campaign_not_found")


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


def test_without_an_answer_of_the_processor_the_donor_is_told_to_repeat(
    api: Client, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    key = uuid4()
    stripe_simulator.fail("drop_answer", "/v1/checkout/sessions")
    response = start(api, body(campaign), key)
    contract.check(DONATIONS, "post", response)
    assert "Idempotency-Key" in assert_problem(response, 503, "payment_service_unreachable")["detail"]
    assert int(response["Retry-After"]) > 0
    again = start(api, body(campaign), key)
    assert (again.status_code, Donation.objects.count()) == (201, 1)
    assert again.json()["checkout_url"]


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
    assert assert_problem(response, 422, "gift_refused")["fields"] == {
        "amount_cents": "L'importo minimo è di 2 euro."
    }


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
    response = api.post(
        DONATIONS, content, content_type=kind, headers={"Idempotency-Key": str(uuid4())}
    )
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


def test_a_forged_forwarding_header_does_not_escape_the_limit(
    api: Client, campaign: Campaign, settings: Any
) -> None:
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


def test_what_belongs_to_one_city_is_not_found_in_another(
    api: Client, elsewhere: Client, campaign: Campaign
) -> None:
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


def test_a_failure_that_nobody_expected_tells_nothing(
    api: Client, campaign: Campaign, settings: Any
) -> None:
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
