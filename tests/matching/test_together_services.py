"""Campaigns whose rules share the pool out: decided together, by the ranking or in equal parts."""

import json
from datetime import timedelta
from typing import Any

import pytest

from apps.calls import services as calls
from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.campaigns.services import CannotOpen
from apps.campaigns.states import CampaignState
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.models import DecisionRecord
from apps.matching.rules.decision import Outcome, Phase
from apps.payments.models import ConnectedAccount
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.matching.books import begin, collect, facts_of, held, outcomes, pool

pytestmark = pytest.mark.usefixtures("milano")


def add_call(pool_cents: int, exhaustion: str, **rules: Any) -> Call:
    return city.add_call(pool_cents, exhaustion=exhaustion, judged="at_close", **rules)


def open_three(call: Call, account: ConnectedAccount) -> list[Campaign]:
    """Open three campaigns that are due € 500, € 300 and € 200; the ranking has them the other way round."""
    opened = [
        city.add_campaign(call, account, 2 * due_cents, rank=rank)
        for rank, due_cents in ((3, 500_00), (2, 300_00), (1, 200_00))
    ]
    for campaign in opened:
        collect(campaign, campaign.cost_cents // 2)
    return opened


def close_and_settle(campaigns: list[Campaign]) -> None:
    matching.close_campaign(key=str(campaigns[0].pk), now=DEADLINE)
    for campaign in campaigns:
        assert city.settle(campaign).state == CampaignState.FUNDED


def test_the_ranking_pays_in_its_order_and_the_last_gets_what_is_left(account: ConnectedAccount) -> None:
    call = add_call(600_00, "ranking")
    third, second, first = open_three(call, account)
    close_and_settle([third, second, first])
    assert [held(each) for each in (first, second, third)] == [(0, 200_00), (0, 300_00), (0, 100_00)]
    assert outcomes(third) == [
        (Phase.PROVISIONAL, Outcome.GRANTED_IN_PART),
        (Phase.DEFINITIVE, Outcome.GRANTED_IN_PART),
    ]
    assert pool(call).free_cents == 0


def test_equal_parts_sum_to_the_pool_and_the_records_name_everybody_who_asked(account: ConnectedAccount) -> None:
    call = add_call(333_33, "pro_rata")
    campaigns = open_three(call, account)
    close_and_settle(campaigns)
    committed = [held(each)[1] for each in campaigns]
    assert committed == [166_66, 100_00, 66_67]
    assert (sum(committed), pool(call).free_cents) == (333_33, 0)
    record = DecisionRecord.objects.filter(campaign=campaigns[0], phase=Phase.DEFINITIVE).get()
    assert [each["campaign_id"] for each in json.loads(record.record)["inputs"]["queue"]] == [
        each.pk for each in campaigns
    ]


def test_the_closed_campaigns_hold_their_provisional_parts(account: ConnectedAccount) -> None:
    call = add_call(500_00, "pro_rata")
    campaigns = open_three(call, account)
    matching.close_campaign(key=str(campaigns[1].pk), now=DEADLINE)
    assert [held(each) for each in campaigns] == [(250_00, 0), (150_00, 0), (100_00, 0)]
    assert pool(call).reserved_cents == 500_00


def test_nobody_is_decided_while_a_payment_of_one_of_them_is_on_its_way(account: ConnectedAccount) -> None:
    call = add_call(500_00, "pro_rata", counting={"channels": ["online", "bank_transfer"]})
    campaigns = open_three(call, account)
    late = city.add_campaign(call, account, 1_000_00, rank=4)
    awaited = begin(late, 500_00, channel="bank_transfer", state="awaiting")
    matching.close_campaign(key=str(late.pk), now=DEADLINE)
    matching.settle_campaign(key=str(campaigns[0].pk), now=DEADLINE)
    campaigns[0].refresh_from_db()
    assert campaigns[0].state == CampaignState.OUTCOME_PENDING
    matching.collect_donation(donation_id=awaited.pk, facts=facts_of(awaited, 0), now=DEADLINE + timedelta(hours=2))
    for campaign in (*campaigns, late):
        city.settle(campaign, DEADLINE + timedelta(hours=3))
    assert [held(each)[1] for each in (*campaigns, late)] == [166_67, 100_00, 66_67, 166_66]
    assert pool(call).free_cents == 0


def test_money_that_comes_later_tops_up_in_proportion_to_what_was_due(account: ConnectedAccount) -> None:
    call = add_call(500_00, "pro_rata")
    campaigns = open_three(call, account)
    close_and_settle(campaigns)
    city.fund(call, 250_00, DEADLINE + timedelta(days=9))
    assert [held(each)[1] for each in campaigns] == [375_00, 225_00, 150_00]
    assert outcomes(campaigns[0])[-1] == (Phase.ROLLOVER, Outcome.GRANTED_IN_PART)
    city.fund(call, 400_00, DEADLINE + timedelta(days=10))
    assert [held(each)[1] for each in campaigns] == [500_00, 300_00, 200_00]
    assert pool(call).free_cents == 150_00


def test_a_campaign_that_fails_asks_for_nothing(account: ConnectedAccount) -> None:
    call = add_call(500_00, "pro_rata")
    campaigns = open_three(call, account)
    failing = city.add_campaign(call, account, 1_000_00)
    collect(failing, 10_00)
    close_and_settle(campaigns)
    assert city.settle(failing).state == CampaignState.NOT_FUNDED
    assert [held(each)[1] for each in campaigns] == [250_00, 150_00, 100_00]


def test_another_deadline_is_another_batch(account: ConnectedAccount) -> None:
    call = add_call(500_00, "ranking")
    early = city.add_campaign(call, account, 800_00, rank=2)
    later = city.add_campaign(call, account, 800_00, DEADLINE + timedelta(days=1), rank=1)
    for campaign in (early, later):
        collect(campaign, 400_00)
    assert city.close_and_settle(early).state == CampaignState.FUNDED
    assert held(early) == (0, 400_00)
    assert city.close_and_settle(later, DEADLINE + timedelta(days=1)).state == CampaignState.FUNDED
    assert held(later) == (0, 100_00)


def test_a_campaign_without_a_rank_cannot_open_under_a_ranking(account: ConnectedAccount) -> None:
    with pytest.raises(CannotOpen, match="graduatoria"):
        city.add_campaign(add_call(500_00, "ranking"), account, 800_00)


def test_the_waiting_list_follows_the_rules_frozen_with_each_campaign(account: ConnectedAccount) -> None:
    call = city.add_call(100_00)
    partial = city.add_campaign(call, account, 1_000_00)
    collect(partial, 500_00)
    document = {**city.RULES, "exhaustion": "first_come_whole"}
    calls.rectify_rules(call_id=call.pk, act_id=city.add_act(call), document=document, now=NOW, actor="test")
    whole = city.add_campaign(call, account, 1_000_00)
    collect(whole, 500_00)
    assert held(partial) == (100_00, 0)
    city.fund(call, 200_00)
    assert (held(partial), held(whole)) == ((300_00, 0), (0, 0))
    city.fund(call, 600_00)
    assert (held(partial), held(whole)) == ((500_00, 0), (0, 0))
    city.fund(call, 100_00)
    assert (held(whole), selectors.list_waiting_claims(call.pk)) == ((500_00, 0), [])
