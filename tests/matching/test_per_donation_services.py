"""A match per donation with its pool: each gift reserves in the commit sequence, and rounds judge the minimum."""

import json
from datetime import timedelta
from typing import Any

import pytest

from apps.calls import services as calls
from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations.states import DonationState
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.models import DecisionRecord, MatchClaim
from apps.matching.rules.decision import Outcome, Phase
from apps.payments.models import ConnectedAccount
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.matching.books import collect, gift_claims, give_back, outcomes, pool

pytestmark = pytest.mark.usefixtures("milano")

GOTEO: dict[str, Any] = {
    "kind": "per_donation",
    "threshold_bps": None,
    "base": None,
    "ratio_bps": 10_000,
    "cap_per_donor_cents": 100_00,
    "cap_per_project_cents": 478_000,
}
ROUNDS = [{"days": 40, "goal": "minimum"}, {"days": 20, "goal": "optimum"}]
FIRST_END, SECOND_END = NOW + timedelta(days=40), NOW + timedelta(days=60)


def add_call(pool_cents: int, **rules: Any) -> Call:
    return city.add_call(pool_cents, **{**GOTEO, **rules})


def last_record(campaign: Campaign) -> dict[str, Any]:
    record = DecisionRecord.objects.filter(campaign=campaign).order_by("number").last()
    assert record is not None
    return dict(json.loads(record.record))


def test_each_gift_reserves_its_own_match_at_once(account: ConnectedAccount) -> None:
    call = add_call(10_000_00)
    campaign = city.add_campaign(call, account, 1_000_00)
    for donor, cents in (("a", 60_00), ("b", 30_00), ("a", 60_00), ("a", 10_00)):
        collect(campaign, cents, donor=donor)
    assert gift_claims(campaign) == [(60_00, 60_00, 0), (30_00, 30_00, 0), (40_00, 40_00, 0), (0, 0, 0)]
    assert pool(call).reserved_cents == 130_00
    assert selectors.figures_of(campaign).threshold_cents == 870_00


def test_the_campaign_is_reached_when_gifts_and_match_cover_the_cost(account: ConnectedAccount) -> None:
    call = add_call(10_000_00)
    campaign = city.add_campaign(call, account, 200_00)
    collect(campaign, 99_99)
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at is None
    collect(campaign, 1, now=NOW + timedelta(hours=1))
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at == NOW + timedelta(hours=1)
    assert city.close_and_settle(campaign).state == CampaignState.FUNDED
    assert gift_claims(campaign) == [(99_99, 0, 99_99), (1, 0, 1)]
    assert outcomes(campaign) == [(Phase.PROVISIONAL, Outcome.GRANTED), (Phase.DEFINITIVE, Outcome.GRANTED)]
    assert pool(call).committed_cents == 100_00


def test_the_record_publishes_the_commit_sequence_of_the_whole_call(account: ConnectedAccount) -> None:
    call = add_call(10_000_00)
    first, second = city.add_campaign(call, account, 100_00), city.add_campaign(call, account, 100_00)
    for campaign in (first, second, first):
        collect(campaign, 30_00)
    city.close_and_settle(first)
    contributions = last_record(first)["inputs"]["contributions"]
    assert [each["sequence"] for each in contributions] == [1, 3]


def test_a_short_pool_serves_gifts_and_not_campaigns_in_the_order_of_the_sequence(account: ConnectedAccount) -> None:
    call = add_call(100_00)
    first, second = city.add_campaign(call, account, 100_00), city.add_campaign(call, account, 500_00)
    collect(first, 40_00)
    collect(second, 50_00)
    collect(first, 60_00)
    collect(second, 10_00)
    assert gift_claims(first) == [(40_00, 40_00, 0), (60_00, 10_00, 0)]
    assert gift_claims(second) == [(50_00, 50_00, 0), (10_00, 0, 0)]
    assert [(each.campaign_id, each.missing_cents) for each in selectors.list_waiting_claims(call.pk)] == [
        (first.pk, 50_00),
        (second.pk, 10_00),
    ]


def test_a_campaign_that_fails_frees_its_match_for_the_gifts_that_wait_elsewhere(account: ConnectedAccount) -> None:
    call = add_call(100_00)
    fails = city.add_campaign(call, account, 10_000_00)
    waits = city.add_campaign(call, account, 150_00, DEADLINE + timedelta(days=1))
    gift = collect(fails, 80_00)
    collect(waits, 100_00)
    assert gift_claims(waits) == [(100_00, 20_00, 0)]
    assert city.close_and_settle(fails).state == CampaignState.NOT_FUNDED
    gift.refresh_from_db()
    assert gift.state == DonationState.REFUNDING
    assert gift_claims(waits) == [(100_00, 100_00, 0)]
    assert pool(call).free_cents == 0
    assert city.close_and_settle(waits, DEADLINE + timedelta(days=1)).state == CampaignState.FUNDED


def test_a_gift_taken_back_frees_its_match_at_once_for_who_waits(account: ConnectedAccount) -> None:
    call = add_call(100_00)
    first, second = city.add_campaign(call, account, 500_00), city.add_campaign(call, account, 500_00)
    gift = collect(first, 100_00)
    collect(second, 70_00)
    assert gift_claims(second) == [(70_00, 0, 0)]
    give_back(gift, NOW + timedelta(days=1))
    assert (gift_claims(first), gift_claims(second)) == ([(0, 0, 0)], [(70_00, 70_00, 0)])
    assert pool(call).free_cents == 30_00


def test_the_place_of_a_first_gift_taken_back_goes_to_the_donors_next(account: ConnectedAccount) -> None:
    call = add_call(1_000_00, first_donation_only=True)
    campaign = city.add_campaign(call, account, 500_00)
    first = collect(campaign, 20_00, donor="a")
    collect(campaign, 50_00, donor="a")
    assert gift_claims(campaign) == [(20_00, 20_00, 0), (0, 0, 0)]
    give_back(first, NOW + timedelta(days=1))
    assert gift_claims(campaign) == [(0, 0, 0), (50_00, 50_00, 0)]


def test_a_campaign_that_loses_a_gift_is_no_longer_reached(account: ConnectedAccount) -> None:
    call = add_call(1_000_00)
    campaign = city.add_campaign(call, account, 150_00)
    gift = collect(campaign, 80_00)
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at is not None
    give_back(gift, NOW + timedelta(days=1))
    campaign.refresh_from_db()
    assert campaign.threshold_reached_at is None


def test_gifts_that_waited_are_served_after_the_outcome_with_one_decision(account: ConnectedAccount) -> None:
    call = add_call(50_00, threshold_bps=5_000)
    campaign = city.add_campaign(call, account, 200_00)
    collect(campaign, 60_00)
    collect(campaign, 60_00)
    assert city.close_and_settle(campaign).state == CampaignState.FUNDED
    assert gift_claims(campaign) == [(60_00, 0, 50_00), (60_00, 0, 0)]
    city.fund(call, 1_000_00, DEADLINE + timedelta(days=3))
    assert gift_claims(campaign) == [(60_00, 0, 60_00), (60_00, 0, 60_00)]
    assert outcomes(campaign)[-2:] == [(Phase.DEFINITIVE, Outcome.GRANTED_IN_PART), (Phase.ROLLOVER, Outcome.GRANTED)]
    assert pool(call).committed_cents == 120_00


def test_judged_at_the_close_gifts_have_their_places_and_the_campaign_asks_once(account: ConnectedAccount) -> None:
    call = add_call(1_000_00, judged="at_close")
    campaign = city.add_campaign(call, account, 150_00)
    collect(campaign, 50_00)
    collect(campaign, 50_00)
    assert pool(call).reserved_cents == 0
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    assert pool(call).reserved_cents == 100_00
    assert city.settle(campaign).state == CampaignState.FUNDED
    assert pool(call).committed_cents == 100_00
    assert [each["sequence"] for each in last_record(campaign)["inputs"]["contributions"]] == [1, 2]


def test_a_boost_announced_by_a_rectification_doubles_the_gifts_that_come_after_it(account: ConnectedAccount) -> None:
    boost = {"ratio_bps": 20_000, "hours": 24}
    call = add_call(1_000_00, boosts=[boost], campaign_days=30)
    campaign = city.add_campaign(call, account, 500_00)
    collect(campaign, 10_00, now=NOW + timedelta(hours=1))
    document = {**city.RULES, **GOTEO, "campaign_days": 30, "boosts": [{**boost, "from_hour": 0}]}
    calls.rectify_rules(
        call_id=call.pk, act_id=city.add_act(call), document=document, now=NOW + timedelta(hours=2), actor="test"
    )
    collect(campaign, 10_00, now=NOW + timedelta(hours=3))
    collect(campaign, 10_00, now=NOW + timedelta(hours=24))
    assert [entitled for entitled, _, _ in gift_claims(campaign)] == [10_00, 20_00, 10_00]
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    assert last_record(campaign)["inputs"]["announcements"] == [{"place": 0, "from_second": 7_200, "to_second": 86_400}]


def test_the_first_round_ends_a_campaign_below_its_minimum(account: ConnectedAccount) -> None:
    call = add_call(1_000_00, rounds=ROUNDS)
    campaign = city.add_campaign(call, account, 300_00, SECOND_END)
    assert [(item.key, item.due_at) for item in registry.list_agenda("c_milano", "campaign.round")] == [
        (str(campaign.pk), FIRST_END)
    ]
    collect(campaign, 100_00)
    matching.end_first_round(key=str(campaign.pk), now=FIRST_END - timedelta(milliseconds=1))
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPEN
    matching.end_first_round(key=str(campaign.pk), now=FIRST_END)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.closes_at) == (CampaignState.OUTCOME_PENDING, FIRST_END)
    assert city.settle(campaign, FIRST_END).state == CampaignState.NOT_FUNDED
    assert pool(call).free_cents == 1_000_00
    assert [phase for phase, _ in outcomes(campaign)] == [Phase.ROUND, Phase.PROVISIONAL, Phase.DEFINITIVE]


def test_the_second_round_goes_on_where_the_minimum_is_reached(account: ConnectedAccount) -> None:
    call = add_call(1_000_00, rounds=ROUNDS)
    campaign = city.add_campaign(call, account, 150_00, SECOND_END, optimum_cost_cents=400_00)
    collect(campaign, 80_00)
    matching.end_first_round(key=str(campaign.pk), now=FIRST_END)
    collect(campaign, 50_00, now=FIRST_END + timedelta(days=1))
    campaign.refresh_from_db()
    assert (campaign.state, campaign.closes_at) == (CampaignState.OPEN, SECOND_END)
    assert city.close_and_settle(campaign, SECOND_END).state == CampaignState.FUNDED
    assert pool(call).committed_cents == 130_00
    assert outcomes(campaign)[0] == (Phase.ROUND, Outcome.GRANTED)


def test_a_payment_of_the_first_round_that_comes_late_saves_the_campaign(account: ConnectedAccount) -> None:
    call = add_call(1_000_00, rounds=ROUNDS, counting={"channels": ["online", "bank_transfer"]})
    campaign = city.add_campaign(call, account, 200_00, SECOND_END)
    collect(campaign, 60_00)
    matching.end_first_round(key=str(campaign.pk), now=FIRST_END)
    collect(campaign, 40_00, now=FIRST_END + timedelta(hours=5))
    assert city.settle(campaign, FIRST_END + timedelta(hours=6)).state == CampaignState.FUNDED
    assert MatchClaim.objects.filter(campaign=campaign, committed_cents__gt=0).count() == 2
