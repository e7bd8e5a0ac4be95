"""The inbox: what is signed is kept once, what disagrees changes nothing, what waits is found again."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.payments.models import ConnectedAccount
from apps.webhooks import selectors, services
from apps.webhooks.models import InboxState, WebhookEvent
from colletta.local.stripe_simulator.webhooks import signature_header
from tenants.registry.models import Tenant
from tests.factories import city as milan
from tests.factories.city import NOW
from tests.harness.stripe import StripeSimulator
from tests.local.stripe_simulator_process import SECRET

PAID = "checkout.session.completed"


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    return milan.add_campaign(milan.add_call(0), milan.add_account(stripe_simulator), cost_cents=1_000_00)


@pytest.fixture
def paid(campaign: Campaign, stripe_simulator: StripeSimulator) -> Iterator[dict[str, Any]]:
    """The event of a gift of Milano that was paid; the test goes on in the public schema, as the inbox does."""
    donation = milan.start(campaign, 50_00)
    stripe_simulator.pay(donation.attempt.session_url)
    event = stripe_simulator.events(campaign.account.account_id, PAID)[0]
    with schema_context("public"):
        yield event


def receive(simulator: StripeSimulator, event: dict[str, Any]) -> WebhookEvent:
    payload, signature = simulator.sign(event)
    services.receive_event(payload=payload, signature=signature, now=NOW)
    return WebhookEvent.objects.get(event_id=event["id"])


def process(row: WebhookEvent, now: Any = NOW) -> WebhookEvent:
    services.process_event(event_pk=row.pk, now=now)
    row.refresh_from_db()
    return row


def state_of_the_gift() -> str:
    with schema_context("c_milano"):
        return Donation.objects.get().state


def test_the_event_of_a_payment_collects_the_gift(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    row = receive(stripe_simulator, paid)
    assert row.state == InboxState.RECEIVED
    assert state_of_the_gift() == DonationState.STARTED
    assert process(row).state == InboxState.PROCESSED
    assert state_of_the_gift() == DonationState.COLLECTED


def test_an_event_that_comes_again_is_kept_and_processed_once(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], campaign: Campaign
) -> None:
    for _ in range(3):
        process(receive(stripe_simulator, paid))
    assert WebhookEvent.objects.count() == 1
    code = f"campaign:{campaign.pk}:donations"
    with schema_context("c_milano"):
        assert ledger.balances([code])[code].posted_cents == 50_00


def test_two_events_of_one_payment_collect_it_once(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], campaign: Campaign
) -> None:
    for number in range(2):
        process(receive(stripe_simulator, {**paid, "id": f"evt_{number}"}))
    code = f"campaign:{campaign.pk}:donations"
    with schema_context("c_milano"):
        assert ledger.balances([code])[code].posted_cents == 50_00


def test_a_forged_signature_is_refused_and_not_kept(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    payload, signature = stripe_simulator.sign(paid, secret="whsec_of_somebody_else")
    with pytest.raises(GatewayRefused):
        services.receive_event(payload=payload, signature=signature, now=NOW)
    assert not WebhookEvent.objects.exists()


def test_a_body_that_was_changed_is_refused(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    payload, signature = stripe_simulator.sign(paid)
    with pytest.raises(GatewayRefused):
        services.receive_event(payload=payload + b" ", signature=signature, now=NOW)


@pytest.mark.parametrize(("age_seconds", "accepted"), [(290, True), (310, False)])
def test_a_signature_is_good_for_five_minutes(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], age_seconds: int, accepted: bool
) -> None:
    payload, signature = stripe_simulator.sign(paid, age_seconds=age_seconds)
    if accepted:
        services.receive_event(payload=payload, signature=signature, now=NOW)
    else:
        with pytest.raises(GatewayRefused):
            services.receive_event(payload=payload, signature=signature, now=NOW)


def test_both_secrets_of_a_rotation_are_accepted(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], settings: Any
) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", *settings.STRIPE_WEBHOOK_SECRETS]
    assert receive(stripe_simulator, paid).state == InboxState.RECEIVED
    payload, signature = stripe_simulator.sign({**paid, "id": "evt_new"}, secret="whsec_new")
    services.receive_event(payload=payload, signature=signature, now=NOW)
    assert WebhookEvent.objects.count() == 2


def test_an_event_of_the_live_mode_is_refused_here(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    payload, signature = stripe_simulator.sign({**paid, "livemode": True})
    with pytest.raises(GatewayRefused):
        services.receive_event(payload=payload, signature=signature, now=NOW)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b'{"livemode": false}', b"\xff", b"not json"])
def test_what_is_no_event_is_refused_even_when_it_is_signed(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], body: bytes
) -> None:
    signature = signature_header(body, SECRET, timestamp=int(time.time()))
    with pytest.raises(GatewayRefused):
        services.receive_event(payload=body, signature=signature, now=NOW)
    assert not WebhookEvent.objects.exists()


def test_an_unknown_account_is_quarantined(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    row = process(receive(stripe_simulator, {**paid, "account": "acct_unknown"}))
    assert row.state == InboxState.QUARANTINED
    assert "acct_unknown" in row.note
    assert state_of_the_gift() == DonationState.STARTED


def test_metadata_of_another_city_is_quarantined(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    paid["data"]["object"]["metadata"]["tenant"] = "c_venezia"
    assert process(receive(stripe_simulator, paid)).state == InboxState.QUARANTINED
    assert state_of_the_gift() == DonationState.STARTED


def test_a_payment_without_our_metadata_is_quarantined(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    paid["data"]["object"]["metadata"] = {}
    assert process(receive(stripe_simulator, paid)).state == InboxState.QUARANTINED


def test_an_event_of_no_interest_is_ignored(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    assert process(receive(stripe_simulator, {**paid, "type": "balance.available"})).state == InboxState.IGNORED


def test_the_object_is_read_again_and_the_event_s_figures_are_not_believed(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], campaign: Campaign
) -> None:
    paid["data"]["object"]["amount_total"] = 9_999_99
    process(receive(stripe_simulator, paid))
    code = f"campaign:{campaign.pk}:donations"
    with schema_context("c_milano"):
        assert ledger.balances([code])[code].posted_cents == 50_00


def test_an_event_of_a_payment_that_was_not_made_collects_nothing(
    stripe_simulator: StripeSimulator, campaign: Campaign, paid: dict[str, Any]
) -> None:
    with schema_context("c_milano"):
        other = milan.start(campaign, 70_00)
    paid["data"]["object"]["metadata"]["attempt"] = str(other.attempt_id)
    process(receive(stripe_simulator, paid))
    with schema_context("c_milano"):
        assert Donation.objects.get(pk=other.pk).state == DonationState.STARTED


def test_the_inbox_holds_no_data_of_donors(stripe_simulator: StripeSimulator, paid: dict[str, Any]) -> None:
    assert "example.org" in str(paid)
    assert "example.org" not in str(receive(stripe_simulator, paid).payload)


def test_an_event_of_a_suspended_city_waits_until_it_is_active_again(
    stripe_simulator: StripeSimulator, paid: dict[str, Any]
) -> None:
    row = receive(stripe_simulator, paid)
    Tenant.objects.filter(slug="milano").update(state="suspended")
    assert process(row).state == InboxState.RECEIVED
    assert state_of_the_gift() == DonationState.STARTED
    Tenant.objects.filter(slug="milano").update(state="active")
    assert selectors.list_due(NOW + timedelta(hours=1), 10) == [row.pk]
    assert process(row).state == InboxState.PROCESSED


def test_an_event_that_fails_is_tried_again_later_and_later(
    stripe_simulator: StripeSimulator, paid: dict[str, Any]
) -> None:
    row = receive(stripe_simulator, paid)
    waits = []
    for _ in range(3):
        stripe_simulator.fail("error_500", "/v1/checkout/sessions", method="GET")
        with pytest.raises(GatewayUncertain):
            process(row)
        row.refresh_from_db()
        waits.append((row.retry_at - NOW).total_seconds())
    assert waits == [30, 60, 120]
    assert process(row).state == InboxState.PROCESSED
    assert selectors.list_due(NOW + timedelta(days=1), 10) == []


def test_an_account_that_changed_is_read_again(stripe_simulator: StripeSimulator, campaign: Campaign) -> None:
    ConnectedAccount.objects.update(charges_enabled=False)
    account_id = campaign.account.account_id
    with schema_context("public"):
        process(receive(stripe_simulator, stripe_simulator.events(account_id, "account.updated")[0]))
    assert ConnectedAccount.objects.get().charges_enabled


def test_the_webhook_s_address_answers_200_to_a_signed_event_and_400_to_a_forged_one(
    stripe_simulator: StripeSimulator, paid: dict[str, Any], rf: Any
) -> None:
    from apps.webhooks.views import MAX_BODY, stripe_events

    payload, signature = stripe_simulator.sign(paid)

    def post(body: bytes, header: str) -> int:
        request = rf.post(
            "/webhooks/stripe/", body, content_type="application/json", headers={"Stripe-Signature": header}
        )
        return stripe_events(request).status_code

    assert post(payload, signature) == 200
    assert post(payload, "t=1,v1=00") == 400
    assert post(b" " * (MAX_BODY + 1), signature) == 413
