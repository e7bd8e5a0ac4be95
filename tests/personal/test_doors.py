"""The doors of the personal area: who gets in, who does not, and what a stranger learns from it."""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django_tenants.utils import tenant_context

from apps.notifications.models import Message
from apps.people import selectors as people
from apps.people.models import User
from apps.people.roles import Role
from tests.personal.conftest import PASSWORD, add_citizen, enter, last_path, sentence

REGISTRATION = {"name": "Ada Rossi", "email": "Nuova@Example.org", "password1": PASSWORD}


def test_a_person_registers_confirms_the_address_and_gets_in(visitor):
    answer = visitor.post("/area/registrati/", REGISTRATION)
    assert (answer.status_code, answer["Location"]) == (302, "/area/conferma-indirizzo/")
    user = User.objects.get(email="nuova@example.org")
    assert people.verified_addresses(user.pk) == []
    assert enter(visitor, user.email)["Location"] == "/area/conferma-indirizzo/"
    path = last_path("account_email_confirmation")
    assert visitor.get(path).status_code == 200
    assert people.verified_addresses(user.pk) == []
    visitor.post(path)
    assert people.verified_addresses(user.pk) == ["nuova@example.org"]
    assert enter(visitor, "NUOVA@example.org")["Location"] == "/area/"
    assert visitor.get("/area/").status_code == 200


def test_a_short_password_is_refused_in_the_language_of_the_page(visitor):
    page = sentence(visitor.post("/area/registrati/", {**REGISTRATION, "password1": "corta"}))
    assert "La password è troppo corta: servono almeno 12 caratteri." in page and "too short" not in page


def test_registration_and_reset_answer_alike_whether_an_address_is_known(visitor, client_of, milano):
    add_citizen("ada@example.org")
    for path, fields, known, unknown in (
        ("/area/registrati/", REGISTRATION, "ada@example.org", "altra@example.org"),
        ("/area/password-dimenticata/", {}, "ada@example.org", "nessuno@example.org"),
    ):
        answers = [client_of(milano).post(path, {**fields, "email": email}, follow=True) for email in (known, unknown)]
        assert answers[0].redirect_chain == answers[1].redirect_chain
        texts = [sentence(answer).replace(known, "").replace(unknown, "") for answer in answers]
        assert mask(texts[0]) == mask(texts[1])
    kinds = list(Message.objects.order_by("pk").values_list("kind", flat=True))
    assert sorted(kinds) == [
        "account_already_exists",
        "account_email_confirmation",
        "account_password_reset_key",
        "account_unknown_account",
    ]


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(visitor):
    add_citizen()
    known = sentence(enter(visitor, password="sbagliata-del-tutto"))
    unknown = sentence(enter(visitor, "nessuno@example.org"))
    assert "non sono corretti" in known
    assert mask(known.replace("ada@example.org", "")) == mask(unknown.replace("nessuno@example.org", ""))


def test_a_confirmation_of_one_city_opens_nothing_in_another(visitor, client_of, city):
    visitor.post("/area/registrati/", REGISTRATION)
    path = last_path("account_email_confirmation")
    with tenant_context(city("venezia")):
        stranger = add_citizen("nuova@example.org", verified=False)
        client_of(city("venezia")).post(path)
        assert people.verified_addresses(stranger.pk) == []


def test_a_session_of_one_city_is_nothing_in_another(ada, client_of, city):
    other = client_of(city("venezia"))
    other.cookies[settings.SESSION_COOKIE_NAME] = ada.cookies[settings.SESSION_COOKIE_NAME].value
    assert ada.get("/area/").status_code == 200
    assert other.get("/area/")["Location"] == "/area/accedi/?next=/area/"


def test_signing_in_changes_the_session_key(visitor):
    add_citizen()
    visitor.get("/area/accedi/")
    session = visitor.session
    session["seme"] = "x"
    session.save()
    planted = session.session_key
    visitor.cookies[settings.SESSION_COOKIE_NAME] = planted
    enter(visitor)
    assert visitor.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert not type(session)(planted).exists(planted)


@pytest.mark.parametrize(
    "way_out", ["https://evil.example/", "//evil.example/", "http:evil.example", "javascript:alert(1)"]
)
def test_no_door_leads_to_another_host(visitor, way_out):
    add_citizen()
    assert enter(visitor, next=way_out)["Location"] == "/area/"
    assert visitor.post("/area/esci/", {"next": way_out})["Location"] == "/"


def test_a_door_leads_where_the_person_was_going(visitor):
    add_citizen()
    assert visitor.get("/area/dati/")["Location"] == "/area/accedi/?next=/area/dati/"
    assert enter(visitor, next="/area/dati/")["Location"] == "/area/dati/"


def test_the_eighth_wrong_password_locks_both_doors(visitor):
    add_citizen()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = enter(visitor, password="sbagliata-del-tutto")
    cache.clear()  # what locks is the database, not the limiter of the page
    assert answer.status_code == 429
    assert 'href="/area/password-dimenticata/"' in sentence(answer)
    assert enter(visitor).status_code == 429
    assert visitor.post("/gestione/accedi/", {"username": "ada@example.org", "password": PASSWORD}).status_code == 429


def test_a_new_password_ends_the_other_sessions_and_the_link_works_once(ada, client_of, milano):
    other = client_of(milano)
    other.post("/area/password-dimenticata/", {"email": "ada@example.org"})
    path = last_path("account_password_reset_key")
    form = other.get(path, follow=True)
    new = {"password1": "tutta-un-altra-parola", "password2": "tutta-un-altra-parola"}
    other.post(form.redirect_chain[-1][0], new)
    assert ada.get("/area/").status_code == 302
    assert "non vale più" in sentence(client_of(milano).get(path, follow=True))
    assert enter(other, password=new["password1"])["Location"] == "/area/"


def test_a_password_made_of_the_own_name_is_refused(ada, client_of, milano):
    other = client_of(milano)
    other.post("/area/password-dimenticata/", {"email": "ada@example.org"})
    form = other.get(last_path("account_password_reset_key"), follow=True)
    new = {"password1": "AdaRossi2026", "password2": "AdaRossi2026"}
    assert "troppo simile" in sentence(other.post(form.request["PATH_INFO"], new))
    assert enter(other, password=new["password1"]).status_code == 200


def test_an_officer_who_forgot_the_password_finds_the_way_back_from_the_offices_door(visitor):
    add_citizen("rup@example.org", Role.OFFICER, verified=False)
    assert 'href="/area/password-dimenticata/"' in visitor.get("/gestione/accedi/").content.decode()
    visitor.post("/area/password-dimenticata/", {"email": "rup@example.org"})
    form = visitor.get(last_path("account_password_reset_key"), follow=True)
    new = {"password1": "tutta-un-altra-parola", "password2": "tutta-un-altra-parola"}
    visitor.post(form.redirect_chain[-1][0], new)
    sign_in = {"username": "rup@example.org", "password": new["password1"]}
    assert visitor.post("/gestione/accedi/", sign_in)["Location"] == "/gestione/"


def mask(text: str) -> str:
    """Take out of a page what differs by itself."""
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)
