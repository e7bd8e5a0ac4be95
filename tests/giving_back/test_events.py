"""What the processor's events make of refunds, disputes and payouts, through the inbox."""

from collections.abc import Iterator
from typing import Any

import pytest
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations.states import DonationState
from apps.ledger.models import Entry
from apps.matching import services as matching
from apps.payments.models import ConnectedAccount, Dispute, Payout, Refund
from apps.payments.states import PayoutState, RefundState
from apps.webhooks import services as webhooks
from apps.webhooks.models import InboxState, WebhookEvent
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.giving_back.desk import DISPUTED, FAILS_LATER, follow, give, later, posted, prove, read, send_refunds
from tests.harness.stripe import StripeSimulator

AVAILABLE_AT_ONCE = "4000000000000077"


@pytest.fixture(autouse=True)
def _inside(milano: object) -> Iterator[None]:
    with schema_context("c_milano"):
        yield


def hear(simulator: StripeSimulator, account_id: str, kind: str, **changes: Any) -> list[str]:
    """Deliver every event of a kind, newest first, and return how the inbox left them."""
    found = []
    for event in [{**each, **changes} for each in simulator.events(account_id, kind)]:
        payload, signature = simulator.sign(event)
        webhooks.receive_event(payload=payload, signature=signature, now=NOW)
        row = WebhookEvent.objects.get(event_id=event["id"])
        webhooks.process_event(event_pk=row.pk, now=NOW)
        row.refresh_from_db()
        found.append(str(row.state))
    return found


def test_a_dispute_is_found_by_its_charge_though_it_carries_no_metadata(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    donation = give(stripe_simulator, campaign, 50_00, DISPUTED)
    later(stripe_simulator)
    for kind in ("charge.dispute.funds_withdrawn", "charge.dispute.created"):
        assert hear(stripe_simulator, account.account_id, kind) == [InboxState.PROCESSED]
    assert read(donation).state == DonationState.DISPUTED
    prove()


def test_a_dispute_over_a_charge_that_is_not_ours_changes_nothing(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    session = stripe_simulator.new_session(account.account_id)
    assert stripe_simulator.submit(session, DISPUTED).status_code == 303
    later(stripe_simulator)
    assert hear(stripe_simulator, account.account_id, "charge.dispute.created") == [InboxState.QUARANTINED]
    assert not Dispute.objects.exists()


def test_a_dispute_of_another_account_of_the_city_changes_nothing(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    other = city.add_account(stripe_simulator)
    give(stripe_simulator, campaign, 50_00, DISPUTED)
    later(stripe_simulator)
    from apps.payments.gateway import GatewayRefused

    with pytest.raises(GatewayRefused):
        hear(stripe_simulator, account.account_id, "charge.dispute.created", account=other.account_id)
    assert not Dispute.objects.exists()


def test_the_event_of_a_failure_opens_what_a_poll_would(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    donation = give(stripe_simulator, campaign, 50_00, FAILS_LATER)
    matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    send_refunds()
    later(stripe_simulator)
    assert hear(stripe_simulator, account.account_id, "refund.failed") == [InboxState.PROCESSED]
    assert set(hear(stripe_simulator, account.account_id, "refund.updated")) == {InboxState.PROCESSED}
    assert (Refund.objects.get().state, read(donation).state) == (RefundState.FAILED, DonationState.REFUNDING)
    prove()


def funded(campaign: Campaign, simulator: StripeSimulator) -> None:
    give(simulator, campaign, 600_00, AVAILABLE_AT_ONCE)
    assert city.close_and_settle(campaign).state == "funded"


def test_a_released_payout_reaches_the_bank_s_account_in_the_ledger_once(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    funded(campaign, stripe_simulator)
    for _ in range(3):
        matching.release_payout(key=str(campaign.pk), now=DEADLINE)
    later(stripe_simulator)
    assert hear(stripe_simulator, account.account_id, "payout.paid") == [InboxState.PROCESSED]
    payout = Payout.objects.get()
    assert (payout.state, payout.amount_cents) == (PayoutState.PAID, 600_00 - 9_25)
    assert posted(f"psp:{account.account_id}", f"bank:{account.organisation_id}") == [0, 600_00 - 9_25]
    prove()


def test_a_payout_that_the_bank_refuses_comes_back(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    funded(campaign, stripe_simulator)
    stripe_simulator.control("behaviour", payouts_fail=True)
    try:
        matching.release_payout(key=str(campaign.pk), now=DEADLINE)
        later(stripe_simulator)
    finally:
        stripe_simulator.control("behaviour", payouts_fail=False)
    assert hear(stripe_simulator, account.account_id, "payout.failed") == [InboxState.PROCESSED]
    assert Payout.objects.get().state == PayoutState.FAILED
    assert posted(f"psp:{account.account_id}", f"bank:{account.organisation_id}") == [600_00 - 9_25, 0]
    prove()


def test_a_payout_that_nobody_here_asked_for_is_recorded_too(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 100_00, AVAILABLE_AT_ONCE)
    stripe_simulator.client.v1.payouts.create(
        {"amount": 10_00, "currency": "eur"}, {"stripe_account": account.account_id}
    )
    hear(stripe_simulator, account.account_id, "payout.created")
    assert Payout.objects.get().subject == ""
    prove()


def test_nothing_is_paid_out_over_an_open_dispute(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 100_00, DISPUTED)
    funded(campaign, stripe_simulator)
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id, DEADLINE)
    matching.release_payout(key=str(campaign.pk), now=DEADLINE)
    assert not Payout.objects.exists()
    assert [item.key for item in registry.list_agenda("c_milano", "payout.release")] == [str(campaign.pk)]


def test_money_that_is_not_available_yet_is_asked_for_again_under_another_key(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 600_00)
    city.close_and_settle(campaign)
    matching.release_payout(key=str(campaign.pk), now=DEADLINE)
    assert Payout.objects.get().state == PayoutState.FAILED
    assert registry.list_agenda("c_milano", "payout.release")
    assert not Entry.objects.filter(kind="payout").exists()
    matching.release_payout(key=str(campaign.pk), now=DEADLINE)
    assert Payout.objects.values("idempotency_key").distinct().count() == 2
