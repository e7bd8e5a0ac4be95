"""A promise on the city's pages: the mandate that is read and accepted, the card, the way out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from apps.donations import links, selectors
from apps.donations.models import Donation
from apps.donations.promises import latest_charge_at
from apps.donations.states import DonationState
from apps.matching import services as matching
from apps.payments.models import Mandate
from apps.portal.presenters.words import until
from tests.factories import story
from tests.harness.stripe import StripeSimulator
from tests.portal.visits import filled_form, refused, text_of

ALWAYS_ASKS = "4000002760003184"


@pytest.fixture
def campaign(open_payable: Callable[..., Any]) -> Any:
    return open_payable(collection="charge_on_success")


def promise(visitor: Client, campaign: Any, simulator: StripeSimulator, amount: str, card: str) -> Donation:
    mandate = selectors.mandate_text_for(campaign)
    form = filled_form(amount="altro", other_amount=amount, mandate="on", mandate_sha256=mandate.sha256)  # type: ignore[union-attr]
    response = visitor.post(f"/campagne/{campaign.slug}/dona/", form)
    assert response.status_code == 303
    simulator.pay(response.headers["Location"], card)
    if card == ALWAYS_ASKS:
        simulator.authorise(response.headers["Location"])
    donation = Donation.objects.latest("pk")
    visitor.get(f"/donazioni/{links.token_of(donation.pk)}/grazie/")
    donation.refresh_from_db()
    assert donation.state == DonationState.PROMISED
    return donation


def test_the_form_shows_the_mandate_and_does_not_go_on_without_it(visitor: Client, campaign: Any) -> None:
    address = f"/campagne/{campaign.slug}/dona/"
    page = text_of(visitor.get(address))
    assert selectors.mandate_text_for(campaign).text in page  # type: ignore[union-attr]
    assert "Oggi non paghi nulla" in page
    assert "Senza la tua autorizzazione" in text_of(refused(visitor, address, filled_form()))
    changed = text_of(refused(visitor, address, filled_form(mandate="on", mandate_sha256="0" * 64)))
    assert "L'autorizzazione è cambiata" in changed and 'name="mandate" checked' not in changed
    assert f'name="mandate_sha256" value="{selectors.mandate_text_for(campaign).sha256}"' in changed  # type: ignore[union-attr]
    assert not Donation.objects.exists()


def test_the_mandate_is_read_accepted_and_kept_in_the_language_of_the_page(
    visitor: Client, campaign: Any, stripe_simulator: StripeSimulator
) -> None:
    address = f"/campagne/{campaign.slug}/dona/"
    visitor.get(f"{address}?lingua=de")
    with translation.override("de"):
        mandate = selectors.mandate_text_for(campaign)
    assert mandate is not None and mandate.text.startswith("Ich ermächtige")
    page = text_of(visitor.get(address))
    assert f"<p>{escape(mandate.text)}</p>" in page and f'value="{mandate.sha256}"' in page
    response = visitor.post(address, filled_form(mandate="on", mandate_sha256=mandate.sha256))
    donation = Donation.objects.latest("pk")
    kept = Mandate.objects.get(attempt_id=donation.attempt_id)
    assert (kept.text, kept.sha256, kept.locale) == (mandate.text, mandate.sha256, "de")
    assert donation.attempt.request["locale"] == "de"
    stripe_simulator.pay(response.headers["Location"])
    own = f"/donazioni/{links.token_of(donation.pk)}/"
    visitor.get(f"{own}grazie/")
    quoted = f">{escape(mandate.text)}</blockquote>"
    assert f'<blockquote class="cl-panel"{quoted}' in text_of(visitor.get(own))
    assert f'<blockquote class="cl-panel" lang="de"{quoted}' in text_of(visitor.get(f"{own}?lingua=it"))


def test_a_mandate_stays_the_one_that_was_read_when_the_language_changes_meanwhile(
    visitor: Client, campaign: Any
) -> None:
    read = selectors.mandate_text_for(campaign)
    visitor.get("/?lingua=fr")
    form = filled_form(mandate="on", mandate_sha256=read.sha256)  # type: ignore[union-attr]
    assert visitor.post(f"/campagne/{campaign.slug}/dona/", form).status_code == 303
    assert Mandate.objects.get().locale == "it"
    assert Donation.objects.get().language == "fr"


def test_a_promise_shows_apart_and_can_be_taken_back(
    visitor: Client, campaign: Any, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(visitor, campaign, stripe_simulator, "50", "4242424242424242")
    own = f"/donazioni/{links.token_of(donation.pk)}/"
    page = text_of(visitor.get(own))
    assert "Visa che finisce con 4242" in page
    assert "Ritira la promessa" in page
    shown = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Promessi, non ancora incassati</dt><dd>€ 50" in shown
    assert "per arrivare alla soglia, contando le promesse" in shown
    assert "Ci sono € 50 di promesse: per arrivare alla soglia mancano € 4.950." in shown
    assert "nessuna carta viene addebitata" in shown
    assert "Finora ci sono promesse" in shown and "La prima può essere la tua" not in shown
    assert "Vuoi ritirare la tua promessa?" in text_of(visitor.get(f"{own}promessa/ritira/"))
    assert visitor.post(f"{own}promessa/ritira/").status_code == 302
    over = text_of(visitor.get(own))
    assert "Non hai speso nulla" in over and "La donazione è stata ritirata" in over
    assert "Chiedi la ricevuta" in page and "Chiedi la ricevuta" not in over and "si vede in pubblico" not in over
    assert "Promessi" not in text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert visitor.post(f"{own}promessa/ritira/").status_code == 302


def test_a_donor_whose_bank_asks_completes_from_the_page_of_the_gift(
    visitor: Client, campaign: Any, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(visitor, campaign, stripe_simulator, "6000", ALWAYS_ASKS)
    matching.collect_promise(key=str(donation.pk), now=story.clock.now())
    own = f"/donazioni/{links.token_of(donation.pk)}/"
    page = text_of(visitor.get(own))
    assert "La tua banca chiede che sia tu a confermare" in page
    assert "La banca non ha accettato l'addebito: non hai pagato nulla" in page
    response = visitor.post(f"{own}promessa/completa/")
    assert response.status_code == 303
    stripe_simulator.pay(response.headers["Location"])
    visitor.get(f"{own}grazie/")
    donation.refresh_from_db()
    assert donation.state == DonationState.COLLECTED
    assert "Ritira la promessa" not in text_of(visitor.get(own))


def test_after_the_deadline_a_refused_promise_may_be_paid_until_the_last_day_of_its_window(
    visitor: Client, campaign: Any, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(visitor, campaign, stripe_simulator, "6000", ALWAYS_ASKS)
    matching.collect_promise(key=str(donation.pk), now=story.clock.now())
    matching.close_campaign(key=str(campaign.pk), now=campaign.closes_at)
    shown = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Restano € 6.000 di promesse da addebitare" in shown
    assert until(latest_charge_at(campaign.closes_at)).replace("\u00a0", " ") in shown
