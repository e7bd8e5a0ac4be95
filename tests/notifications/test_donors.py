"""In which language a donor is written to: the account's, else that of the page on which the gift was made."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress

from apps.campaigns.models import Campaign
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.kernel import clock as moment
from apps.notifications import services
from apps.notifications.models import Message
from apps.payments.models import Refund
from apps.people import services as people
from colletta import env
from colletta.language import catalogs
from tests.banking import bank
from tests.factories import city, story
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator
from tests.portal.visits import filled_form

TRANSFERS = {"counting": {"channels": ["online", "bank_transfer"]}}
SAID = {
    "it": ("I dati per il tuo bonifico a «", "01/04/2026"),
    "en": ("The details for your bank transfer to “", "1 April 2026"),
    "de": ("Die Daten für Ihre Überweisung an „", "01.04.2026"),
    "fr": ("Les coordonnées pour votre virement à «", "01/04/2026"),
}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues that are whole, compiled."""
    folder = tmp_path_factory.mktemp("locale")
    catalogs.compile_whole(env.REPOSITORY, folder)
    return folder


@pytest.fixture
def of_four(milano: Any, settings: Any, compiled: Path, clock: Clock) -> Any:
    """Milano, where four languages are offered, on the day on which its campaigns begin."""
    settings.LOCALE_PATHS = [compiled]
    settings.OFFERED_LANGUAGES = list(SAID)
    clock.move_to(city.NOW)
    return milano


@pytest.fixture
def campaign(of_four: Any, stripe_simulator: StripeSimulator) -> Campaign:
    """A campaign that is paid by card or transfer, until the end of the first of April."""
    account = city.add_account(stripe_simulator)
    bank.open_account(account.organisation)
    return city.add_campaign(city.add_call(10_000_00, **TRANSFERS), account, cost_cents=1_000_00)


def letter(kind: str, mailoutbox: list[Any]) -> Any:
    """Send the latest message of a kind and return it as it went out."""
    services.send_message(key=str(Message.objects.filter(kind=kind).latest("pk").pk), now=moment.now())
    return mailoutbox[-1]


def an_account(email: str, language: str) -> None:
    user = people.create_user(email=email, name="Ada", password=None, roles=[], now=city.NOW, actor="test")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    people.change_person(user_id=user.pk, name="Ada", language=language)


@pytest.mark.parametrize("language", SAID)
def test_a_donor_is_written_to_in_the_language_of_the_page_with_its_days(
    campaign: Campaign, language: str, mailoutbox: list[Any]
) -> None:
    bank.announce(campaign, 25_00, language=language)
    subject, day = SAID[language]
    told = letter("transfer_instructions", mailoutbox)
    assert told.subject.startswith(subject)
    assert f" {day}" in told.body


def test_a_guest_s_gift_in_german_is_confirmed_and_given_back_in_german(
    of_four: Any, campaign: Campaign, client_of: Any, stripe_simulator: StripeSimulator, mailoutbox: list[Any]
) -> None:
    guest, address = client_of(of_four), f"/campagne/{campaign.slug}/dona/"
    guest.get(f"{address}?lingua=de")
    assert guest.post(address, filled_form()).status_code == 303
    gift = Donation.objects.get()
    assert stripe_simulator.pay(gift.attempt.session_url) == 303
    city.check(gift)
    confirmed = letter("donation_collected", mailoutbox)
    assert confirmed.subject == f"Ihre Spende für „{campaign.title}“ ist registriert"
    assert "25,00\u00a0€" in confirmed.body
    city.close_and_settle(campaign)
    donations.send_refund(key=str(Refund.objects.get().pk), now=city.DEADLINE)
    assert letter("donation_refunded", mailoutbox).subject == "Wir haben Ihnen 25,00\u00a0€ zurückerstattet"
    (link,) = re.findall(r"http://milano\.localhost:8000(/donazioni/[\w./?=-]+)", confirmed.body)
    assert '<html lang="de"' in client_of(of_four).get(link).content.decode()


def test_the_link_of_an_account_s_letter_and_of_the_city_s_language_asks_for_none(
    campaign: Campaign, mailoutbox: list[Any]
) -> None:
    an_account("ada@example.org", "de")
    bank.announce(campaign, 25_00, donor_email="ada@example.org", language="de")
    assert "lingua=" not in letter("transfer_instructions", mailoutbox).body
    bank.announce(campaign, 25_00, donor_email="eva@example.org", language="it")
    assert "lingua=" not in letter("transfer_instructions", mailoutbox).body


@pytest.mark.parametrize(("chosen", "written"), [("fr", "fr"), ("", "de")])
def test_the_language_that_a_donor_chose_with_an_account_wins(
    campaign: Campaign, chosen: str, written: str, mailoutbox: list[Any]
) -> None:
    an_account("ada@example.org", chosen)
    bank.announce(campaign, 25_00, donor_email="ada@example.org", language="de")
    assert letter("transfer_instructions", mailoutbox).extra_headers["Content-Language"] == written


def test_the_same_request_in_another_language_is_the_same_gift(campaign: Campaign) -> None:
    asked = {"campaign_slug": campaign.slug, "request_key": uuid4(), "now": city.NOW}
    gift = story.make_gift(25_00, language="de")
    first = donations.announce_transfer(gift=gift, **asked)
    again = donations.announce_transfer(gift=replace(gift, language="fr"), **asked)
    assert (again.pk, again.language) == (first.pk, "de")


def test_a_day_that_was_kept_in_words_stays_as_it_was(of_four: Any, mailoutbox: list[Any]) -> None:
    data = {"name": "Ada", "campaign": "Un orto", "amount_cents": 25_00, "path": "/x/", "again_on": "18/02/2027"}
    services.enqueue(kind="promise_refused", key="1", to="ada@example.org", data=data, now=city.NOW, language="de")
    assert "18/02/2027" in letter("promise_refused", mailoutbox).body
