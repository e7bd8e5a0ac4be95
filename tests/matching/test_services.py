"""The pool with real gifts: reserve, wait, commit, release, serve who waits."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.rules.decision import Outcome, Phase
from apps.matching.selectors import PoolFigures
from apps.payments.models import ConnectedAccount
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.matching.books import held, outcomes, pool, send_refunds

pytestmark = pytest.mark.usefixtures("milano")


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


def test_the_cap_bounds_what_a_campaign_gets(account: ConnectedAccount, give: Callable[..., Donation]) -> None:
    call = city.add_call(10_000_00, cap_per_project_cents=300_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    give(campaign, 500_00)
    assert held(campaign) == (300_00, 0)
    figures = selectors.figures_of(campaign)
    assert (figures.threshold_cents, figures.goal_cents, figures.missing_to_goal_cents) == (500_00, 700_00, 200_00)
