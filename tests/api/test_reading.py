"""What the interface shows of calls and campaigns."""

from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.payments.models import ConnectedAccount
from tests.api import contract
from tests.api.asking import CALL, CAMPAIGN, assert_problem
from tests.factories import city as milan
from tests.harness.stripe import StripeSimulator


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
        "promised_cents": 0,
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
