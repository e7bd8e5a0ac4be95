"""The form of a gift, with the processor's simulator behind it or out of reach."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.donations.models import Donation
from tests.factories import story
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator
from tests.portal.visits import filled_form, key_in, refused, text_of


@pytest.fixture
def address(milano: Any) -> str:
    """The form of an open campaign."""
    return f"/campagne/{story.make_campaign(story.make_call()).slug}/dona/"


def test_the_form_says_what_the_gift_does_at_this_moment(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    page = text_of(response)
    assert "Alla soglia mancano € 5.000 di donazioni." in page
    assert "il Comune aggiunge fino a € 5.000" in page
    assert "ti restituiamo tutto in automatico" in page
    assert response.headers["Cache-Control"] == "private, no-cache"


def test_over_the_threshold_the_form_says_that_more_gifts_shrink_the_city_s_part(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 6_000_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/dona/"))
    assert page.count("la sua parte diventa più piccola") == 2 and "scende da" not in page
    chosen = text_of(visitor.get(f"/campagne/{campaign.slug}/dona/aggiunta/?amount=10000"))
    assert "scende da € 4.000 a € 3.900" in chosen


def test_over_the_threshold_of_a_fixed_share_more_gifts_do_not_shrink_it(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(base="fixed_share", match_share_bps=4_000))
    story.make_collected_donation(campaign, 6_000_00)
    assert "non diventa più piccola" in text_of(visitor.get(f"/campagne/{campaign.slug}/dona/"))


def test_each_form_has_a_key_of_its_own(visitor: Client, address: str) -> None:
    assert key_in(visitor.get(address)) != key_in(visitor.get(address))


def test_an_empty_form_names_every_field_that_is_missing_and_keeps_its_key(visitor: Client, address: str) -> None:
    form = filled_form(amount="", donor_name="", donor_email="")
    response = refused(visitor, address, form)
    page = text_of(response)
    assert "Controlla i dati inseriti" in page
    for reason in ("Scegli un importo", "Scrivi il tuo nome", "Scrivi il tuo indirizzo e-mail"):
        assert page.count(reason) == 2
    assert key_in(response) == form["request_key"]
    assert "<title>Errore:" in page


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"amount": "altro"}, "Scrivi l'importo che vuoi donare"),
        ({"amount": "altro", "other_amount": "-5"}, "deve essere più di zero"),
        ({"amount": "altro", "other_amount": "💶"}, "Scrivi solo l'importo in euro"),
        ({"amount": "altro", "other_amount": "1,000"}, "Scrivi solo l'importo in euro"),
        ({"amount": "altro", "other_amount": "0"}, "deve essere più di zero"),
        ({"amount": "altro", "other_amount": "1,99"}, "L'importo minimo è € 2"),
        ({"amount": "altro", "other_amount": "99.999.999"}, "L'importo massimo"),
        ({"amount": "altro", "other_amount": "9" * 30}, "caratteri"),
        ({"amount": "1"}, "Scegli uno degli importi proposti"),
        ({"other_amount": "30"}, "cancella questo"),
        ({"donor_email": "ada@"}, "non è completo"),
        ({"donor_kind": "robot"}, "robot"),
        ({"wants_receipt": "on"}, "codice fiscale o una partita IVA corretti"),
        ({"wants_receipt": "on", "donor_tax_code": "RSSMRA80A01F205A", "donor_address": "Via"}, "codice fiscale"),
        ({"donor_tax_code": "RSSMRA80A01F205X"}, "Spunta la casella se vuoi la ricevuta"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_begins_nothing(
    visitor: Client, address: str, changed: dict[str, str], reason: str
) -> None:
    assert reason in text_of(refused(visitor, address, filled_form(**changed)))
    assert not Donation.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(visitor: Client, address: str) -> None:
    wrong = {"donor_email": "ada@", "wants_receipt": "on", "public_name": "www.comprami.it"}
    page = text_of(refused(visitor, address, filled_form(**wrong)))
    for reason in (
        "non è completo",
        "codice fiscale o una partita IVA corretti",
        "serve l'indirizzo",
        "Scrivi solo un nome",
    ):
        assert reason in page


def test_a_key_that_was_spoilt_on_the_way_is_replaced(visitor: Client, address: str) -> None:
    response = refused(visitor, address, filled_form(request_key="non-una-chiave", amount=""))
    assert key_in(response) != "non-una-chiave"


def test_a_gift_goes_on_to_the_hosted_page(visitor: Client, payable: str) -> None:
    form = filled_form(amount="altro", other_amount="1.000,50", wants_receipt="on", donor_tax_code="rss mra80a01 f205x")
    response = visitor.post(payable, {**form, "donor_address": "Via Larga 1, Milano", "is_anonymous": "on"})
    donation = story.read(Donation.objects.get())
    assert (response.status_code, response.headers["Location"]) == (303, donation.attempt.session_url)
    assert (donation.amount_cents, donation.is_anonymous) == (1_000_50, True)
    assert donation.donor_tax_code == "RSSMRA80A01F205X"


def test_an_amount_typed_without_choosing_a_tile_is_taken(visitor: Client, payable: str) -> None:
    visitor.post(payable, filled_form(amount="", other_amount="35"))
    assert Donation.objects.get().amount_cents == 35_00


def test_pressing_twice_is_one_gift_on_one_page(visitor: Client, payable: str) -> None:
    form = filled_form()
    first, second = visitor.post(payable, form), visitor.post(payable, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Donation.objects.count() == 1


def test_coming_back_with_another_amount_asks_once_more_and_offers_a_new_key(visitor: Client, payable: str) -> None:
    form = filled_form()
    visitor.post(payable, form)
    again = refused(visitor, payable, {**form, "amount": "5000"})
    assert "Hai già iniziato una donazione" in text_of(again)
    assert key_in(again) != form["request_key"]
    assert Donation.objects.count() == 1


def test_coming_back_to_a_form_that_was_paid_leads_to_the_thanks(
    visitor: Client, payable: str, stripe_simulator: StripeSimulator
) -> None:
    form = filled_form()
    page = visitor.post(payable, form).headers["Location"]
    assert stripe_simulator.pay(page) == 303
    donation = Donation.objects.get()
    story.matching.check_payment(key=str(donation.attempt_id), now=story.clock.now())
    assert visitor.post(payable, form).headers["Location"].endswith("/grazie/")


def test_when_the_processor_is_out_of_reach_nothing_is_charged_and_the_key_is_kept(
    visitor: Client, address: str, processor_out_of_reach: None
) -> None:
    form = filled_form()
    response = refused(visitor, address, form)
    page = text_of(response)
    assert "Non ti è stato addebitato nulla" in page and "Riprova e vai al pagamento" in page
    assert key_in(response) == form["request_key"]
    assert 'value="Ada Rossi"' in page


def test_a_refusal_of_the_processor_is_told_without_its_words(
    visitor: Client, address: str, stripe_simulator: StripeSimulator
) -> None:
    assert "Il pagamento non può iniziare" in text_of(refused(visitor, address, filled_form()))


def test_a_closed_campaign_shows_no_form_and_takes_no_gift(visitor: Client, address: str, clock: Clock) -> None:
    clock.advance(days=31)
    assert "La raccolta è chiusa" in text_of(visitor.get(address), status=409)
    assert "La raccolta è chiusa" in text_of(visitor.post(address, filled_form()), status=409)
    assert not Donation.objects.exists()


def test_a_form_without_its_csrf_token_is_refused(milano: Any, client_of: Callable[..., Client], address: str) -> None:
    strict = client_of(milano)
    strict.handler.enforce_csrf_checks = True
    assert strict.post(address, filled_form()).status_code == 403
