"""Without the check of the signature, anyone's event is taken; believed as well, it makes money that nobody paid."""

from collections.abc import Iterator
from typing import Any

import pytest
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.ledger import selectors as ledger
from apps.webhooks import services
from apps.webhooks.models import WebhookEvent
from tests.factories import city
from tests.factories.city import NOW
from tests.harness.stripe import StripeSimulator
from tests.twins.mutations import believe_the_event, check_no_signature, stays_green, turns_red
from tests.webhooks import test_services as inbox

FORGER = "whsec_of_somebody_else"


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    return city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), cost_cents=1_000_00)


@pytest.fixture
def paid(campaign: Campaign, stripe_simulator: StripeSimulator) -> Iterator[dict[str, Any]]:
    """The event of a gift of Milano that was paid; the test goes on in the public schema, as the inbox does."""
    donation = city.start(campaign, 50_00)
    stripe_simulator.pay(donation.attempt.session_url)
    event = stripe_simulator.events(campaign.account.account_id, inbox.PAID)[0]
    with schema_context("public"):
        yield event


def raised_cents(campaign: Campaign) -> int:
    code = f"campaign:{campaign.pk}:donations"
    with schema_context("c_milano"):
        return ledger.balances([code])[code].posted_cents


def forge(simulator: StripeSimulator, campaign: Campaign, paid: dict[str, Any], cents: int) -> None:
    """Post, unsigned, that a gift which was begun is paid; process it if it was taken."""
    with schema_context("c_milano"):
        unpaid = city.start(campaign, cents)
    paid["id"], paid["data"]["object"]["amount_total"] = "evt_forged", cents
    paid["data"]["object"]["metadata"]["attempt"] = str(unpaid.attempt_id)
    payload, signature = simulator.sign(paid, secret=FORGER)
    services.receive_event(payload=payload, signature=signature, now=NOW)
    services.process_event(event_pk=WebhookEvent.objects.get(event_id="evt_forged").pk, now=NOW)


@pytest.mark.parametrize(
    "test", [inbox.test_a_forged_signature_is_refused_and_not_kept, inbox.test_a_body_that_was_changed_is_refused]
)
def test_a_forged_event_is_taken_without_the_check(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], monkeypatch: pytest.MonkeyPatch, test: Any
) -> None:
    stays_green(test, stripe_simulator, paid)
    check_no_signature(monkeypatch)
    assert "DID NOT RAISE" in turns_red(test, stripe_simulator, paid)


def test_a_stale_event_is_taken_without_the_check(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    test = inbox.test_a_signature_is_good_for_five_minutes
    stays_green(test, stripe_simulator, paid, age_seconds=310, accepted=False)
    check_no_signature(monkeypatch)
    assert "DID NOT RAISE" in turns_red(test, stripe_simulator, paid, age_seconds=310, accepted=False)


def test_a_forger_makes_no_money_while_the_payment_is_fetched_again(
    stripe_simulator: StripeSimulator, campaign: Campaign, paid: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    check_no_signature(monkeypatch)
    forge(stripe_simulator, campaign, paid, 90_00)
    assert raised_cents(campaign) == 0


def test_a_forger_makes_money_without_the_check_and_the_fetch(
    stripe_simulator: StripeSimulator, campaign: Campaign, paid: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    check_no_signature(monkeypatch)
    believe_the_event(monkeypatch, paid)
    forge(stripe_simulator, campaign, paid, 90_00)
    assert raised_cents(campaign) == 90_00
    charges = stripe_simulator.client.v1.charges.list({}, {"stripe_account": campaign.account.account_id}).data
    assert [charge.amount for charge in charges] == [50_00]
