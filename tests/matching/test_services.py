"""Pool, threshold and outcome with real gifts: reserve, wait, commit, release, refund."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from apps.audit.models import AuditEvent
from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.models import DecisionRecord, MatchClaim
from apps.matching.rules.decision import Outcome, Phase
from apps.matching.rules.record import recompute
from apps.matching.selectors import PoolFigures
from apps.notifications.models import Message
from apps.payments.gateway import GatewayUncertain
from apps.payments.models import ConnectedAccount, PaymentAttempt, Refund
from apps.payments.states import RefundState
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.harness.stripe import StripeSimulator

pytestmark = pytest.mark.usefixtures("milano")


@pytest.fixture
def account(milano: object, stripe_simulator: StripeSimulator) -> ConnectedAccount:
    return city.add_account(stripe_simulator)


@pytest.fixture
def give(stripe_simulator: StripeSimulator) -> Callable[..., Donation]:
    return lambda *arguments, **named: city.give(stripe_simulator, *arguments, **named)


def pool(call: Call) -> PoolFigures:
    figures = selectors.pool_figures(call.pk)
    assert figures.funded_cents == figures.committed_cents + figures.reserved_cents + figures.free_cents
    assert ledger.verify() == []
    return figures


def claim(campaign: Campaign) -> MatchClaim:
    found = selectors.claim_of(campaign.pk)
    assert found is not None
    return found


def held(campaign: Campaign) -> tuple[int, int]:
    return claim(campaign).reserved_cents, claim(campaign).committed_cents


def outcomes(campaign: Campaign) -> list[tuple[str, str]]:
    import json

    records = DecisionRecord.objects.filter(campaign=campaign).order_by("number")
    assert all(recompute(record.record) == [] for record in records)
    return [(record.phase, json.loads(record.record)["result"]["outcome"]) for record in records]


def send_refunds(now: object = DEADLINE) -> None:
    for item in registry.list_agenda("c_milano", "refund.send"):
        donations.send_refund(key=item.key, now=now)


def test_a_gift_below_the_threshold_reserves_nothing(account: ConnectedAccount, give: Callable[..., Donation]) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 499_99)
    assert selectors.claim_of(campaign.pk) is None
    assert pool(call).free_cents == 10_000_00


def test_the_gift_that_crosses_the_threshold_reserves_the_remaining_cost(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 300_00)
    give(campaign, 300_00, now=NOW + timedelta(days=1))
    assert held(campaign) == (400_00, 0)
    assert pool(call).reserved_cents == 400_00
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at == NOW + timedelta(days=1)


def test_gifts_after_the_crossing_reserve_nothing_more(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 500_00)
    give(campaign, 100_00)
    assert held(campaign) == (500_00, 0)


def test_a_funded_campaign_gets_what_is_left_to_pay_and_the_rest_returns_to_the_pool(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 500_00)
    give(campaign, 100_00)
    assert city.close_and_settle(campaign).state == CampaignState.FUNDED
    assert held(campaign) == (0, 400_00)
    assert pool(call) == PoolFigures(
        funded_cents=10_000_00, committed_cents=400_00, reserved_cents=0, free_cents=9_600_00
    )
    assert outcomes(campaign) == [(Phase.PROVISIONAL, Outcome.GRANTED), (Phase.DEFINITIVE, Outcome.GRANTED)]


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


def test_the_last_campaign_gets_what_is_left_and_the_rest_when_a_reservation_is_released(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(700_00)
    first, second = (city.add_campaign(call, account, 1_000_00, DEADLINE + timedelta(days=n)) for n in range(2))
    give(first, 500_00)
    give(first, 100_00)
    give(second, 500_00)
    assert (held(first), held(second)) == ((500_00, 0), (200_00, 0))
    assert selectors.figures_of(second).is_waiting
    city.close_and_settle(first)
    assert (held(first), held(second)) == ((0, 400_00), (300_00, 0))
    assert pool(call).free_cents == 0


def test_a_funded_campaign_that_waits_is_served_when_the_pool_is_funded_again(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(200_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 500_00)
    city.close_and_settle(campaign)
    assert held(campaign) == (0, 200_00)
    city.fund(call, 1_000_00, DEADLINE + timedelta(days=5))
    assert held(campaign) == (0, 500_00)
    assert not selectors.figures_of(campaign).is_waiting
    assert pool(call).free_cents == 700_00
    assert outcomes(campaign)[-2:] == [
        (Phase.DEFINITIVE, Outcome.GRANTED_IN_PART),
        (Phase.ROLLOVER, Outcome.GRANTED),
    ]


def test_a_campaign_that_fails_after_crossing_frees_its_reservation_for_who_waits(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(500_00, counting={"min_distinct_donors": 1})
    first, second = (city.add_campaign(call, account, 1_000_00, DEADLINE + timedelta(days=n)) for n in range(2))
    donation = give(first, 500_00)
    give(second, 500_00)
    assert (held(first), held(second)) == ((500_00, 0), (0, 0))
    donations.request_refund(donation=Donation.objects.select_for_update().get(pk=donation.pk), reason="asked", now=NOW)
    send_refunds(NOW)
    assert city.close_and_settle(first).state == CampaignState.NOT_FUNDED
    assert (held(first), held(second)) == ((0, 0), (500_00, 0))


def test_whole_awards_skip_a_campaign_that_the_pool_cannot_pay_in_full(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(400_00, exhaustion="first_come_whole")
    large, small = city.add_campaign(call, account, 1_000_00), city.add_campaign(call, account, 600_00)
    give(large, 500_00)
    give(small, 300_00)
    assert (held(large), held(small)) == ((0, 0), (300_00, 0))
    assert [waiting.campaign_id for waiting in selectors.list_waiting_claims(call.pk)] == [large.pk]
    city.close_and_settle(large)
    assert outcomes(large)[-1] == (Phase.DEFINITIVE, Outcome.WAITING)
    city.fund(call, 400_00, DEADLINE)
    assert held(large) == (0, 500_00)
    assert pool(call).free_cents == 0


def test_judged_at_the_close_the_pool_is_served_in_the_order_of_crossing(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(600_00, judged="at_close")
    late, early = city.add_campaign(call, account, 1_000_00), city.add_campaign(call, account, 1_000_00)
    give(early, 500_00, now=NOW + timedelta(days=1))
    give(late, 500_00, now=NOW + timedelta(days=2))
    assert pool(call).free_cents == 600_00
    matching.close_campaign(key=str(late.pk), now=DEADLINE)
    assert (held(early), held(late)) == ((500_00, 0), (100_00, 0))
    for campaign in (late, early):
        assert city.settle(campaign).state == CampaignState.FUNDED
    assert (held(early), held(late)) == ((0, 500_00), (0, 100_00))


def test_judged_at_the_close_a_campaign_that_fails_reserves_nothing(
    account: ConnectedAccount, give: Callable[..., Donation]
) -> None:
    call = city.add_call(600_00, judged="at_close")
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 499_00)
    assert city.close_and_settle(campaign).state == CampaignState.NOT_FUNDED
    assert outcomes(campaign) == [(Phase.PROVISIONAL, Outcome.NOT_REACHED), (Phase.DEFINITIVE, Outcome.NOT_REACHED)]
    assert pool(call).free_cents == 600_00


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


def test_the_cap_bounds_what_a_campaign_gets(account: ConnectedAccount, give: Callable[..., Donation]) -> None:
    call = city.add_call(10_000_00, cap_per_project_cents=300_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 500_00)
    assert held(campaign) == (300_00, 0)
    figures = selectors.figures_of(campaign)
    assert (figures.threshold_cents, figures.goal_cents, figures.missing_to_goal_cents) == (500_00, 700_00, 200_00)
