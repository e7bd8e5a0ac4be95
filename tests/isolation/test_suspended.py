"""A suspended city writes nothing, by whatever way the work comes; afterwards everything is found again."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.webhooks import services as webhooks
from apps.webhooks.models import InboxState, WebhookEvent
from colletta import tasks
from tenants.onboarding import services as onboarding
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services
from tenants.registry.models import AgendaItem
from tests.factories import city
from tests.factories.city import NOW
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator

PAID = "checkout.session.completed"


@pytest.fixture
def campaign(milano: Any, stripe_simulator: StripeSimulator, clock: Clock) -> Campaign:
    clock.move_to(NOW)
    return city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), 1_000_00)


@pytest.fixture
def paid(campaign: Campaign, stripe_simulator: StripeSimulator) -> Donation:
    """A gift that was paid, and nobody has heard of it yet."""
    donation = city.start(campaign, 50_00)
    stripe_simulator.pay(donation.attempt.session_url)
    return donation


DUE = NOW + timedelta(minutes=20)


def suspend(tenant: Any) -> None:
    with schema_context("public"):
        onboarding.suspend_city(tenant_id=tenant.pk, reason="Prova.", actor="test", now=NOW)


def reactivate(tenant: Any) -> None:
    with schema_context("public"):
        onboarding.reactivate_city(tenant_id=tenant.pk, actor="test", now=NOW)


def state_of(donation: Donation) -> str:
    return Donation.objects.get(pk=donation.pk).state


def test_pages_and_interface_take_no_gift(milano: Any, campaign: Campaign, client_of: Any) -> None:
    gift = {"amount": "1000", "donor_name": "Ada", "donor_email": "ada@example.org", "donor_kind": "natural_person"}
    body = {"campaign": campaign.slug, "amount_cents": 10_00, "donor_name": "Ada", "donor_email": "ada@example.org"}
    suspend(milano)
    page = client_of(milano).post(f"/campagne/{campaign.slug}/dona/", {**gift, "request_key": str(uuid4())})
    answer = client_of(milano).post(
        "/api/v1/donations/", body, content_type="application/json", headers={"Idempotency-Key": str(uuid4())}
    )
    assert (page.status_code, answer.status_code) == (503, 503)
    assert answer.json()["code"] == "city_suspended"
    assert not Donation.objects.exists()


def test_the_agenda_leaves_its_work_alone_until_it_is_active_again(milano: Any, paid: Donation) -> None:
    suspend(milano)
    assert registry_services.dispatch_due(now=DUE, lease_seconds=60) == 0
    reactivate(milano)
    assert registry_services.dispatch_due(now=DUE, lease_seconds=60) > 0


def test_a_nudge_that_was_on_its_way_does_nothing_and_stays_owed(milano: Any, paid: Donation, clock: Clock) -> None:
    clock.move_to(DUE)
    (item,) = registry.list_agenda("c_milano", "payment.check")
    suspend(milano)
    tasks.run(item.pk)
    assert state_of(paid) == DonationState.STARTED
    assert registry.list_agenda("c_milano", "payment.check") == [item]
    reactivate(milano)
    tasks.run(item.pk)
    assert state_of(paid) == DonationState.COLLECTED


def test_a_webhook_waits(milano: Any, paid: Donation, stripe_simulator: StripeSimulator) -> None:
    event = stripe_simulator.events(paid.campaign.account.account_id, PAID)[0]
    suspend(milano)
    with schema_context("public"):
        payload, signature = stripe_simulator.sign(event)
        webhooks.receive_event(payload=payload, signature=signature, now=NOW)
        row = WebhookEvent.objects.get(event_id=event["id"])
        webhooks.process_event(event_pk=row.pk, now=NOW)
    assert state_of(paid) == DonationState.STARTED
    row.refresh_from_db()
    assert row.state == InboxState.RECEIVED
    reactivate(milano)
    with schema_context("public"):
        webhooks.process_event(event_pk=row.pk, now=NOW)
    assert state_of(paid) == DonationState.COLLECTED


def test_work_that_reaches_the_wrong_schema_does_nothing_and_stays_owed(
    milano: Any, paid: Donation, clock: Clock
) -> None:
    """A worker that could not read the tenant goes on in the public schema."""
    clock.move_to(DUE)
    (item,) = registry.list_agenda("c_milano", "payment.check")
    for schema_name in ("public", "c_venezia"):
        with schema_context(schema_name), pytest.raises(tasks.WrongSchema):
            tasks.run(item.pk)
    assert AgendaItem.objects.filter(pk=item.pk, attempts=0).exists()
    assert state_of(paid) == DonationState.STARTED


def test_work_that_was_put_off_is_not_done_by_an_old_nudge(milano: Any, paid: Donation) -> None:
    (item,) = registry.list_agenda("c_milano", "payment.check")
    tasks.run(item.pk)
    assert state_of(paid) == DonationState.STARTED
