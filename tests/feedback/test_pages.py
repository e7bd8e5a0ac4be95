"""The pages of tickets: the form, the secret link, the desk, and that words stay words."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.feedback.models import Ticket
from apps.kernel import clock as product_clock
from apps.people import services as people
from apps.people.models import User
from apps.people.roles import Role
from tests.portal.visits import text_of

XSS = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</blockquote><form action=//evil.example>")


def filled(**changed: str) -> dict[str, str]:
    values = {"kind": "accessibility", "text": "Non riesco a leggere.", "page": "/bandi/", "email": "", "website": ""}
    return {**values, **changed}


@pytest.fixture
def visitor(milano: Any, client_of: Callable[..., Client]) -> Client:
    return client_of(milano)


@pytest.fixture
def staff(milano: Any, client_of: Callable[..., Client]) -> Callable[[Role], tuple[User, Client]]:
    def enter(role: Role) -> tuple[User, Client]:
        email, password = f"{role}@example.org", "una-parola-lunga-42"
        user = people.create_user(
            email=email, name="Ugo", password=password, roles=[role], now=product_clock.now(), actor="test"
        )
        client = client_of(milano)
        assert client.post("/gestione/accedi/", {"username": email, "password": password}).status_code == 302
        return user, client

    return enter


def test_the_title_of_a_refused_form_says_so(visitor: Client) -> None:
    assert "<title>Errore: " in visitor.post("/segnalazioni/", filled(text="")).content.decode()
    assert "<title>Errore: " not in visitor.get("/segnalazioni/").content.decode()


def test_a_ticket_gets_a_number_and_a_link_that_opens_here_only(
    venezia: Any, visitor: Client, client_of: Callable[..., Client]
) -> None:
    sent = visitor.post("/segnalazioni/", filled())
    assert sent.status_code == 302
    path = sent["Location"]
    page = visitor.get(path)
    ticket = Ticket.objects.get()
    assert f"Il numero è {ticket.pk}/" in text_of(page)
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("noindex", "private, no-store")
    assert client_of(venezia).get(path).status_code == 404
    assert visitor.get(f"/segnalazioni/{ticket.pk}/").status_code == 404
    assert visitor.post(path, {"text": "Aggiungo."}).status_code == 302
    assert "Aggiungo." in text_of(visitor.get(path))


def test_what_is_written_on_a_german_page_is_read_aloud_in_german(visitor: Client) -> None:
    path = visitor.post("/segnalazioni/?lingua=de", filled(text="Ich kann nichts lesen."))["Location"]
    assert '<p class="text-break mb-0">Ich kann' in visitor.get(path).content.decode()
    assert '<p class="text-break mb-0" lang="de">Ich kann' in visitor.get(f"{path}?lingua=it").content.decode()


def test_both_pages_ask_and_programs_are_refused(visitor: Client) -> None:
    for path in ("/segnalazioni/", "/accessibilita/"):
        text = visitor.get(path).content.decode()
        assert 'action="/segnalazioni/"' in text
        assert 'tabindex="-1"' in text
    assert re.search(r'value="accessibility"[^>]*checked', visitor.get("/accessibilita/").content.decode())
    assert 'value="/bandi/"' in visitor.get("/segnalazioni/?pagina=/bandi/").content.decode()
    assert "scrivila di nuovo" in text_of(visitor.post("/segnalazioni/", filled(website="https://spam.example")))
    assert "Scrivi che cosa è successo." in text_of(visitor.post("/segnalazioni/", filled(text=" ")))
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize("payload", XSS)
def test_what_people_write_stays_words(visitor: Client, staff: Any, payload: str) -> None:
    path = visitor.post("/segnalazioni/", filled(text=f"Ciao {payload}", page=payload))["Location"]
    _, client = staff(Role.COMMUNICATIONS)
    for page in (visitor.get(path), client.get(f"/gestione/segnalazioni/{Ticket.objects.get().pk}/")):
        assert page.status_code == 200
        html = page.content.decode()
        assert payload not in html
        assert "onerror=alert" not in html.replace("&lt;img src=x onerror=alert", "")


def test_the_desk_assigns_answers_and_closes(visitor: Client, staff: Any) -> None:
    path = visitor.post("/segnalazioni/", filled())["Location"]
    user, client = staff(Role.OFFICER)
    number = Ticket.objects.get().pk
    desk = f"/gestione/segnalazioni/{number}/"
    assert f"{number}/" in text_of(client.get("/gestione/segnalazioni/"))
    assert client.post(desk, {"azione": "assegna", "user_id": user.pk}).status_code == 302
    assert client.post(desk, {"azione": "assegna", "user_id": 999_999}).status_code == 200
    assert client.post(desk, {"azione": "rispondi", "text": "Ora si legge."}).status_code == 302
    assert "Ora si legge." in text_of(visitor.get(path))
    assert client.post(desk, {"azione": "chiudi", "text": "Corretto."}).status_code == 302
    assert "Chiusa" in text_of(visitor.get(path))
    _, accountant = staff(Role.ACCOUNTANT)
    assert accountant.get(desk).status_code == 403
    assert visitor.get(desk).status_code == 302


def test_a_browser_says_where_the_persons_words_come_from(visitor: Client) -> None:
    path = visitor.post("/segnalazioni/", filled())["Location"]
    page = visitor.get(path)
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-referrer" not in page.content.decode(), "a browser would then send the form from nowhere, and be refused"
