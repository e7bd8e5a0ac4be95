"""Signing in with an identity of the city's own proxy, over real HTTP with a provider on loopback."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from oidc_provider_mock import User, run_server_in_thread

from apps.notifications.models import Message
from apps.people import selectors as people
from apps.people.models import User as Person
from apps.people.roles import Role
from apps.personal import services
from apps.personal.services.providers import FISCAL_NUMBER, LEVELS
from tests.factories.city import NOW
from tests.personal.conftest import add_citizen, confirm, enter, sentence

TAX_CODE = "TINIT-RSSDAA80A41X999X"


def claims(**more):
    return {
        FISCAL_NUMBER: TAX_CODE,
        "acr": LEVELS[0],
        "given_name": "ADA",
        "family_name": "ROSSI",
        "email": "ada@example.org",
        "email_verified": True,
        **more,
    }


@pytest.fixture
def proxy(milano):
    """The city's proxy, with people to choose from; registered for Milano."""
    users = [
        User(sub="ada", claims=claims()),
        User(sub="level1", claims=claims(acr="https://www.spid.gov.it/SpidL1")),
        User(sub="unverified", claims=claims(email_verified=False)),
    ]
    with run_server_in_thread(user_claims=users) as server:
        services.register_provider(
            code="spid",
            name="SPID",
            server_url=f"http://localhost:{server.server_port}",
            client_id="milano",
            secret="segreto",
            actor="test",
            now=NOW,
        )
        yield server


def identify(client, sub="ada", process="login"):
    """Go to the proxy, be recognised there, and come back."""
    leaving = client.post(f"/area/identita/spid/login/?process={process}")
    assert leaving.status_code == 302, leaving.content.decode()[:2000]
    back = requests.post(leaving["Location"], data={"sub": sub}, allow_redirects=False, timeout=10)
    assert back.status_code == 302, back.text[:500]
    address = urlsplit(back.headers["Location"])
    return client.get(f"{address.path}?{address.query}")


def test_a_new_person_gets_in_and_little_is_kept(proxy, visitor):
    assert identify(visitor)["Location"] == "/area/"
    person = Person.objects.get(email="ada@example.org")
    assert person.name == "Ada Rossi"
    assert people.verified_addresses(person.pk) == ["ada@example.org"]
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == (TAX_CODE, {"acr": LEVELS[0]})
    visitor.post("/area/esci/")
    assert identify(visitor)["Location"] == "/area/"
    assert SocialAccount.objects.count() == 1


def test_too_low_a_level_is_refused(proxy, visitor):
    assert identify(visitor, "level1")["Location"] == "/area/accedi/"
    assert not Person.objects.filter(email="ada@example.org").exists()


def test_a_verified_address_links_and_the_person_is_told(proxy, visitor):
    person = add_citizen("ada@example.org")
    assert identify(visitor)["Location"] == "/area/"
    assert SocialAccount.objects.get().user_id == person.pk
    assert Message.objects.filter(kind="account_connected", to="ada@example.org").exists()


@pytest.mark.parametrize(
    ("sub", "roles", "verified"),
    [("unverified", [], True), ("ada", [], False), ("ada", [Role.OFFICER], True)],
    ids=["the proxy has not verified it", "we have not verified it", "it holds a role"],
)
def test_no_account_is_taken_over(proxy, visitor, sub, roles, verified):
    person = add_citizen("ada@example.org", *roles, verified=verified)
    identify(visitor, sub)
    assert visitor.get("/area/").status_code == 302
    assert not SocialAccount.objects.filter(user_id=person.pk).exists()
    assert Message.objects.filter(kind="account_already_exists").exists()


def test_who_is_signed_in_links_an_identity_and_unlinks_it(proxy, visitor):
    person = add_citizen("ada@example.org", Role.OFFICER)
    enter(visitor)
    confirm(visitor)
    assert identify(visitor, process="connect")["Location"] == "/area/identita/"
    account = SocialAccount.objects.get(user_id=person.pk)
    assert "SPID" in sentence(visitor.get("/area/identita/"))
    visitor.post("/area/identita/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_the_proxy_of_one_city_is_nothing_in_another(proxy, client_of, city):
    other = client_of(city("venezia"))
    assert other.post("/area/identita/spid/login/").status_code == 404
    assert "SPID" not in sentence(other.get("/area/accedi/"))


def test_the_form_may_lead_to_the_proxy_and_nowhere_else(proxy, visitor):
    policy = visitor.get("/area/accedi/")["Content-Security-Policy"]
    assert f"http://localhost:{proxy.server_port}" in policy
    assert f":{proxy.server_port}" not in visitor.get("/")["Content-Security-Policy"]
