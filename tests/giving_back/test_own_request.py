"""A donor takes a gift back while the campaign is open: the money leaves the campaign, the pool gets its part back."""

from datetime import timedelta

import pytest

from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.donations.states import DonationState
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.services import NotYours
from apps.payments.models import ConnectedAccount, Refund
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.giving_back.desk import give, posted, prove, read, send_refunds
from tests.harness.stripe import StripeSimulator


def test_the_money_goes_back_once_with_its_proof(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    donation = give(stripe_simulator, campaign, 50_00)
    for _ in range(3):
        matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    send_refunds()
    matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    assert read(donation).state == DonationState.REFUNDED
    assert [refund.reason for refund in Refund.objects.all()] == ["own_request"]
    assert posted(f"campaign:{campaign.pk}:donations") == [0]
    prove()


def test_what_was_reserved_with_it_goes_to_who_waits(
    call: Call, campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    waiting = city.add_campaign(call, account, 1_000_00)
    crossing = give(stripe_simulator, campaign, 500_00)
    give(stripe_simulator, waiting, 500_00)
    assert (selectors.held_cents_of(campaign.pk), selectors.held_cents_of(waiting.pk)) == (500_00, 100_00)
    matching.give_back_own_gift(donation_id=crossing.pk, now=NOW)
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at is None
    assert (selectors.held_cents_of(campaign.pk), selectors.held_cents_of(waiting.pk)) == (0, 500_00)


@pytest.mark.parametrize(("milliseconds", "possible"), [(-1, True), (0, False), (1, False)])
def test_the_deadline_is_the_first_instant_too_late(
    campaign: Campaign, stripe_simulator: StripeSimulator, milliseconds: int, possible: bool
) -> None:
    donation = give(stripe_simulator, campaign, 50_00)
    instant = DEADLINE + timedelta(milliseconds=milliseconds)
    if possible:
        matching.give_back_own_gift(donation_id=donation.pk, now=instant)
    else:
        with pytest.raises(NotYours):
            matching.give_back_own_gift(donation_id=donation.pk, now=instant)
    assert (read(donation).state == DonationState.REFUNDING) is possible


def test_a_gift_that_is_not_paid_is_not_given_back(campaign: Campaign) -> None:
    donation = city.start(campaign, 50_00)
    with pytest.raises(NotYours):
        matching.give_back_own_gift(donation_id=donation.pk, now=NOW)


def test_a_gift_taken_back_does_not_count_at_the_outcome(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    give(stripe_simulator, campaign, 450_00)
    donation = give(stripe_simulator, campaign, 50_00)
    matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    assert city.close_and_settle(campaign).state == "not_funded"
