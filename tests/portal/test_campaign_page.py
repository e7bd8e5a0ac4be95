"""A campaign's page in each of its states."""

import pytest
from django.test import Client
from django.utils import timezone

from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.donations.services import recount_gifts
from apps.kernel.periods import end_of_day
from apps.matching import services as matching
from tests.factories import story
from tests.harness.moment import Clock
from tests.portal.visits import text_of


def test_an_open_campaign_says_what_citizens_still_have_to_give(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 1_200_00, donor_name="Ugo Bianchi", is_anonymous=True)
    story.make_collected_donation(campaign, 300_50, donor_name="Ada Verdi")
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert '€ 3.499,50</span> <span class="cl-money-label">mancano dai cittadini' in page
    assert "Mancano 30 giorni" in page
    assert "Mancano € 3.499,50 di donazioni per arrivare alla soglia" in page
    assert "Se le donazioni arrivano a € 5.000 il Comune aggiunge i suoi soldi" in page
    assert "Ada Verdi" in page and "Donazione anonima" in page and "Ugo Bianchi" not in page
    assert "Dona a questo progetto" in page
    assert "ente inventato per la dimostrazione" in page


@pytest.mark.parametrize("ceiling_cents", [None, 100_00], ids=["by channel", "by donor"])
def test_what_does_not_count_is_still_missing_and_is_said(visitor: Client, ceiling_cents: int | None) -> None:
    counting = {"channels": ["online"], "per_donor_ceiling_cents": ceiling_cents}
    campaign = story.make_campaign(story.make_call(counting=counting))
    gift = story.make_collected_donation(campaign, 160_00)
    if ceiling_cents is None:
        story.make_collected_donation(campaign, 60_00)
        Donation.objects.filter(amount_cents=60_00).update(channel="offline")
        recount_gifts()
    missing = "€ 4.840" if ceiling_cents is None else "€ 4.900"
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert f"{missing}</span>" in page and f"Mancano {missing} di donazioni per arrivare alla soglia." in page
    assert "Di quanto donato, € 60 non contano per il bando." in page
    form = text_of(visitor.get(f"/campagne/{campaign.slug}/dona/"))
    assert f"Alla soglia mancano {missing} di donazioni." in form
    assert f"Mancano {missing} di donazioni per arrivare alla soglia." in form and "dopo la tua donazione" not in form
    assert gift.state == "collected"


def test_a_gift_on_its_way_back_does_not_count_and_the_page_says_why(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 100_00)
    back = story.make_collected_donation(campaign, 60_00)
    matching.give_back_own_gift(donation_id=back.pk, now=story.clock.now())
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Mancano € 4.900 di donazioni per arrivare alla soglia." in page
    assert "Di quanto donato, € 60 non contano per il bando. € 60 stanno tornando a chi li ha donati." in page


def test_a_deadline_at_midnight_is_the_day_before_everywhere(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    last = timezone.localdate(campaign.closes_at)
    midnight = end_of_day(last, "Europe/Rome")
    Campaign.objects.filter(pk=campaign.pk).update(closes_at=midnight)
    Call.objects.filter(pk=campaign.call.pk).update(closes_at=midnight)
    for path in (f"/campagne/{campaign.slug}/", "/bandi/", f"/bandi/{campaign.call.slug}/"):
        page = text_of(visitor.get(path))
        assert f"{last:%d/%m/%Y}" in page and f"{midnight:%d/%m/%Y}" not in page, path


def test_a_cap_that_leaves_a_gap_is_said_with_what_citizens_must_really_give(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(cap_per_project_cents=1_000_00))
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "il Comune aggiunge al massimo € 1.000" in page
    assert "i cittadini devono donare € 9.000" in page


def test_a_pool_that_is_too_small_is_said_before_the_threshold(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(pool_cents=700_00))
    assert "sono liberi solo € 700" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "sono liberi solo € 700" in text_of(visitor.get(f"/campagne/{campaign.slug}/dona/"))


def test_a_campaign_over_its_threshold_says_what_the_city_has_set_aside(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 6_000_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Il Comune ha messo da parte € 4.000" in page
    assert "Soglia raggiunta" in page


def test_a_campaign_judged_at_the_end_promises_nothing_before(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(judged="at_close"))
    story.make_collected_donation(campaign, 5_400_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Alla fine della raccolta il Comune aggiunge fino a € 4.600, se la dotazione basta" in page


def test_a_campaign_that_finds_the_pool_empty_waits_in_public(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(pool_cents=0))
    story.make_collected_donation(campaign, 5_000_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "In attesa della dotazione" in page
    assert "lista d'attesa" in page


def test_a_campaign_that_finds_a_part_of_the_money_says_which(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(pool_cents=1_500_00))
    story.make_collected_donation(campaign, 5_000_00)
    assert "ha messo da parte € 1.500, meno di quanto spetta" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))


def test_a_campaign_past_its_deadline_takes_no_gifts_even_before_it_is_closed(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    clock.advance(days=31)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "La raccolta si è appena chiusa" in page
    assert "Dona a questo progetto" not in page


def test_a_campaign_waiting_for_payments_says_until_when(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 5_000_00)
    clock.advance(days=30, minutes=1)
    story.close(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Aspettiamo i pagamenti iniziati prima della scadenza" in page
    assert "il Comune tiene da parte € 5.000" in page
    assert "Esito provvisorio" in page


def test_a_funded_campaign_says_the_exact_grant_and_links_its_decisions(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 6_000_01)
    clock.advance(days=31)
    story.settle(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "I cittadini hanno donato € 6.000,01 e il Comune aggiunge € 3.999,99: il progetto riceve € 10.000." in page
    assert "Esito definitivo" in page and "/decisioni/" in page


def test_a_failed_campaign_says_that_refunds_are_being_sent_then_that_they_were(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 1_000_00)
    clock.advance(days=31)
    story.settle(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "rimborsi in corso" in page
    assert "si sono fermate a € 1.000" in page
    story.refund_everybody(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Non finanziata: rimborsi inviati" in page
    assert "si sono fermate a € 1.000" in page


def test_a_failed_campaign_without_gifts_has_nothing_to_give_back(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    clock.advance(days=31)
    story.settle(campaign)
    assert "non c'è niente da restituire" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))


def test_a_demo_campaign_is_marked(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(), is_demo=True)
    assert "Campagna dimostrativa" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))


def test_the_story_of_a_campaign_cannot_bring_its_own_html(visitor: Client) -> None:
    story_text = "<script>alert(1)</script> [qui](javascript:alert(1)) **forte**"
    campaign = story.make_campaign(story.make_call(), story=story_text)
    page = visitor.get(f"/campagne/{campaign.slug}/").content.decode()
    assert "<script>" not in page and 'href="javascript:' not in page
    assert "<strong>forte</strong>" in page


def test_a_pool_too_small_for_the_whole_adds_nothing_where_only_whole_matches_are_paid(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(pool_cents=700_00, exhaustion="first_come_whole"))
    assert "il Comune non aggiunge nulla anche se la soglia è raggiunta" in text_of(
        visitor.get(f"/campagne/{campaign.slug}/")
    )
