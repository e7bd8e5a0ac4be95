"""A donor's own pages: thanks, and the state of the gift."""

import pytest
from django.test import Client

from apps.donations import links
from apps.donations import services as donations
from apps.donations.models import Donation
from tests.factories import city, story
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator
from tests.personal.conftest import add_citizen, enter
from tests.portal.visits import text_of


def address(donation: Donation) -> str:
    """Return the path of a gift's page."""
    return f"/donazioni/{links.token_of(donation.pk)}/"


def test_a_collected_gift_is_thanked_for_and_leads_to_its_own_page(visitor: Client) -> None:
    donation = story.make_collected_donation(story.make_campaign(story.make_call()), 25_00)
    response = visitor.get(f"{address(donation)}grazie/")
    page = text_of(response)
    assert "Grazie, Ada Rossi" in page and "€ 25 " in page
    assert address(donation) in page
    assert f"http://milano.localhost:8000/campagne/{donation.campaign.slug}/" in page
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_who_is_signed_in_hears_whether_the_gift_is_in_the_personal_area(visitor: Client) -> None:
    add_citizen("ada@example.org")
    enter(visitor)
    campaign = story.make_campaign(story.make_call())
    own = story.make_collected_donation(campaign, 25_00, donor_email="Ada@example.org")
    page = text_of(visitor.get(f"{address(own)}grazie/"))
    assert 'href="/area/donazioni/"' in page and "Crea un profilo" not in page
    other = story.make_collected_donation(campaign, 25_00, donor_email="altra@example.org")
    assert 'href="/area/indirizzi/"' in text_of(visitor.get(f"{address(other)}grazie/"))


def test_a_donor_who_comes_back_before_the_event_sees_the_truth(
    visitor: Client, stripe_simulator: StripeSimulator
) -> None:
    campaign = city.add_campaign(
        story.make_call(), city.add_account(stripe_simulator), 10_000_00, story.clock.now() + story.timedelta(days=3)
    )
    donation = city.start(campaign, 25_00, now=story.clock.now())
    assert "Pagamento non confermato" in text_of(visitor.get(f"{address(donation)}grazie/"))
    assert stripe_simulator.pay(donation.attempt.session_url) == 303
    assert "Grazie, Ada Rossi" in text_of(visitor.get(f"{address(donation)}grazie/"))
    assert story.read(donation).state == "collected"


def test_looking_at_the_head_of_the_thanks_asks_the_processor_nothing(
    visitor: Client, stripe_simulator: StripeSimulator
) -> None:
    campaign = city.add_campaign(
        story.make_call(), city.add_account(stripe_simulator), 10_000_00, story.clock.now() + story.timedelta(days=3)
    )
    donation = city.start(campaign, 25_00, now=story.clock.now())
    stripe_simulator.pay(donation.attempt.session_url)
    assert visitor.head(f"{address(donation)}grazie/").status_code == 200
    assert story.read(donation).state == "started"


def test_a_payment_that_cannot_be_looked_up_is_under_verification(
    visitor: Client, processor_out_of_reach: None
) -> None:
    donation = story.make_started_donation(story.make_campaign(story.make_call()), 25_00)
    page = text_of(visitor.get(f"{address(donation)}grazie/"))
    assert "Aggiorna la pagina" in page and "Torna al pagamento" in page


def test_a_gift_not_paid_yet_can_still_be_paid(visitor: Client) -> None:
    donation = story.make_started_donation(story.make_campaign(story.make_call()), 25_00)
    page = text_of(visitor.get(address(donation)))
    assert "Pagamento non confermato" in page
    assert f'href="{donation.attempt.session_url}"' in page


def test_a_gift_cannot_be_paid_after_the_deadline(visitor: Client, clock: Clock) -> None:
    donation = story.make_started_donation(story.make_campaign(story.make_call()), 25_00)
    clock.advance(days=31)
    page = text_of(visitor.get(address(donation)))
    assert "Pagamento in verifica" in page
    assert donation.attempt.session_url not in page


def test_a_gift_of_which_the_processor_never_heard_is_under_verification(visitor: Client) -> None:
    donation = story.make_prepared_donation(story.make_campaign(story.make_call()), 25_00)
    assert "Pagamento in verifica" in text_of(visitor.get(address(donation)))


def test_a_gift_that_lapsed_cost_nothing_and_can_be_made_again(visitor: Client) -> None:
    donation = story.make_started_donation(story.make_campaign(story.make_call()), 25_00)
    donations.lapse_donation(donation_id=donation.pk, now=story.clock.now())
    page = text_of(visitor.get(address(donation)))
    assert "non hai speso nulla" in page and "Dona di nuovo" in page


def test_a_collected_gift_shows_its_receipt_data_and_reference(visitor: Client) -> None:
    donation = story.make_collected_donation(
        story.make_campaign(story.make_call()),
        25_00,
        wants_receipt=True,
        donor_tax_code="RSSMRA80A01F205X",
        donor_address="Via Larga 1, Milano",
    )
    page = text_of(visitor.get(address(donation)))
    for shown in ("Donazione ricevuta", "RSSMRA80A01F205X", "Via Larga 1, Milano", donation.attempt.charge_id):
        assert shown in page


def test_a_gift_to_a_funded_campaign_says_so(visitor: Client, clock: Clock) -> None:
    donation = story.make_collected_donation(story.make_campaign(story.make_call()), 5_000_00)
    clock.advance(days=31)
    story.settle(donation.campaign)
    assert "Progetto finanziato" in text_of(visitor.get(address(donation)))


def test_a_refund_is_followed_to_its_proof(visitor: Client, clock: Clock) -> None:
    donation = story.make_collected_donation(story.make_campaign(story.make_call()), 25_00)
    clock.advance(days=31)
    story.settle(donation.campaign)
    page = text_of(visitor.get(address(donation)))
    assert "Rimborso in corso" in page and "La campagna non ha raggiunto la soglia." in page
    story.refund_everybody(donation.campaign)
    page = text_of(visitor.get(address(donation)))
    assert "Donazione rimborsata" in page and "re_test_" in page


def test_a_refund_that_the_bank_sent_back_is_told(visitor: Client, clock: Clock) -> None:
    donation = story.make_collected_donation(story.make_campaign(story.make_call()), 25_00)
    clock.advance(days=31)
    story.settle(donation.campaign)
    story.refund_everybody(donation.campaign, state="failed")
    assert "Il rimborso sulla carta non è riuscito" in text_of(visitor.get(address(donation)))


@pytest.mark.parametrize("token", ["1", "1.abc", "abc", "1-AAAA", "%00", "💶"])
def test_a_link_that_was_not_signed_here_opens_nothing(visitor: Client, token: str) -> None:
    story.make_collected_donation(story.make_campaign(story.make_call()), 25_00)
    assert visitor.get(f"/donazioni/{token}/").status_code == 404
    assert visitor.get(f"/donazioni/{token}/grazie/").status_code == 404
