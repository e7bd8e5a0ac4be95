"""Which language a request is answered in."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from apps.people.services import create_user
from tenants.registry import hosts
from tests.factories.city import NOW

XHTML = "{http://www.w3.org/1999/xhtml}"
pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(milano: object, client_of: Callable[[object], Client], settings: Any) -> Client:
    """A visitor of Milano, where English is offered beside Italian."""
    settings.OFFERED_LANGUAGES = ["it", "en"]
    return client_of(milano)


def _language(answer: Any) -> str:
    return str(answer.content.decode().partition('<html lang="')[2].partition('"')[0])


def test_a_page_is_italian_until_another_language_is_asked_for(visitor: Client) -> None:
    assert _language(visitor.get("/campagne/")) == "it"
    assert _language(visitor.get("/campagne/?lingua=en")) == "en"
    assert _language(visitor.get("/campagne/")) == "en"


def test_a_language_that_is_not_offered_changes_nothing(visitor: Client) -> None:
    answer = visitor.get("/campagne/?lingua=sl")
    assert _language(answer) == "it"
    assert "lingua" not in answer.cookies


def test_the_links_to_other_languages_keep_the_page_and_its_filters(visitor: Client) -> None:
    page = visitor.get("/campagne/?stato=aperte").content.decode()
    assert 'href="/campagne/?stato=aperte&amp;lingua=en"' in page


def test_the_office_works_in_italian(visitor: Client) -> None:
    visitor.get("/campagne/?lingua=en")
    assert _language(visitor.get("/gestione/accedi/")) == "it"


def test_the_language_chosen_in_the_profile_takes_the_place_of_the_one_asked_for(visitor: Client) -> None:
    ada = create_user(email="ada@example.org", name="Ada", password=None, roles=[], now=NOW, actor="test")
    visitor.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert _language(visitor.get("/?lingua=it")) == "it"
    answer = visitor.post("/area/profilo/", {"name": "Ada", "language": "en"}, follow=True)
    assert _language(answer) == "en"
    assert "Il profilo è aggiornato" not in answer.content.decode()
    assert _language(visitor.get("/")) == "en"


def test_an_amount_is_written_as_its_reader_writes_it(visitor: Client) -> None:
    assert "€5,000" in visitor.get("/stile/?lingua=en").content.decode()
    assert "€\u00a05.000" in visitor.get("/stile/?lingua=it").content.decode()


HERE = "http://milano.localhost:8000/campagne/"


@pytest.mark.parametrize(("query", "canonical"), [("", HERE), ("?stato=aperte&lingua=en", f"{HERE}?lingua=en")])
def test_a_page_names_its_one_address_and_those_in_each_language(visitor: Client, query: str, canonical: str) -> None:
    page = visitor.get(f"/campagne/{query}").content.decode()
    assert f'<link rel="canonical" href="{canonical}">' in page
    found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    assert found == {"it": HERE, "en": f"{HERE}?lingua=en", "x-default": HERE}


def test_what_a_city_publishes_in_german_is_at_the_plain_address(visitor: Client, milano: Any, settings: Any) -> None:
    settings.OFFERED_LANGUAGES = ["it", "de"]
    type(milano).objects.filter(pk=milano.pk).update(language="de")
    hosts.forget()
    page = visitor.get("/campagne/").content.decode()
    assert f'<link rel="canonical" href="{HERE}">' in page
    assert f'hreflang="it" href="{HERE}?lingua=it"' in page and f'hreflang="de" href="{HERE}"' in page


def test_the_site_map_lists_each_page_in_each_language(visitor: Client, settings: Any) -> None:
    xml = visitor.get("/sitemap.xml").content
    page = next(url for url in ElementTree.fromstring(xml) if url[0].text == HERE)
    links = {link.get("hreflang"): link.get("href") for link in page.findall(f"{XHTML}link")}
    assert links == {"it": HERE, "en": f"{HERE}?lingua=en", "x-default": HERE}
    settings.OFFERED_LANGUAGES = ["it"]
    assert b"hreflang" not in visitor.get("/sitemap.xml").content + visitor.get("/campagne/").content
