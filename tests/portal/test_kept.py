"""Public answers are kept while the data stand still: never old, never another city's, never somebody's own."""

import re
from collections.abc import Iterator
from datetime import timedelta
from socket import create_server
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django_tenants.utils import tenant_context

from apps.donations import services as donations
from apps.kernel import clock
from apps.kernel.kept import state_of_the_data
from apps.kernel.patience import Patience
from apps.kernel.shelf import shelf
from apps.people import services as people
from tenants.registry import selectors as registry
from tests.factories import story
from tests.harness.fresh import FreshDatabase
from tests.portal.visits import text_of

pytestmark = pytest.mark.committed

LOOPBACK, DISCARD = "127.0.0.1", 9
PASSWORD = "una-parola-lunga-42"
OF_A_KEPT_ANSWER = 0


@pytest.fixture
def towns(fresh_database: FreshDatabase) -> Iterator[dict[str, Any]]:
    """The cities that the tests open, in a database that really commits."""
    yield {slug: registry.find_city(slug) for slug in ("milano", "venezia")}


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A clock that stands still until it is told otherwise."""
    held = {"now": clock.now().replace(microsecond=0)}
    monkeypatch.setattr(clock, "now", lambda: held["now"])
    return held


def browser(slug: str = "milano") -> Client:
    return Client(HTTP_HOST=f"{slug}.localhost")


def queries(client: Client, path: str) -> tuple[int, Any]:
    """Return how many queries an answer took, beside the choice of the schema, and the answer."""
    with CaptureQueriesContext(connection) as made:
        answer = client.get(path)
    assert answer.status_code == 200
    return sum("search_path" not in query["sql"] and "registry_domain" not in query["sql"] for query in made), answer


def visited_twice(path: str, still: Any) -> tuple[tuple[int, Any], tuple[int, Any]]:
    """Return two visits between which nobody committed: other tests, on the same server, change the data's name too."""
    while True:
        still["now"] += timedelta(seconds=1)
        state = state_of_the_data()
        visits = queries(browser(), path), queries(browser(), path)
        if state_of_the_data() == state:
            return visits


def test_a_public_page_is_made_once_and_again_after_every_commit(towns: dict[str, Any], still: Any) -> None:
    with tenant_context(towns["milano"]):
        call = story.make_call()
        campaign = story.make_campaign(call, title="Orto")
        story.make_collected_donation(campaign, 10_00)
    page = f"/campagne/{campaign.slug}/"
    lists = (
        "/",
        "/campagne/",
        "/bandi/",
        f"/bandi/{call.slug}/",
        "/mappa/",
        "/quartieri/",
        "/come-funziona/",
        "/sitemap.xml",
    )
    for path in (page, f"{page}riquadro/", *lists, "/api/v1/campaigns/"):
        first, second = visited_twice(path, still)
        assert second[0] == OF_A_KEPT_ANSWER < first[0], path
        assert first[1].content == second[1].content

    for cents, shown in ((25_00, "€ 35"), (40_00, "€ 75")):
        with tenant_context(towns["milano"]):
            story.make_collected_donation(campaign, cents)
        for path in ("/", "/campagne/", page):
            assert shown in text_of(browser().get(path)), path
        answer = browser().get(f"/api/v1/campaigns/{campaign.slug}/").json()
        assert f"€ {answer['figures']['raised_cents'] // 100}" == shown


def test_a_hidden_name_leaves_a_kept_page_at_once(towns: dict[str, Any], still: Any) -> None:
    with tenant_context(towns["milano"]):
        campaign = story.make_campaign(story.make_call())
        gift = story.make_collected_donation(campaign, 10_00, public_name="Il furbo")
    page = f"/campagne/{campaign.slug}/"
    for _ in range(2):
        assert "Il furbo" in browser().get(page).content.decode()
    with tenant_context(towns["milano"]):
        donations.hide_name(donation_id=gift.pk, fault="offensive", note="", actor="test", now=clock.now())
    assert "Il furbo" not in browser().get(page).content.decode()


def test_a_deadline_comes_without_any_commit(towns: dict[str, Any], still: Any) -> None:
    with tenant_context(towns["milano"]):
        campaign = story.make_campaign(story.make_call())
    still["now"] = campaign.closes_at - timedelta(seconds=1)
    for _ in range(2):
        assert "Dona a questo progetto" in text_of(browser().get(f"/campagne/{campaign.slug}/"))
    still["now"] = campaign.closes_at
    assert "Dona a questo progetto" not in text_of(browser().get(f"/campagne/{campaign.slug}/"))


def test_two_cities_and_two_languages_share_nothing(towns: dict[str, Any], still: Any, settings: Any) -> None:
    settings.OFFERED_LANGUAGES = ["it", "en"]
    for slug, tenant in towns.items():
        with tenant_context(tenant):
            story.make_campaign(story.make_call(), slug="orto", title=f"Orto di {slug}")
    for slug, other in (("milano", "venezia"), ("venezia", "milano")):
        for _ in range(2):
            page = browser(slug).get("/campagne/orto/").content.decode()
            assert f"Orto di {slug}" in page and f"Orto di {other}" not in page
    english = browser()
    english.cookies["lingua"] = "en"
    assert '<html lang="it"' in browser().get("/campagne/orto/").content.decode()
    assert '<html lang="en"' in english.get("/campagne/orto/").content.decode()


def test_whoever_has_a_session_sees_a_page_of_their_own(towns: dict[str, Any], still: Any) -> None:
    with tenant_context(towns["milano"]):
        campaign = story.make_campaign(story.make_call())
        user = people.create_user(
            email="ada@example.org", name="Ada", password=PASSWORD, roles=[], now=clock.now(), actor="test"
        )
        people.verify_address(user_id=user.pk, email=user.email)
    ada, path = browser(), f"/campagne/{campaign.slug}/"
    assert ada.post("/area/accedi/", {"login": "ada@example.org", "password": PASSWORD}).status_code == 302
    mine, other = ada.get(path), browser().get(path)
    assert "csrfmiddlewaretoken" in mine.content.decode() and "/area/messaggi/" in mine.content.decode()
    assert "csrfmiddlewaretoken" not in other.content.decode() and "/area/messaggi/" not in other.content.decode()
    assert mine["Cache-Control"] == "no-cache, private" and other["Cache-Control"] == "no-cache"
    assert "Cookie" in mine["Vary"] and "Cookie" in other["Vary"]


def test_a_page_with_a_forms_token_is_never_kept(towns: dict[str, Any], still: Any) -> None:
    pages = [browser().get("/segnalazioni/").content.decode() for _ in range(2)]
    first, second = (re.findall('csrfmiddlewaretoken" value="([^"]+)', page)[0] for page in pages)
    assert first != second


@pytest.mark.parametrize("silent", [True, False], ids=["silent", "refusing"])
def test_without_the_cache_pages_are_served_and_it_is_tried_once(
    towns: dict[str, Any], settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any, silent: bool
) -> None:
    with tenant_context(towns["milano"]):
        campaign = story.make_campaign(story.make_call())
    page = f"/campagne/{campaign.slug}/"
    monkeypatch.setattr(shelf, "patience", Patience("answers"))
    monkeypatch.setattr("apps.kernel.patience.REST_SECONDS", 3600.0)
    with create_server((LOOPBACK, 0)) as server:
        port = server.getsockname()[1] if silent else DISCARD
        away = {**settings.CACHES["shelf"], "LOCATION": f"redis://{LOOPBACK}:{port}/0"}
        with override_settings(CACHES={**settings.CACHES, "shelf": away}):
            assert [browser().get(page).status_code for _ in range(5)] == [200] * 5
            assert browser().get(f"{page}locandina.pdf").status_code == 200
    assert [record.name for record in caplog.records].count("apps.kernel.patience") == 1
