"""Many workers at one promise: its card is charged once; withdrawn and charged never both."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from apps.campaigns.models import Campaign
from apps.donations import links, selectors
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.services import PromiseCannotChange
from apps.donations.states import DonationState
from apps.matching import services as matching
from apps.payments.gateway import GatewayUncertain
from apps.payments.models import PaymentAttempt
from tests.factories import city
from tests.factories.city import NOW
from tests.harness.stripe import StripeSimulator
from tests.matching.test_promises import promise

pytestmark = pytest.mark.committed

Together = Callable[..., list[Any]]
TRIES = 4


@pytest.fixture
def campaign(stripe_simulator: StripeSimulator) -> Campaign:
    call = city.add_call(0, collection="charge_on_success")
    return city.add_campaign(call, city.add_account(stripe_simulator), 200_00)


def charges(simulator: StripeSimulator, campaign: Campaign) -> int:
    account = {"stripe_account": campaign.account.account_id}
    return len(simulator.client.v1.charges.list({"limit": 100}, account).data)


def test_six_workers_charge_a_promise_once(
    together: Together, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(stripe_simulator, campaign, 150_00)
    collect = partial(matching.collect_promise, key=str(donation.pk), now=NOW)
    assert all(result is None or isinstance(result, GatewayUncertain) for result in together(*[collect] * 6))
    collect()
    assert selectors.get_donation(donation.pk).state == DonationState.COLLECTED
    assert PaymentAttempt.objects.filter(kind="off_session").count() == 1
    assert charges(stripe_simulator, campaign) == 1


def test_a_promise_is_taken_back_or_charged_but_never_both(
    together: Together, campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    for _ in range(TRIES):
        again = city.add_campaign(campaign.call, campaign.account, 200_00)
        first = promise(stripe_simulator, again, 60_00)
        withdraw = partial(donations.withdraw_promise, token=links.token_of(first.pk), now=NOW)
        results = together(withdraw, partial(promise, stripe_simulator, again, 60_00))
        for key in Donation.objects.filter(state=DonationState.PROMISED).values_list("pk", flat=True):
            matching.collect_promise(key=str(key), now=NOW)
        state = selectors.get_donation(first.pk).state
        assert state == (DonationState.COLLECTED if _was_refused(results) else DonationState.WITHDRAWN)
    collected = Donation.objects.filter(state=DonationState.COLLECTED).count()
    assert charges(stripe_simulator, campaign) == collected


def _was_refused(results: list[Any]) -> bool:
    return isinstance(results[0], PromiseCannotChange)
