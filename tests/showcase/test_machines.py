"""What the national portal tells machines: its map, its feed, where robots may not go, how it is shown to others."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django_tenants.utils import schema_context, tenant_context

from apps.kernel import clock
from apps.showcase import services
from apps.showcase.models import ShowcaseCampaign
from tests.factories import story

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def reader(milano: Any, venezia: Any, public: Any, client_of: Any) -> Client:
    """Somebody at the national portal, where one campaign of Milano is featured and one is not."""
    with tenant_context(milano):
        call = story.make_call()
        for title in ("Orto & serra", "Cinema"):
            campaign = story.make_campaign(call, title=title)
            services.refresh_campaign(key=str(campaign.pk), now=clock.now())
    with schema_context("public"):
        row = ShowcaseCampaign.objects.get(title="Orto & serra")
        services.feature(showcase_id=row.pk, actor="test", now=clock.now())
    client: Client = client_of(public)
    return client


def test_the_feed_holds_the_featured_campaigns_at_their_cities(reader: Client) -> None:
    feed = ElementTree.fromstring(reader.get("/notizie/campagne.atom").content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Orto & serra (Milano)"]
    assert str(entries[0].findtext(f"{ATOM}id")).startswith("http://milano.localhost:8000/campagne/")


def test_an_empty_feed_is_whole(public: Any, client_of: Any) -> None:
    feed = ElementTree.fromstring(client_of(public).get("/notizie/campagne.atom").content)
    assert feed.find(f"{ATOM}updated") is not None and feed.findall(f"{ATOM}entry") == []


def test_the_site_map_and_the_robots_are_told(reader: Client) -> None:
    site_map = ElementTree.fromstring(reader.get("/sitemap.xml").content)
    assert [url[0].text for url in site_map] == ["http://localhost:8000/"]
    robots = reader.get("/robots.txt").content.decode()
    assert "Disallow: /operatore/" in robots and "Sitemap: http://localhost:8000/sitemap.xml" in robots


def test_the_home_says_how_it_is_shown_to_others_and_where_its_feed_is(reader: Client) -> None:
    page = reader.get("/").content.decode()
    assert 'property="og:title" content="Le campagne dei Comuni italiani"' in page
    assert '<link rel="canonical" href="http://localhost:8000/">' in page
    assert 'type="application/atom+xml"' in page
