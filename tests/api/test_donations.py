"""A donation through the interface: begun once, read by its token."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from apps.campaigns import rewards
from apps.campaigns.models import Campaign
from apps.campaigns.rewards import RewardText
from apps.donations import links
from apps.donations.models import Donation
from tests.api import contract
from tests.api.asking import DONATION, DONATIONS, assert_problem, body, start
from tests.factories import city as milan
from tests.harness.stripe import StripeSimulator


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


def test_a_donor_is_written_to_in_the_language_that_was_asked_for(api: Client, campaign: Campaign) -> None:
    assert start(api, body(campaign, language="de")).status_code == 201
    assert Donation.objects.get().language == "de"
    assert_problem(start(api, body(campaign, language="xx")), 400, "invalid")


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
def test_the_same_key_with_another_body_is_refused(api: Client, campaign: Campaign, change: dict[str, Any]) -> None:
    key = uuid4()
    start(api, body(campaign), key)
    response = start(api, body(campaign, **change), key)
    contract.check(DONATIONS, "post", response)
    assert_problem(response, 422, "request_key_reused")


def test_a_key_of_one_city_means_nothing_in_another(api: Client, elsewhere: Client, campaign: Campaign) -> None:
    key = uuid4()
    start(api, body(campaign), key)
    assert_problem(start(elsewhere, body(campaign), key), 404, "campaign_not_found")


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


def test_a_reward_is_asked_for_by_its_number_and_kept_with_the_gift(api: Client, campaign: Campaign) -> None:
    text = RewardText(title="Una tazza", minimum_cents=20_00, value_cents=5_00, quantity=1)
    mug = rewards.add(campaign_id=campaign.pk, text=text, actor="test", now=milan.NOW)
    response = start(api, body(campaign, reward=mug.pk, hides_amount=True))
    assert response.status_code == 201, response.content
    contract.check(DONATIONS, "post", response)
    gift = Donation.objects.get()
    assert (gift.reward_id, gift.reward_value_cents, gift.hides_amount) == (mug.pk, 5_00, True)
    assert "reward" not in response.json()
    assert_problem(start(api, body(campaign, reward=mug.pk)), 422, "gift_refused")
    assert_problem(start(api, body(campaign, reward=mug.pk + 1)), 422, "gift_refused")
