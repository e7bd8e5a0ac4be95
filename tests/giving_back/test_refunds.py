"""The whole life of a refund at the processor: pending, succeeded, failed even afterwards, found again, never twice."""

from datetime import timedelta

import pytest

from apps.campaigns.models import Campaign
from apps.cases.models import Case
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger.models import Entry
from apps.notifications.models import Message
from apps.payments.gateway import GatewayRefused
from apps.payments.models import BankRefund, Refund
from apps.payments.states import BankRefundState, RefundState
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE
from tests.giving_back.desk import FAILS_LATER, PENDING, give, later, posted, prove, read, send_refunds
from tests.harness.stripe import StripeSimulator


def failed_campaign(simulator: StripeSimulator, campaign: Campaign, card: str = "") -> Donation:
    donation = give(simulator, campaign, 100_00, card)
    city.close_and_settle(campaign)
    return donation


def test_a_pending_refund_moves_the_ledger_with_the_processor_and_the_gift_when_it_succeeds(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = failed_campaign(stripe_simulator, campaign, PENDING)
    send_refunds(DEADLINE)
    assert (read(donation).state, Refund.objects.get().state) == (DonationState.REFUNDING, RefundState.PENDING)
    prove()
    later(stripe_simulator)
    send_refunds(DEADLINE)
    assert (read(donation).state, Refund.objects.get().state) == (DonationState.REFUNDED, RefundState.SUCCEEDED)
    assert Entry.objects.filter(kind="refund").count() == 1
    prove()


def test_a_refund_that_fails_after_it_succeeded_is_owed_again_by_bank(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = failed_campaign(stripe_simulator, campaign, FAILS_LATER)
    send_refunds(DEADLINE)
    campaign.refresh_from_db()
    assert read(donation).state == DonationState.REFUNDED
    assert campaign.refunds_completed_at == DEADLINE
    later(stripe_simulator)
    for _ in range(3):
        send_refunds(DEADLINE + timedelta(hours=1))
    refund = Refund.objects.get()
    campaign.refresh_from_db()
    assert (refund.state, refund.failure) == (RefundState.FAILED, "lost_or_stolen_card")
    assert (read(donation).state, read(donation).refunded_at) == (DonationState.REFUNDING, None)
    assert campaign.refunds_completed_at is None
    assert posted(f"campaign:{campaign.pk}:donations") == [100_00]
    assert set(Entry.objects.values_list("idempotency_key", flat=True)) >= {
        f"refund:{refund.refund_id}",
        f"refund_failure:{refund.refund_id}",
    }
    assert BankRefund.objects.get().state == BankRefundState.TO_ASK
    assert Case.objects.get(kind="refund_failed").key == str(refund.pk)
    assert Message.objects.filter(kind="refund_needs_account").count() == 1
    prove()


def test_the_office_is_told_once_of_a_case(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    failed_campaign(stripe_simulator, campaign, FAILS_LATER)
    send_refunds(DEADLINE)
    later(stripe_simulator)
    for _ in range(2):
        send_refunds(DEADLINE)
    assert [item.key for item in registry.list_agenda("c_milano", "case.tell")] == [str(Case.objects.get().pk)]


def test_a_refund_of_another_amount_made_elsewhere_is_not_taken_for_ours(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = failed_campaign(stripe_simulator, campaign)
    account = campaign.account.account_id
    stripe_simulator.client.v1.refunds.create(
        {"charge": donation.attempt.charge_id, "amount": 10_00}, {"stripe_account": account}
    )
    with pytest.raises(GatewayRefused):
        send_refunds(DEADLINE)
    assert (Refund.objects.get().state, read(donation).state) == (RefundState.PREPARED, DonationState.REFUNDING)


def test_a_refund_of_the_whole_amount_made_elsewhere_is_the_refund(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = failed_campaign(stripe_simulator, campaign)
    made = stripe_simulator.client.v1.refunds.create(
        {"charge": donation.attempt.charge_id}, {"stripe_account": campaign.account.account_id}
    )
    send_refunds(DEADLINE)
    assert (Refund.objects.get().refund_id, read(donation).state) == (made.id, DonationState.REFUNDED)
    prove()


def test_our_refund_is_found_after_its_key_is_forgotten_though_it_is_not_the_first(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = failed_campaign(stripe_simulator, campaign)
    refund = Refund.objects.get()
    account = {"stripe_account": campaign.account.account_id}
    ours = stripe_simulator.client.v1.refunds.create(
        {
            "charge": donation.attempt.charge_id,
            "amount": 60_00,
            "metadata": {"tenant": "c_milano", "refund": str(refund.pk)},
        },
        account,
    )
    stripe_simulator.client.v1.refunds.create({"charge": donation.attempt.charge_id, "amount": 40_00}, account)
    from apps.payments import services as payments

    facts = payments.ask_refund(refund_id=refund.pk, now=DEADLINE + timedelta(days=1))
    assert facts.refund_id == ours.id


def test_a_thousand_refunds_are_prepared_in_a_number_of_statements_that_does_not_grow(
    campaign: Campaign, stripe_simulator: StripeSimulator, django_assert_max_num_queries: object
) -> None:
    from tests.concurrency import crowd

    gifts = [crowd.begin(campaign, 10_00) for _ in range(40)]
    for donation in gifts:
        city.matching.collect_donation(donation_id=donation.pk, facts=crowd.paid(donation), now=city.NOW)
    city.matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    with django_assert_max_num_queries(45):  # type: ignore[operator]
        city.settle(campaign)
    assert Refund.objects.count() == len(registry.list_agenda("c_milano", "refund.send")) == 40
    assert {str(refund.pk) for refund in Refund.objects.all()} == {
        item.key for item in registry.list_agenda("c_milano", "refund.send")
    }


def test_a_refund_that_was_cancelled_is_never_sent(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    failed_campaign(stripe_simulator, campaign)
    Refund.objects.update(state=RefundState.CANCELLED)
    donations.send_refund(key=str(Refund.objects.get().pk), now=DEADLINE)
    made = stripe_simulator.client.v1.refunds.list({}, {"stripe_account": campaign.account.account_id})
    assert made.data == []
