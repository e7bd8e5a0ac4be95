"""What the form says that the city adds, with JavaScript and without; rewards, and what is known of who signed in."""

from typing import Any

import pytest
from django.test import Client

from apps.campaigns import rewards
from apps.campaigns.rewards import RewardText
from apps.donations.models import Donation
from apps.donations.states import DonationState
from tests.factories import story
from tests.personal.conftest import add_citizen, enter
from tests.portal.visits import filled_form, key_in, refused, text_of

EACH: dict[str, Any] = {
    "kind": "per_donation",
    "threshold_bps": None,
    "base": None,
    "ratio_bps": 10_000,
    "cap_per_project_cents": 1_000_00,
}


def form_of(campaign: Any) -> str:
    return f"/campagne/{campaign.slug}/dona/"


def add_reward(campaign: Any, **told: Any) -> int:
    values = {"title": "Una tazza", "minimum_cents": 20_00, "value_cents": 5_00, "quantity": 1, **told}
    text = RewardText(**values)
    return rewards.add(campaign_id=campaign.pk, text=text, actor="test", now=story.clock.now()).pk


def test_each_amount_says_what_the_city_adds_to_it_now_and_that_it_is_no_promise(visitor: Client, milano: Any) -> None:
    page = text_of(visitor.get(form_of(story.make_campaign(story.make_call(**EACH)))))
    assert "Se doni € 25 adesso, il Comune ne aggiunge € 25." in page
    assert "Se doni € 100 adesso, il Comune ne aggiunge € 100." in page
    assert "Non è una promessa" in page
    assert "finché non accedi" not in page


def test_a_pool_that_is_almost_empty_gives_what_is_left_and_says_so(visitor: Client, milano: Any) -> None:
    campaign = story.make_campaign(story.make_call(15_00, **EACH))
    page = text_of(visitor.get(f"{form_of(campaign)}aggiunta/?amount=2500"))
    assert "Se doni € 25 adesso, il Comune ne aggiunge € 15." in page
    assert "quasi finita: spetterebbero € 25, ma di liberi restano € 15" in page
    offered = text_of(visitor.get(form_of(campaign)))
    assert "Se doni € 100 adesso, il Comune ne aggiunge € 15." in offered
    assert "quasi finita: di liberi restano € 15" in offered and "spetterebbero" not in offered
    story.make_collected_donation(campaign, 20_00)
    page = text_of(visitor.get(f"{form_of(campaign)}aggiunta/?amount=2500"))
    assert "il Comune non aggiunge nulla" in page and "finita o già impegnata: spetterebbero € 25" in page
    told = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Raccolta aperta" in told and "In attesa della dotazione" not in told


def test_towards_a_threshold_the_reason_is_what_is_missing_then_the_crossing(visitor: Client, milano: Any) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 4_900_00)
    address = f"{form_of(campaign)}aggiunta/"
    assert "mancano € 50" in text_of(visitor.get(address, {"amount": "5000"}))
    page = text_of(visitor.get(address, {"amount": "altro", "other_amount": "100"}))
    assert "Se doni € 100 adesso, si arriva alla soglia: il Comune mette subito da parte € 5.000." in page


def test_a_promise_says_that_nothing_is_set_aside_yet(visitor: Client, milano: Any) -> None:
    campaign = story.make_campaign(story.make_call(collection="charge_on_success"))
    page = text_of(visitor.get(f"{form_of(campaign)}aggiunta/?amount=2500"))
    assert "Se prometti € 25 adesso, oggi non paghi nulla" in page


def test_a_limit_per_person_is_unknown_for_a_guest_and_exact_for_who_signed_in(visitor: Client, milano: Any) -> None:
    campaign = story.make_campaign(story.make_call(**EACH, cap_per_donor_cents=30_00))
    story.make_collected_donation(campaign, 25_00, donor_email="ada@example.org")
    address = f"{form_of(campaign)}aggiunta/?amount=2500"
    whole = text_of(visitor.get(f"{form_of(campaign)}aggiunta/?amount=5000"))
    assert "ne aggiunge € 30" in whole and "al massimo € 30 per ogni persona." in whole
    guest = text_of(visitor.get(address))
    assert "il Comune ne aggiunge € 25" in guest and "finché non accedi" in guest
    typed = text_of(refused(visitor, form_of(campaign), filled_form(guarda="1")))
    assert "il Comune ne aggiunge € 25" in typed and "finché non accedi" in typed
    add_citizen("ada@example.org")
    enter(visitor)
    page = text_of(visitor.get(address))
    assert "il Comune ne aggiunge € 5" in page and "al massimo € 30 per ogni persona" in page
    filled = text_of(visitor.get(form_of(campaign)))
    assert "Stai donando come <strong>Ada Rossi</strong>" in filled
    assert 'value="ada@example.org"' in filled


def test_the_button_shows_the_figures_and_keeps_everything_that_was_typed(visitor: Client, milano: Any) -> None:
    campaign = story.make_campaign(story.make_call(**EACH))
    form = filled_form(guarda="1", amount="altro", other_amount="33,50", donor_email="non finita", hides_amount="on")
    response = refused(visitor, form_of(campaign), form)
    page = text_of(response)
    assert "Se doni € 33,50 adesso, il Comune ne aggiunge € 33,50." in page
    assert 'value="33,50"' in page and 'value="non finita"' in page and "Controlla i dati" not in page
    assert key_in(response) == form["request_key"]
    assert not Donation.objects.exists()
    wrong = text_of(refused(visitor, form_of(campaign), {**form, "other_amount": "-3"}))
    assert "deve essere più di zero" in wrong


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "💶", "9" * 400])
def test_nothing_that_is_typed_gets_into_the_part_as_markup(visitor: Client, milano: Any, typed: str) -> None:
    campaign = story.make_campaign(story.make_call(**EACH))
    raw = visitor.get(f"{form_of(campaign)}aggiunta/", {"amount": "altro", "other_amount": typed}).content.decode()
    assert "<script" not in raw and "<img" not in raw
    assert "<html" not in raw


def test_the_part_of_a_closed_campaign_is_not_there(visitor: Client, milano: Any) -> None:
    campaign = story.close(story.make_campaign(story.make_call()))
    assert visitor.get(f"{form_of(campaign)}aggiunta/").status_code == 404


def test_a_reward_is_chosen_with_its_words_and_when_it_is_gone_it_cannot_be(visitor: Client, milano: Any) -> None:
    campaign = story.make_campaign(story.make_call())
    reward = add_reward(campaign)
    page = text_of(visitor.get(form_of(campaign)))
    assert "Per chi dona almeno € 20. Ne resta 1 di 1. Vale € 5" in page
    cheap = refused(visitor, form_of(campaign), filled_form(amount="1000", reward=str(reward)))
    assert "è per chi dona almeno" in text_of(cheap)
    twice_wrong = refused(visitor, form_of(campaign), filled_form(amount="1000", reward=str(reward), donor_name=""))
    assert "è per chi dona almeno" in text_of(twice_wrong) and "Scrivi il tuo nome" in text_of(twice_wrong)
    visitor.post(form_of(campaign), filled_form(reward=str(reward), hides_amount="on"))
    gift = Donation.objects.get()
    assert (gift.reward_id, gift.reward_value_cents, gift.hides_amount) == (reward, 5_00, True)
    gone = text_of(visitor.get(f"{form_of(campaign)}?nuova=1"))
    assert "esaurita" in gone and "disabled" in gone
    late = refused(visitor, form_of(campaign), filled_form(reward=str(reward)))
    assert "esaurita: scegli" in text_of(late)
    alien = refused(visitor, form_of(campaign), filled_form(reward=str(reward + 1)))
    assert "non si può più scegliere" in text_of(alien)


def test_the_amounts_offered_follow_the_minimum_of_the_call(visitor: Client, milano: Any) -> None:
    campaign = story.make_campaign(story.make_call(min_donation_cents=40_00))
    page = text_of(visitor.get(form_of(campaign)))
    assert "Si dona da € 40 in su." in page and 'value="4000"' in page and 'value="2500"' not in page
    low = refused(visitor, form_of(campaign), filled_form(amount="altro", other_amount="39,99"))
    assert "L'importo minimo è € 40" in text_of(low)


def test_the_thanks_of_a_matched_gift_say_what_was_set_aside_and_what_comes_next(visitor: Client, milano: Any) -> None:
    from apps.donations import links

    gift = story.make_collected_donation(story.make_campaign(story.make_call(**EACH)), 25_00)
    page = text_of(visitor.get(f"/donazioni/{links.token_of(gift.pk)}/grazie/"))
    assert "il Comune ha messo da parte € 25" in page
    assert "Si può ancora donare" in page and "ti restituiamo tutto" in page
    assert "/area/registrati/" in page and "Fallo conoscere" in page
    assert gift.state == DonationState.COLLECTED
