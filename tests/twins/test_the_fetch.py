"""Without fetching the object again, an event is believed: money that was not paid, and states that are over."""

from typing import Any

import pytest
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from tests.factories import city
from tests.giving_back import test_refunds as refunds
from tests.harness.stripe import StripeSimulator
from tests.twins.mutations import believe_the_event, believe_the_first_word, stays_green, turns_red
from tests.twins.test_the_signature import campaign, paid  # noqa: F401
from tests.webhooks import test_services as inbox


def test_a_payment_that_was_not_made_collects_its_gift_without_the_fetch(
    stripe_simulator: StripeSimulator,
    campaign: Campaign,  # noqa: F811
    paid: dict[str, Any],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    test = inbox.test_an_event_of_a_payment_that_was_not_made_collects_nothing
    paid["data"]["object"]["amount_total"] = 70_00
    stays_green(test, stripe_simulator, campaign, paid)
    believe_the_event(monkeypatch, paid)
    why = turns_red(test, stripe_simulator, campaign, paid)
    assert "collected" in why and "started" in why


def test_figures_of_an_event_reach_the_product_without_the_fetch(
    stripe_simulator: StripeSimulator,
    campaign: Campaign,  # noqa: F811
    paid: dict[str, Any],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second wall: an amount that is not the gift's own is refused, so that the event stays for a person."""
    test = inbox.test_the_object_is_read_again_and_the_event_s_figures_are_not_believed
    stays_green(test, stripe_simulator, paid, campaign)
    paid["data"]["object"]["amount_total"] = 9_999_99
    believe_the_event(monkeypatch, paid)
    assert "FactsDisagree" in turns_red(test, stripe_simulator, paid, campaign)


def test_a_refund_that_failed_later_stays_a_success_without_the_fetch(
    milano: object, stripe_simulator: StripeSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = refunds.test_a_refund_that_fails_after_it_succeeded_is_owed_again_by_bank
    with schema_context("c_milano"):
        call = city.add_call(600_00)
        stays_green(test, city.add_campaign(call, city.add_account(stripe_simulator), 1_000_00), stripe_simulator)
        believe_the_first_word(monkeypatch)
        another = city.add_campaign(call, city.add_account(stripe_simulator), 1_000_00)
        why = turns_red(test, another, stripe_simulator)
    assert "succeeded" in why and "failed" in why
