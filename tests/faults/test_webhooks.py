"""Webhooks withheld, shuffled, forged, stale, for the wrong account: the money ends where it belongs, once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import requests
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger.models import Entry
from apps.webhooks.models import InboxState, WebhookEvent
from tests.factories import city
from tests.faults import books
from tests.faults.donor import Donor
from tests.faults.live import Live

pytestmark = [pytest.mark.committed, pytest.mark.slow]

PAID = "checkout.session.completed"
ADDRESS = "/webhooks/stripe/"


def open_campaign(live: Live, schema_name: str) -> Campaign:
    now = live.now()
    with schema_context(schema_name):
        account = city.add_account(live.simulator)
        campaign = city.add_campaign(city.add_call(0), account, 90_000_00, now + timedelta(days=20), now)
        campaign.account = account
        return campaign


def give(live: Live, slug: str, campaign: Campaign, number: int) -> None:
    for n in range(number):
        Donor(live, slug, campaign.slug, f"{slug}{n}@example.org", 10_00 + n).give_on_the_page()


def states(schema_name: str) -> set[str]:
    with schema_context(schema_name):
        return set(Donation.objects.values_list("state", flat=True))


def secret(live: Live) -> str:
    return live.stack.env["STRIPE_WEBHOOK_SECRETS"]


def post(live: Live, event: dict[str, Any], **signing: Any) -> int:
    """Post an event to the webhook's address, signed as told, and return the status."""
    payload, signature = live.simulator.sign(event, **{"secret": secret(live), **signing})
    headers = {"Host": f"localhost:{live.stack.ports.web}", "Stripe-Signature": signature}
    return requests.post(f"{live.web}{ADDRESS}", data=payload, headers=headers, timeout=30).status_code


def processed(live: Live, event_id: str) -> Callable[[], int]:
    """Return how many events of this id still wait, for `drain`."""
    return lambda: WebhookEvent.objects.filter(event_id=event_id, state=InboxState.RECEIVED).count()


def test_money_whose_webhooks_never_came_is_found_by_the_agenda(live: Live) -> None:
    campaign = open_campaign(live, "c_milano")
    live.simulator.control("webhooks/pause")
    give(live, "milano", campaign, 8)
    assert WebhookEvent.objects.filter(type=PAID).count() == 0
    with schema_context("c_milano"):
        assert Donation.objects.filter(state=DonationState.STARTED).exists()
    live.move_clock(live.now() + timedelta(hours=24))

    def started() -> int:
        with schema_context("c_milano"):
            return Donation.objects.filter(state=DonationState.STARTED).count()

    live.drain(started, seconds=90)
    assert states("c_milano") == {DonationState.COLLECTED}
    live.simulator.control("webhooks/resume")
    live.simulator.control("webhooks/hurry")
    live.drain(lambda: books.owed(live) - 1, seconds=90)
    assert books.prove(live, "c_milano").donations == 8


def test_webhooks_that_come_twice_and_out_of_order_change_nothing(live: Live) -> None:
    campaign = open_campaign(live, "c_milano")
    live.simulator.control("webhooks/options", duplicate=True, shuffle_seconds=5)
    give(live, "milano", campaign, 8)
    live.move_clock(live.now() + timedelta(days=20))
    live.drain(lambda: books.owed(live), seconds=150)
    found = books.prove(live, "c_milano")
    assert (found.donations, found.refunds) == (8, 8)
    assert found.events == WebhookEvent.objects.values("event_id").distinct().count()


def test_events_that_lie_change_nothing(live: Live) -> None:
    """Forged, stale, of another city's account, of an unknown one, with another city's metadata."""
    campaigns = {name: open_campaign(live, f"c_{name}") for name in ("milano", "venezia")}
    live.simulator.control("webhooks/pause")
    for name, campaign in campaigns.items():
        give(live, name, campaign, 1)
    milano, venezia = (campaigns[name].account.account_id for name in ("milano", "venezia"))
    event = live.simulator.events(milano, PAID)[0]

    assert post(live, {**event, "id": "evt_forged"}, secret="whsec_of_somebody_else") == 400
    assert post(live, {**event, "id": "evt_stale"}, age_seconds=301) == 400
    assert not WebhookEvent.objects.filter(event_id__in=["evt_forged", "evt_stale"]).exists()

    lies = {"evt_other_account": venezia, "evt_unknown_account": "acct_unknown", "evt_no_account": ""}
    for event_id, account in lies.items():
        assert post(live, {**event, "id": event_id, "account": account}) == 200
    stolen = {**event, "id": "evt_stolen", "account": milano}
    stolen["data"] = {"object": {**event["data"]["object"], "metadata": {"tenant": "c_venezia", "attempt": "1"}}}
    assert post(live, stolen) == 200
    for event_id in (*lies, "evt_stolen"):
        live.drain(processed(live, event_id), seconds=60)
        assert WebhookEvent.objects.get(event_id=event_id).state == InboxState.QUARANTINED
    assert states("c_milano") == states("c_venezia") == {DonationState.STARTED}

    assert post(live, event) == 200
    live.drain(processed(live, event["id"]), seconds=60)
    assert (states("c_milano"), states("c_venezia")) == ({DonationState.COLLECTED}, {DonationState.STARTED})
    with schema_context("c_venezia"):
        assert not Entry.objects.exists()


def test_answers_lost_after_stripe_committed_are_found_again(live: Live) -> None:
    campaign = open_campaign(live, "c_milano")
    live.simulator.fail("drop_answer", "/v1/checkout/sessions", count=4)
    live.simulator.fail("drop_answer", "/v1/checkout/sessions", method="GET", count=4)
    give(live, "milano", campaign, 6)
    live.simulator.fail("drop_answer", "/v1/refunds", count=6)
    live.move_clock(live.now() + timedelta(days=20))
    live.drain(lambda: books.owed(live), seconds=150)
    found = books.prove(live, "c_milano")
    assert (found.donations, found.refunds) == (6, 6)
    sessions = live.simulator.client.v1.checkout.sessions.list({}, {"stripe_account": campaign.account.account_id})
    assert len(sessions.data) == 6
