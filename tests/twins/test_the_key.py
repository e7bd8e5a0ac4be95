"""Without the idempotency key that is committed before the call, a lost answer is paid for twice."""

import pytest

from apps.campaigns.models import Campaign
from tests.donations import test_services as gifts
from tests.factories import city
from tests.harness.stripe import StripeSimulator
from tests.matching import test_promises as promises
from tests.twins.mutations import send_no_key, stays_green, turns_red


def promising(simulator: StripeSimulator) -> Campaign:
    call = city.add_call(1_000_00, collection="charge_on_success")
    return city.add_campaign(call, city.add_account(simulator), cost_cents=200_00)


def collecting(simulator: StripeSimulator) -> Campaign:
    return city.add_campaign(city.add_call(0), city.add_account(simulator), cost_cents=1_000_00)


def test_a_saved_card_is_charged_twice_without_the_key(
    milano: object, stripe_simulator: StripeSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = promises.test_a_lost_answer_charges_the_card_once
    stays_green(test, promising(stripe_simulator), stripe_simulator)
    send_no_key(monkeypatch)
    campaign = promising(stripe_simulator)
    assert "assert 2 == 1" in turns_red(test, campaign, stripe_simulator)
    account = {"stripe_account": campaign.account.account_id}
    charges = stripe_simulator.client.v1.charges.list({"limit": 10}, account).data
    assert [charge.amount for charge in charges] == [120_00, 120_00]


def test_a_gift_has_two_pages_without_the_key(
    milano: object, stripe_simulator: StripeSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = gifts.test_an_answer_lost_on_the_way_keeps_the_gift_and_the_same_key_finds_its_page
    stays_green(test, collecting(stripe_simulator), stripe_simulator)
    send_no_key(monkeypatch)
    campaign = collecting(stripe_simulator)
    assert "cs_" in turns_red(test, campaign, stripe_simulator)
    pages = stripe_simulator.client.v1.checkout.sessions.list({}, {"stripe_account": campaign.account.account_id})
    assert len(pages.data) == 2
