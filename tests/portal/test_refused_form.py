"""A form that does not lead to a payment: its page can be loaded again and come back to, and keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from apps.donations.models import Donation
from apps.portal.views import kept_form
from tests.factories import story
from tests.portal.visits import filled_form, key_in, refused, text_of

WRONG = {"donor_email": "ada@", "donor_name": "Ada dell'Orto", "other_amount": "", "amount": "5000"}


def test_the_page_of_a_refused_form_is_a_page_like_others_each_time_it_is_asked_for(
    visitor: Client, payable: str
) -> None:
    form = filled_form(**WRONG)
    where = visitor.post(payable, form).headers["Location"]
    pages = [visitor.get(where) for _ in range(2)]
    for page in pages:
        text = text_of(page)
        assert 'value="ada@"' in text and "Ada dell&#x27;Orto".replace("&#x27;", "'") in text
        assert "non è completo" in text and "<title>Errore:" in text
        assert key_in(page) == form["request_key"] and form["request_key"] not in where
        assert "no-store" not in page.headers["Cache-Control"] and "private" in page.headers["Cache-Control"]


def test_what_was_typed_is_for_the_browser_that_typed_it_and_for_that_campaign(
    visitor: Client, payable: str, milano: Any, client_of: Callable[..., Client]
) -> None:
    answer = visitor.post(payable, filled_form(**WRONG))
    cookie, where = answer.cookies["modulo_donazione"], answer.headers["Location"]
    assert cookie["httponly"] and cookie["path"] == payable and not cookie["expires"]
    assert "ada@" not in text_of(client_of(milano).get(where))
    guesser = client_of(milano)
    guesser.cookies["modulo_donazione"] = "indovinato"
    assert "ada@" not in text_of(guesser.get(where))
    other = f"/campagne/{story.make_campaign(story.make_call()).slug}/dona/"
    assert "ada@" not in text_of(visitor.get(where.replace(payable, other)))


def test_two_tabs_keep_two_forms(visitor: Client, payable: str) -> None:
    one = visitor.post(payable, filled_form(donor_email="una@")).headers["Location"]
    two = visitor.post(payable, filled_form(donor_email="altra@")).headers["Location"]
    assert 'value="una@"' in text_of(visitor.get(one)) and 'value="altra@"' in text_of(visitor.get(two))


def test_once_the_gift_begins_the_way_back_leads_to_it(visitor: Client, payable: str) -> None:
    form = filled_form(**WRONG)
    where = visitor.post(payable, form).headers["Location"]
    assert visitor.post(payable, {**form, "donor_email": "ada@example.org"}).status_code == 303
    assert "La tua donazione è in sospeso" in text_of(visitor.get(where))
    assert Donation.objects.count() == 1


def test_what_the_service_said_is_said_on_the_page_too(
    visitor: Client, payable: str, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.GIFTS_CHALLENGE_FROM_ADDRESS = 0
    page = text_of(refused(visitor, payable, filled_form()))
    assert 'name="code"' in page and "Codice che hai ricevuto per e-mail" in page


def test_without_the_cache_the_form_is_answered_at_once_with_everything_in_it(
    visitor: Client, payable: str, settings: Any
) -> None:
    settings.CACHES = {name: {**each, "LOCATION": "redis://127.0.0.1:9/0"} for name, each in settings.CACHES.items()}
    page = text_of(visitor.post(payable, filled_form(**WRONG)), status=422)
    assert 'value="ada@"' in page and "non è completo" in page
    assert "Quanto vuoi donare?" in text_of(visitor.get(f"{payable}?rivedi=0123456789abcdef"))


def test_nobody_fills_the_cache_with_a_book(visitor: Client, payable: str) -> None:
    page = visitor.post(payable, filled_form(donor_name="a" * kept_form.LONGEST))
    assert page.status_code == 422
