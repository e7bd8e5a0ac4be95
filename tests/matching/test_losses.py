"""Money that goes back before the outcome, failures that keep it, categories, and who owns the pool."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from apps.campaigns import selectors as campaigns
from apps.campaigns.services import CannotOpen
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.matching import services as matching
from apps.matching.rules.decision import Outcome, Phase
from apps.notifications.models import Message
from apps.payments.models import ConnectedAccount
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.matching.books import claim, collect, give_back, held, outcomes, pool

pytestmark = pytest.mark.usefixtures("milano")
LATER = NOW + timedelta(days=1)


def test_below_its_threshold_a_campaign_loses_reservation_place_and_mark(account: ConnectedAccount) -> None:
    call = city.add_call(500_00)
    first, second = city.add_campaign(call, account, 1_000_00), city.add_campaign(call, account, 1_000_00)
    gift = collect(first, 500_00)
    collect(second, 500_00)
    assert (held(first), held(second)) == ((500_00, 0), (0, 0))
    give_back(gift, LATER)
    first.refresh_from_db()
    assert first.threshold_reached_at is None
    assert (held(first), held(second)) == ((0, 0), (500_00, 0))
    collect(first, 500_00, now=LATER)
    first.refresh_from_db()
    assert first.threshold_reached_at is not None
    assert (held(first), claim(first).place > claim(second).place) == ((0, 0), True)
    assert pool(call).free_cents == 0


def test_above_its_threshold_a_campaign_keeps_its_place_and_is_due_what_is_missing_now(
    account: ConnectedAccount,
) -> None:
    call = city.add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    small = collect(campaign, 100_00)
    collect(campaign, 600_00)
    assert held(campaign) == (300_00, 0)
    place = claim(campaign).place
    give_back(small, LATER)
    assert (held(campaign), claim(campaign).place) == ((400_00, 0), place)
    assert city.close_and_settle(campaign).state == CampaignState.FUNDED
    assert held(campaign) == (0, 400_00)


def test_a_dispute_that_is_lost_and_won_judges_the_campaign_both_times(account: ConnectedAccount) -> None:
    call = city.add_call(500_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    gift = collect(campaign, 500_00)
    states: list[tuple[DonationState, Callable[..., None], int]] = [
        (DonationState.DISPUTED, matching.money_went_back, 0),
        (DonationState.COLLECTED, matching.after_money, 500_00),
    ]
    for state, judge, reserved_cents in states:
        with transaction.atomic():
            campaigns.lock_campaign(campaign.pk)
            Donation.objects.filter(pk=gift.pk).update(state=state)
            judge(campaign_id=campaign.pk, now=LATER)
        assert held(campaign) == (reserved_cents, 0)
    assert pool(call).reserved_cents == 500_00


def test_money_that_goes_back_after_the_outcome_changes_no_grant(account: ConnectedAccount) -> None:
    call = city.add_call(500_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    gift = collect(campaign, 500_00)
    city.close_and_settle(campaign)
    give_back(gift, DEADLINE + timedelta(days=1))
    assert held(campaign) == (0, 500_00)


def test_a_waiting_campaign_to_which_nothing_more_is_due_does_not_keep_the_others_waiting(
    account: ConnectedAccount,
) -> None:
    call = city.add_call(200_00)
    shrunk, other = city.add_campaign(call, account, 1_000_00), city.add_campaign(call, account, 1_000_00)
    gift = collect(shrunk, 500_00)
    collect(other, 500_00)
    for campaign in (shrunk, other):
        city.close_and_settle(campaign)
    assert (held(shrunk), held(other)) == ((0, 200_00), (0, 0))
    give_back(gift, DEADLINE + timedelta(days=1))
    city.fund(call, 400_00, DEADLINE + timedelta(days=2))
    assert (held(shrunk), held(other)) == ((0, 200_00), (0, 400_00))
    assert outcomes(shrunk)[-1] == (Phase.ROLLOVER, Outcome.NOT_REACHED)
    assert pool(call).free_cents == 0


def test_a_campaign_that_keeps_its_gifts_fails_without_refunds_and_frees_the_pool(account: ConnectedAccount) -> None:
    call = city.add_call(500_00, on_failure="keep")
    campaign = city.add_campaign(call, account, 1_000_00)
    gift = collect(campaign, 499_99)
    assert Message.objects.get(kind="donation_collected").data["keeps_gifts"]
    assert city.close_and_settle(campaign).state == CampaignState.NOT_FUNDED
    gift.refresh_from_db()
    assert gift.state == DonationState.COLLECTED
    assert [item.key for item in registry.list_agenda("c_milano", "outcome.tell")] == [str(campaign.pk)]
    assert registry.list_agenda("c_milano", "refund.send") == []
    donations.tell_outcome(key=str(campaign.pk), now=DEADLINE)
    assert Message.objects.filter(kind="campaign_kept", to=gift.donor_email).count() == 1
    assert pool(call).free_cents == 500_00


def test_the_municipality_that_bears_the_fees_reads_in_the_record_what_it_owes(account: ConnectedAccount) -> None:
    call = city.add_call(500_00, fee_bearer="municipality")
    campaign = city.add_campaign(call, account, 1_000_00)
    collect(campaign, 100_00)
    collect(campaign, 100_00)
    city.close_and_settle(campaign)
    assert outcomes(campaign)[-1] == (Phase.DEFINITIVE, Outcome.NOT_REACHED)


def test_a_campaign_has_the_cap_of_its_category(account: ConnectedAccount) -> None:
    caps = {"acquisti": 300_00, "lavori": 450_00}
    call = city.add_call(10_000_00, cap_per_project_cents=None, caps_by_category=caps, pool_owner="national")
    for category, cap_cents in caps.items():
        campaign = city.add_campaign(call, account, 1_000_00, category=category)
        collect(campaign, 500_00)
        assert held(campaign) == (cap_cents, 0)
        assert city.close_and_settle(campaign).state == CampaignState.FUNDED
        assert held(campaign) == (0, cap_cents)
        assert outcomes(campaign)[-1] == (Phase.DEFINITIVE, Outcome.GRANTED)
    with pytest.raises(CannotOpen, match="categoria"):
        city.add_campaign(call, account, 1_000_00, category="feste")


def test_relations_and_channels_that_do_not_count_reach_nothing(account: ConnectedAccount) -> None:
    counting = {"channels": ["online", "offline"], "excluded_relations": ["proponent", "related_party"]}
    call = city.add_call(1_000_00, counting=counting)
    campaign = city.add_campaign(call, account, 1_000_00)
    collect(campaign, 400_00, relation="proponent")
    collect(campaign, 400_00, relation="related_party")
    collect(campaign, 400_00, channel="bank_transfer")
    collect(campaign, 499_99, channel="offline")
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at is None
    collect(campaign, 1)
    assert held(campaign) == (500_00, 0)


def test_a_cancelled_campaign_gives_its_reservation_to_who_waits(account: ConnectedAccount) -> None:
    call = city.add_call(500_00)
    first, second = city.add_campaign(call, account, 1_000_00), city.add_campaign(call, account, 1_000_00)
    collect(first, 500_00)
    collect(second, 500_00)
    with transaction.atomic():
        campaigns.lock_campaign(first.pk)
        matching.release_campaign(campaign_id=first.pk, now=LATER)
    assert (held(first), held(second)) == ((0, 0), (500_00, 0))
    assert pool(call).free_cents == 0
