"""The second factor: asked for at both doors, never to be walked around, kept encrypted, held against guessing."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from apps.audit.models import AuditEvent
from apps.notifications.models import Message
from apps.people import selectors as people
from apps.people.models import User
from apps.people.roles import Role
from tests.personal.conftest import PASSWORD, add_citizen, confirm, enter, last_path, sentence

OFFICE = "/gestione/accedi/"


def code_of(secret: str) -> str:
    """Return what the app on the phone shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def protect(client) -> str:
    """Add an app to the person who is signed in, and return its secret."""
    confirm(client)
    page = client.get("/area/sicurezza/app/")
    assert page.status_code == 200, page
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page.content.decode())[1]
    answer = client.post("/area/sicurezza/app/", {"code": code_of(secret)})
    assert answer["Location"] == "/area/sicurezza/codici/"
    return secret


@pytest.fixture
def protected(visitor, client_of, milano):
    """An officer with a second factor, and a fresh browser."""
    add_citizen("ada@example.org", Role.OFFICER)
    enter(visitor)
    browser = client_of(milano)
    browser.secret = protect(visitor)
    return browser


@pytest.mark.parametrize("door", ["citizens", "office"])
def test_each_door_asks_for_the_code_and_opens_both_sides(protected, door):
    if door == "office":
        answer = protected.post(OFFICE, {"username": "ada@example.org", "password": PASSWORD})
    else:
        answer = enter(protected)
    assert answer["Location"] == "/area/accedi/codice/"
    for inside in ("/area/", "/gestione/", "/area/sicurezza/app/togli/"):
        assert protected.get(inside).status_code == 302, inside
    assert "non è corretto" in sentence(protected.post("/area/accedi/codice/", {"code": "000000"}))
    done = protected.post("/area/accedi/codice/", {"code": code_of(protected.secret)})
    assert done["Location"] == ("/gestione/" if door == "office" else "/area/")
    assert protected.get("/area/").status_code == protected.get("/gestione/").status_code == 200


def test_a_recovery_code_opens_once(protected):
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    enter(protected)
    assert protected.post("/area/accedi/codice/", {"code": codes[0]})["Location"] == "/area/"
    protected.post("/area/esci/")
    enter(protected)
    assert protected.post("/area/accedi/codice/", {"code": codes[0]}).status_code == 200


def test_codes_are_not_guessed_without_end(protected):
    enter(protected)
    for _ in range(8):
        protected.post("/area/accedi/codice/", {"code": "000000"})
    answer = protected.post("/area/accedi/codice/", {"code": code_of(protected.secret)})
    assert answer.status_code == 200
    assert "Troppi tentativi" in sentence(answer)


def test_the_secret_is_not_in_the_database_as_it_is(protected):
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data
    assert protected.secret not in str(kept)


def test_a_role_may_require_it(protected, client_of, milano, settings):
    settings.SECOND_FACTOR_ROLES = (Role.OFFICER,)
    add_citizen("bruno@example.org", Role.OFFICER)
    browser = client_of(milano)
    browser.post(OFFICE, {"username": "bruno@example.org", "password": PASSWORD})
    assert browser.get("/gestione/")["Location"] == "/area/sicurezza/"
    enter(protected)
    protected.post("/area/accedi/codice/", {"code": code_of(protected.secret)})
    assert protected.get("/gestione/").status_code == 200


def test_who_is_protected_may_still_change_address(protected):
    enter(protected)
    protected.post("/area/accedi/codice/", {"code": code_of(protected.secret)})
    confirm(protected)
    protected.post("/area/indirizzi/", {"action_add": "", "email": "nuova@example.org"})
    assert last_path("account_email_confirmation")
    assert people.verified_addresses(User.objects.get(email="ada@example.org").pk) == ["ada@example.org"]


def test_who_lost_telephone_and_codes_is_let_in_by_the_platform_manager_and_told(protected, client_of, milano):
    enter(protected)
    assert "Hai perso il telefono e anche i codici" in sentence(protected.get("/area/accedi/codice/"))
    add_citizen("gestore@example.org", Role.PLATFORM_MANAGER)
    manager, desk = client_of(milano), "/gestione/persone/secondo-fattore/"
    manager.post(OFFICE, {"username": "gestore@example.org", "password": PASSWORD})
    assert "Prima riconosci la persona" in sentence(manager.post(desk, {"email": "ada@example.org"}))
    asked = {"email": "Ada@example.org", "is_recognised": "on"}
    assert manager.post(desk, asked).status_code == 302
    assert not Authenticator.objects.exists()
    assert Message.objects.get(kind="account_totp_deactivated").to == "ada@example.org"
    assert AuditEvent.objects.filter(verb="second_factor_removed").exists()
    assert "non ha un secondo fattore" in sentence(manager.post(desk, asked))
    assert enter(client_of(milano))["Location"] == "/area/"
