"""The outcome with real gifts: close once, wait for payments, tell, give back with proof."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from apps.audit.models import AuditEvent
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.matching import selectors
from apps.matching import services as matching
from apps.notifications.models import Message
from apps.payments.gateway import GatewayUncertain
from apps.payments.models import ConnectedAccount, PaymentAttempt, Refund
from apps.payments.states import RefundState
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE
from tests.harness.stripe import StripeSimulator
from tests.matching.books import held, outcomes, pool, send_refunds

pytestmark = pytest.mark.usefixtures("milano")


def test_two_workers_settle_a_campaign_once(account: ConnectedAccount, give: Callable[..., Donation]) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 500_00)
    city.close_and_settle(campaign)
    city.close_and_settle(campaign, DEADLINE + timedelta(hours=1))
    assert pool(call).committed_cents == 500_00
    assert len(outcomes(campaign)) == 2
    assert AuditEvent.objects.filter(object_kind="campaign", object_id=campaign.pk, verb="funded").count() == 1


def test_a_campaign_closes_at_its_deadline_and_not_before(account: ConnectedAccount) -> None:
    campaign = city.add_campaign(city.add_call(0), account, 1_000_00)
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE - timedelta(milliseconds=1))
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPEN
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OUTCOME_PENDING
    assert [item.key for item in registry.list_agenda("c_milano", "campaign.settle")] == [str(campaign.pk)]


def test_a_campaign_that_fails_gives_every_gift_back_with_its_own_proof(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    gifts = [give(campaign, cents) for cents in (100_00, 50_00)]
    assert city.close_and_settle(campaign).state == CampaignState.NOT_FUNDED
    assert {donation.state for donation in Donation.objects.all()} == {DonationState.REFUNDING}
    send_refunds()
    refunds = Refund.objects.order_by("pk")
    assert [(refund.amount_cents, refund.state) for refund in refunds] == [
        (100_00, RefundState.SUCCEEDED),
        (50_00, RefundState.SUCCEEDED),
    ]
    assert len({refund.refund_id for refund in refunds} - {""}) == len(gifts)
    balances = ledger.balances([f"campaign:{campaign.pk}:donations", f"psp:{account.account_id}"])
    assert [balance.posted_cents for balance in balances.values()] == [0, -2_75]
    assert Message.objects.filter(kind="donation_refunded").count() == len(gifts)
    campaign.refresh_from_db()
    assert campaign.refunds_completed_at == DEADLINE


def test_refunds_sent_twice_give_the_money_back_once(
    account: ConnectedAccount, give: Callable[..., Donation], stripe_simulator: StripeSimulator
) -> None:
    campaign = city.add_campaign(city.add_call(0), account, 1_000_00)
    donation = give(campaign, 100_00)
    city.close_and_settle(campaign)
    send_refunds()
    send_refunds()
    page = stripe_simulator.client.v1.refunds.list({}, {"stripe_account": account.account_id})
    assert [refund.charge for refund in page.data] == [donation.attempt.charge_id]
    assert ledger.balances([f"campaign:{campaign.pk}:donations"])[f"campaign:{campaign.pk}:donations"].posted_cents == 0


@pytest.mark.parametrize("wait", [timedelta(minutes=1), timedelta(days=2)], ids=["same key", "looked up"])
def test_a_refund_whose_answer_was_lost_is_found_again(
    account: ConnectedAccount, give: Callable[..., Donation], stripe_simulator: StripeSimulator, wait: timedelta
) -> None:
    campaign = city.add_campaign(city.add_call(0), account, 1_000_00)
    give(campaign, 100_00)
    city.close_and_settle(campaign)
    stripe_simulator.fail("drop_answer", "/v1/refunds")
    with pytest.raises(GatewayUncertain):
        send_refunds()
    assert Donation.objects.get().state == DonationState.REFUNDING
    send_refunds(DEADLINE + wait)
    assert Donation.objects.get().state == DonationState.REFUNDED
    page = stripe_simulator.client.v1.refunds.list({}, {"stripe_account": account.account_id})
    assert [refund.id for refund in page.data] == [Refund.objects.get().refund_id]


def test_a_campaign_without_gifts_fails_and_owes_nothing(account: ConnectedAccount) -> None:
    campaign = city.close_and_settle(city.add_campaign(city.add_call(0), account, 1_000_00))
    assert campaign.state == CampaignState.NOT_FUNDED
    assert campaign.refunds_completed_at == DEADLINE


def test_money_paid_before_the_deadline_and_seen_after_it_still_counts(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    donation = city.start(campaign, 500_00, now=DEADLINE - timedelta(minutes=5))
    stripe_simulator.pay(donation.attempt.session_url)
    assert city.close_and_settle(campaign).state == CampaignState.FUNDED
    assert held(campaign) == (0, 500_00)


def test_the_outcome_waits_for_a_payment_that_the_processor_does_not_tell(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    campaign = city.add_campaign(city.add_call(10_000_00), account, 1_000_00)
    donation = city.start(campaign, 500_00)
    stripe_simulator.pay(donation.attempt.session_url)
    stripe_simulator.fail("error_500", "/v1/checkout/sessions", method="GET")
    assert city.close_and_settle(campaign).state == CampaignState.OUTCOME_PENDING
    assert [item.key for item in registry.list_agenda("c_milano", "campaign.settle")] == [str(campaign.pk)]
    assert city.settle(campaign, DEADLINE + timedelta(minutes=5)).state == CampaignState.FUNDED


def test_money_that_comes_after_the_outcome_goes_back_to_its_donor(
    account: ConnectedAccount, give: Callable[..., Donation], stripe_simulator: StripeSimulator
) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 500_00)
    donation = city.start(campaign, 100_00)
    stripe_simulator.pay(donation.attempt.session_url)
    after = DEADLINE + timedelta(days=1)
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    stripe_simulator.fail("error_500", "/v1/checkout/sessions", method="GET")
    assert city.settle(campaign, after).state == CampaignState.FUNDED
    assert city.check(donation, after).state == DonationState.REFUNDING
    send_refunds(after)
    assert Donation.objects.get(pk=donation.pk).state == DonationState.REFUNDED
    assert Refund.objects.get().reason == "late"
    assert held(campaign) == (0, 500_00)
    assert selectors.figures_of(campaign).raised_cents == 500_00


def test_one_payment_that_disagrees_does_not_hold_the_outcome_for_ever(
    account: ConnectedAccount, give: Callable[..., Donation], stripe_simulator: StripeSimulator
) -> None:
    campaign = city.add_campaign(city.add_call(10_000_00), account, 1_000_00)
    give(campaign, 500_00)
    odd = city.start(campaign, 100_00)
    stripe_simulator.pay(odd.attempt.session_url)
    PaymentAttempt.objects.filter(pk=odd.attempt_id).update(amount_cents=101_00)
    assert city.close_and_settle(campaign).state == CampaignState.OUTCOME_PENDING
    assert city.settle(campaign, DEADLINE + timedelta(days=1)).state == CampaignState.FUNDED


def test_every_donor_of_a_funded_campaign_is_told_once(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    campaign = city.add_campaign(city.add_call(10_000_00), account, 1_000_00)
    give(campaign, 300_00)
    give(campaign, 300_00)
    city.close_and_settle(campaign)
    for _ in range(2):
        donations.tell_outcome(key=str(campaign.pk), now=DEADLINE)
    assert Message.objects.filter(kind="campaign_funded").count() == 2
