"""The way back to a gift that was begun: back button, two tabs, a payment page that ended, a campaign that closes."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from apps.donations.models import Donation
from apps.donations.states import DonationState
from tests.factories import story
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator
from tests.portal.visits import filled_form, key_in, refused, text_of


def test_the_back_button_finds_the_open_gift_and_leads_on_or_starts_afresh(visitor: Client, payable: str) -> None:
    pay = visitor.post(payable, filled_form()).headers["Location"]
    page = text_of(visitor.get(payable))
    assert "La tua donazione è in sospeso" in page and "€ 25" in page
    assert f'href="{pay}"' in page and "Continua il pagamento" in page and "Ricomincia da capo" in page
    afresh = visitor.get(f"{payable}?nuova=1")
    assert "Quanto vuoi donare?" in text_of(afresh)
    assert "Quanto vuoi donare?" in text_of(visitor.get(payable))


def test_who_paid_and_goes_back_is_thanked_once_and_may_then_give_again(
    visitor: Client, payable: str, stripe_simulator: StripeSimulator
) -> None:
    stripe_simulator.pay(visitor.post(payable, filled_form()).headers["Location"])
    assert visitor.get(payable).headers["Location"].endswith("/grazie/")
    assert Donation.objects.get().state == DonationState.COLLECTED
    assert "Quanto vuoi donare?" in text_of(visitor.get(payable))


def test_a_payment_page_that_ended_says_so_and_nothing_was_charged(visitor: Client, payable: str, clock: Clock) -> None:
    visitor.post(payable, filled_form())
    Donation.objects.update(state=DonationState.LAPSED)
    page = text_of(visitor.get(payable))
    assert "Il tempo per pagare è finito" in page and "non ti è stato addebitato nulla" in page
    assert "Quanto vuoi donare?" in page


def test_another_browser_does_not_see_the_gift_and_another_campaign_neither(
    visitor: Client, payable: str, milano: Any, client_of: Callable[..., Client]
) -> None:
    response = visitor.post(payable, filled_form())
    cookie = response.cookies["donazione_iniziata"]
    assert cookie["httponly"] and cookie["path"] == payable and not cookie["expires"]
    assert "in sospeso" not in text_of(client_of(milano).get(payable))
    other = f"/campagne/{story.make_campaign(story.make_call()).slug}/dona/"
    stranger = client_of(milano)
    stranger.cookies["donazione_iniziata"] = cookie.value
    assert "in sospeso" not in text_of(stranger.get(other))
    stranger.cookies["donazione_iniziata"] = "rotto"
    assert "in sospeso" not in text_of(stranger.get(payable))


def test_two_tabs_are_two_gifts_only_when_both_are_sent(visitor: Client, payable: str) -> None:
    first, second = key_in(visitor.get(payable)), key_in(visitor.get(payable))
    visitor.post(payable, filled_form(request_key=first))
    visitor.post(payable, filled_form(request_key=first))
    assert Donation.objects.count() == 1
    visitor.post(payable, filled_form(request_key=second))
    assert Donation.objects.count() == 2


def test_a_campaign_that_closes_while_the_form_is_open_says_so_and_begins_nothing(
    visitor: Client, payable: str, clock: Clock
) -> None:
    key = key_in(visitor.get(payable))
    clock.advance(days=31)
    page = text_of(visitor.post(payable, filled_form(request_key=key)), status=409)
    assert "La raccolta è chiusa" in page and "Non ti è stato addebitato nulla" in page
    looked = refused(visitor, payable, filled_form(request_key=key, guarda="1"))
    assert "La raccolta è chiusa" in text_of(looked, status=409)
    assert not Donation.objects.exists()


def test_while_the_processor_is_silent_the_way_back_still_shows_the_gift(
    visitor: Client, payable: str, settings: Any
) -> None:
    from apps.payments import gateway

    visitor.post(payable, filled_form())
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    gateway.client.cache_clear()
    try:
        assert "in sospeso" in text_of(visitor.get(payable))
    finally:
        gateway.client.cache_clear()
