"""List with filters, map, feeds, calendars, site map and what pages say of themselves."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar

from apps.campaigns import listing
from apps.campaigns.listing import Sort, Wanted
from apps.districts import services as districts
from apps.districts.rules.geometry import Boundary
from apps.districts.states import DistrictKind
from apps.kernel import clock
from apps.portal.presenters import meta
from apps.search import selectors as search
from apps.search import services as index
from tests.factories import story
from tests.portal.visits import text_of

ATOM = "{http://www.w3.org/2005/Atom}"
SQUARE = [[9.18, 45.46], [9.2, 45.46], [9.2, 45.48], [9.18, 45.48], [9.18, 45.46]]


@pytest.fixture
def isola(milano: Any) -> None:
    boundary = Boundary("Isola", {"type": "Polygon", "coordinates": [SQUARE]}, 45.47, 9.19, False, True)
    districts.replace_all(
        boundaries=[boundary], kind=DistrictKind.QUARTIERE, source="test", actor="test", now=clock.now()
    )


def place(latitude: str, longitude: str) -> dict[str, Decimal]:
    return {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}


def test_filters_narrow_the_list_and_stay_in_the_address(visitor: Client, isola: None) -> None:
    call = story.make_call()
    story.make_campaign(call, title="Orto", area="verde", district="Isola")
    story.make_campaign(call, title="Cinema", area="cultura", district="Bovisa")
    assert "2 campagne" in text_of(visitor.get("/campagne/"))
    page = text_of(visitor.get("/campagne/?tema=verde&quartiere=isola&stato=aperte&ordina=scadenza"))
    assert "Una campagna" in page and "Orto" in page and "Cinema" not in page
    assert '<option value="isola" selected>' in page and '<option value="verde" selected>' in page
    assert "/mappa/?stato=aperte&tema=verde&quartiere=isola&ordina=scadenza" in page
    assert "Nessuna campagna trovata" in text_of(visitor.get("/campagne/?quartiere=mai-visto"))


@pytest.mark.parametrize(
    "query",
    ["page=x", "raggio=9e9", "lat=nan&lon=1", "lat=999&lon=9", "ordina=<script>", "stato=%00", "q=%00", "lat=1e400"],
)
def test_an_odd_address_still_shows_the_list(visitor: Client, isola: None, query: str) -> None:
    story.make_campaign(story.make_call())
    for path in ("/campagne/", "/mappa/", "/mappa/campagne.geojson"):
        assert visitor.get(f"{path}?{query}").status_code == 200


def test_the_circle_around_a_point_or_a_district_keeps_what_is_inside(visitor: Client, isola: None) -> None:
    call = story.make_call()
    story.make_campaign(call, title="Vicina", district="Isola", **place("45.475", "9.19"))
    story.make_campaign(call, title="Lontana", district="Isola", **place("45.52", "9.19"))
    for query in ("lat=45.47&lon=9.19&raggio=2", "quartiere=isola&raggio=2"):
        page = text_of(visitor.get(f"/campagne/?{query}"))
        assert "Vicina" in page and "Lontana" not in page
    nearest = text_of(visitor.get("/campagne/?lat=45.53&lon=9.19&raggio=10&ordina=vicine"))
    assert nearest.index("Lontana") < nearest.index("Vicina")


def test_the_list_is_sorted_by_the_database(visitor: Client) -> None:
    call = story.make_call()
    first = story.make_campaign(call, title="Prima", days=5, cost_cents=2_000_00)
    second = story.make_campaign(call, title="Seconda", days=20, cost_cents=9_000_00)
    for each in (first, second):
        index.refresh(key=f"campaign:{each.pk}", now=clock.now())
    missing = search.missing_cents_of()
    assert [c.title for c in listing.find(Wanted(), Sort.ENDING, missing)] == ["Prima", "Seconda"]
    assert [c.title for c in listing.find(Wanted(), Sort.MISSING, missing)] == ["Seconda", "Prima"]
    assert [c.title for c in listing.find(Wanted(), Sort.NEWEST, missing)] == ["Seconda", "Prima"]


def test_the_pages_of_a_long_list_hold_each_campaign_once(visitor: Client) -> None:
    call = story.make_call()
    for _ in range(14):
        story.make_campaign(call)
    pages = [visitor.get(f"/campagne/?page={number}&stato=aperte").content.decode() for number in (1, 2)]
    found = [set(re.findall(r'<h2 class="cl-card-title"><a href="(/campagne/[^"]+)"', page)) for page in pages]
    assert [len(each) for each in found] == [12, 2] and not found[0] & found[1]
    assert "?stato=aperte&amp;page=2" in pages[0]


def test_the_map_is_a_list_without_scripts_and_its_data_are_asked_again_for_nothing(
    visitor: Client, isola: None
) -> None:
    draft = story.make_draft(story.make_call(), district="Isola")
    shown = story.make_campaign(story.make_call(), district="isola", title="Orto </script>")
    page = visitor.get("/mappa/").content.decode()
    assert f'href="/campagne/{shown.slug}/"' in page and "<path d=" in page and draft.slug not in page
    first = visitor.get("/mappa/campagne.geojson")
    point = first.json()["features"]
    assert [each["geometry"]["coordinates"] for each in point] == [[9.19, 45.47]]
    assert point[0]["properties"]["path"] == f"/campagne/{shown.slug}/"
    again = visitor.get("/mappa/campagne.geojson", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content


def test_feeds_are_whole_whatever_people_write(visitor: Client, isola: None) -> None:
    assert ElementTree.fromstring(visitor.get("/notizie/campagne.atom").content).findall(f"{ATOM}entry") == []
    odd = story.make_campaign(story.make_call(), title="A & <b> \u0001 ]]>", district="Isola")
    draft = story.make_draft(story.make_call(), district="Isola")
    for path in ("campagne", "aggiornamenti", "bandi", "zone/isola", f"campagne/{odd.slug}", f"bandi/{odd.call.slug}"):
        answer = visitor.get(f"/notizie/{path}.atom")
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.content)
        assert feed.find(f"{ATOM}updated") is not None and draft.slug not in answer.content.decode()
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert (f"http://milano.localhost:8000/campagne/{odd.slug}/" in ids) == (path not in ("aggiornamenti", "bandi"))
    assert visitor.get(f"/notizie/campagne/{draft.slug}.atom").status_code == 404
    assert visitor.get("/notizie/zone/mai-vista.atom").status_code == 404


def test_calendars_hold_the_last_day_of_each_campaign(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(), title="Orto, con; virgole\ne a capo", days=10)
    draft = story.make_draft(story.make_call())
    for path in ("scadenze", f"campagne/{campaign.slug}"):
        parsed = Calendar.from_ical(visitor.get(f"/calendario/{path}.ics").content)
        events = [event for event in parsed.walk("VEVENT") if campaign.slug in str(event["url"])]
        assert len(events) == 1 and "Orto, con; virgole" in str(events[0]["summary"])
        last = (campaign.closes_at - timedelta(microseconds=1)).astimezone().date()
        assert abs((events[0]["dtstart"].dt - last).days) <= 1
    assert visitor.get(f"/calendario/campagne/{draft.slug}.ics").status_code == 404


def test_sitemap_and_site_map_list_what_is_public_and_robots_are_told(visitor: Client, isola: None) -> None:
    campaign, draft = story.make_campaign(story.make_call()), story.make_draft(story.make_call())
    xml = visitor.get("/sitemap.xml").content.decode()
    ElementTree.fromstring(xml)
    assert f"/campagne/{campaign.slug}/</loc>" in xml and draft.slug not in xml
    page = visitor.get("/mappa-del-sito/").content.decode()
    assert f"/campagne/{campaign.slug}/" in page and draft.slug not in page
    for path in re.findall(r"<loc>http://milano\.localhost:8000([^<]+)</loc>", xml):
        assert visitor.get(path).status_code == 200, path
    robots = text_of(visitor.get("/robots.txt"))
    assert "Disallow: /donazioni/" in robots and "Sitemap: http://milano.localhost:8000/sitemap.xml" in robots


def test_a_page_says_of_itself_one_address_and_its_words(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(), title='Orto </script><script>alert(1)</script> "x"')
    page = visitor.get(f"/campagne/{campaign.slug}/?utm_source=x").content.decode()
    assert f'<link rel="canonical" href="http://milano.localhost:8000/campagne/{campaign.slug}/">' in page
    assert "<script>alert" not in page
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert block and json.loads(block[1])["name"] == campaign.title
    assert 'property="og:title" content="Orto &lt;/script&gt;' in page


def test_a_page_with_a_token_is_for_no_robot(visitor: Client) -> None:
    from apps.donations import links

    gift = story.make_collected_donation(story.make_campaign(story.make_call()), 10_00)
    assert visitor.get(f"/donazioni/{links.token_of(gift.pk)}/")["X-Robots-Tag"] == "noindex"


def test_a_data_block_never_ends_its_element() -> None:
    text = meta.data_block({"name": "</script><!--\u2028&"})
    assert "<" not in text and "\u2028" not in text and json.loads(text)["name"] == "</script><!--\u2028&"


def test_another_citys_data_stay_there(
    venezia: Any, visitor: Client, isola: None, client_of: Callable[..., Client]
) -> None:
    campaign = story.make_campaign(story.make_call(), district="Isola")
    other = client_of(venezia)
    for path in ("/mappa/campagne.geojson", "/mappa/quartieri.geojson", "/notizie/campagne.atom", "/sitemap.xml"):
        body = other.get(path).content.decode()
        assert campaign.slug not in body and "Isola" not in body
    assert other.get(f"/calendario/campagne/{campaign.slug}.ics").status_code == 404
