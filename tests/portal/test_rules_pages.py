"""Calls, campaigns and decisions under the rules that are not the pilot's, as a visitor reads them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.matching.models import DecisionRecord
from tests.factories import story
from tests.harness.moment import Clock
from tests.portal.visits import text_of

pytestmark = pytest.mark.usefixtures("milano")

GOTEO: dict[str, Any] = {
    "kind": "per_donation",
    "threshold_bps": None,
    "base": None,
    "ratio_bps": 10_000,
    "cap_per_donor_cents": 100_00,
    "first_donation_only": True,
    "cap_per_project_cents": 4_780_00,
}
ROUNDS = [{"days": 40, "goal": "minimum"}, {"days": 20, "goal": "optimum"}]


def page_of(visitor: Client, campaign: Campaign) -> str:
    return text_of(visitor.get(f"/campagne/{campaign.slug}/")).replace("\u00a0", " ")


def decision_page(visitor: Client, campaign: Campaign, phase: str = "definitive") -> str:
    decision = DecisionRecord.objects.get(campaign=campaign, phase=phase)
    return text_of(visitor.get(f"/decisioni/{decision.pk}/")).replace("\u00a0", " ")


def test_a_campaign_matched_gift_by_gift_says_how_and_what_is_missing(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(rounds=ROUNDS, **GOTEO), 300_00, days=60)
    story.make_collected_donation(campaign, 120_00)
    page = page_of(visitor, campaign)
    assert "Per ogni euro donato il Comune aggiunge un euro." in page
    assert "Vale solo la prima donazione di ogni persona. Al massimo € 100 a persona." in page
    assert "Mancano € 80 per coprire il costo minimo, contando € 100 già messi da parte." in page
    assert "Se il minimo non si raggiunge" in page


def test_a_campaign_beyond_its_minimum_goes_on_towards_the_optimum(visitor: Client, clock: Clock) -> None:
    call = story.make_call(rounds=ROUNDS, **GOTEO)
    campaign = story.make_campaign(call, 150_00, days=60, optimum_cost_cents=900_00)
    story.make_collected_donation(campaign, 80_00)
    assert "La raccolta continua dopo il primo turno, verso € 900." in page_of(visitor, campaign)
    clock.advance(days=41)
    page = page_of(visitor, campaign)
    assert "Minimo raggiunto" in page and "La raccolta continua, verso € 900." in page


def test_an_empty_pool_is_said_before_a_gift_that_would_not_be_matched(visitor: Client) -> None:
    call = story.make_call(50_00, **GOTEO)
    campaign = story.make_campaign(call, 5_000_00)
    story.make_collected_donation(campaign, 50_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/dona/")).replace("\u00a0", " ")
    assert "oggi non ci sono più soldi liberi" in page


def test_the_decision_of_a_match_per_donation_publishes_the_sequence(visitor: Client, clock: Clock) -> None:
    call = story.make_call(**GOTEO)
    campaign, other = story.make_campaign(call, 200_00), story.make_campaign(call, 5_000_00)
    for each in (campaign, other, campaign):
        story.make_collected_donation(each, 70_00)
    clock.advance(days=31)
    story.settle(campaign)
    page = decision_page(visitor, campaign)
    assert "per_donation@1" in page and "il risultato è lo stesso" in page
    assert "Minimo raggiunto: spetta l'intero contributo" in page
    assert '<td class="cl-number">1</td>' in page and '<td class="cl-number">3</td>' in page
    assert "conta; aggiunta intera" in page
    assert "Donazioni che servivano, con i soldi del Comune, per coprire il costo" in page


@pytest.mark.parametrize(
    ("exhaustion", "words"),
    [("ranking", "nell'ordine della graduatoria finale"), ("pro_rata", "la stessa parte di quanto gli spetta")],
)
def test_campaigns_decided_together_name_each_other(visitor: Client, clock: Clock, exhaustion: str, words: str) -> None:
    call = story.make_call(600_00, exhaustion=exhaustion, judged="at_close")
    first, second = (story.make_campaign(call, 1_000_00, rank=rank) for rank in (1, 2))
    Campaign.objects.update(closes_at=first.closes_at)
    for campaign in (first, second):
        story.make_collected_donation(campaign, 500_00)
    assert words in page_of_call(visitor, call.slug)
    clock.advance(days=31)
    story.close(first)
    for campaign in (first, second):
        story.settle(campaign, campaign.closes_at + timedelta(hours=1))
    page = decision_page(visitor, second)
    assert "Decisi insieme" in page and first.title in page and "(questo progetto)" in page
    assert "la dotazione copre una parte del contributo" in page


def page_of_call(visitor: Client, slug: str) -> str:
    return text_of(visitor.get(f"/bandi/{slug}/")).replace("\u00a0", " ")


def test_a_national_pool_is_named_wherever_its_money_is(visitor: Client, clock: Clock) -> None:
    caps = {"acquisti": 400_00, "lavori": 900_00}
    call = story.make_call(cap_per_project_cents=None, caps_by_category=caps, pool_owner="national")
    campaign = story.make_campaign(call, 1_000_00, category="acquisti")
    story.make_collected_donation(campaign, 500_00)
    page = page_of(visitor, campaign)
    assert "Il fondo nazionale ha messo da parte € 400." in page
    assert "Messi da parte dal fondo nazionale" in page
    assert "A un progetto di categoria «lavori» dà al massimo € 900,00." in page_of_call(visitor, call.slug)
    clock.advance(days=31)
    story.settle(campaign)
    assert "Contributo del fondo nazionale" in decision_page(visitor, campaign)


def test_gifts_that_stay_with_a_failed_project_are_never_promised_back(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call(on_failure="keep"), 1_000_00)
    story.make_collected_donation(campaign, 100_00)
    before = page_of(visitor, campaign)
    assert "le donazioni restano al progetto" in before and "torna intera" not in before
    form = text_of(visitor.get(f"/campagne/{campaign.slug}/dona/")).replace("\u00a0", " ")
    assert "non te la restituiamo" in form
    clock.advance(days=31)
    story.settle(campaign)
    after = page_of(visitor, campaign)
    assert "Come prevede il bando, le donazioni restano al progetto." in after
    assert "rimborsi" not in after


def test_the_fees_that_the_municipality_bears_stand_in_the_decision(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call(fee_bearer="municipality"), 1_000_00)
    story.make_collected_donation(campaign, 100_00)
    clock.advance(days=31)
    story.settle(campaign)
    page = decision_page(visitor, campaign)
    assert "Commissioni dei rimborsi, a carico del Comune" in page and "€ 0,25" in page
