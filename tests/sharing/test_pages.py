"""What is made of a campaign, as it is served: kept, led on, hidden for drafts and elsewhere, without a cookie."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.templatetags.static import static
from django.test import Client

from apps.campaigns.models import Campaign
from apps.kernel import address
from tenants.registry import looks
from tests.factories import story
from tests.portal.visits import text_of

PARTS = ("qr.svg", "qr.png", "locandina.pdf", "materiali.zip", "riquadro/", "incorpora/", "card-0123456789abcdef.png")


@pytest.fixture
def campaign(milano: Any) -> Campaign:
    return story.make_campaign(story.make_call())


@pytest.fixture
def visitor(milano: Any, client_of: Callable[..., Client]) -> Client:
    return client_of(milano)


def test_the_page_shows_a_card_that_changes_with_the_money(campaign: Campaign, visitor: Client) -> None:
    path = f"/campagne/{campaign.slug}/"
    html = visitor.get(path).content.decode()
    before = re.search(r'property="og:image" content="http://[^/"]+(/campagne/[^"]+\.png)"', html)
    assert before
    assert '<meta property="og:image:width" content="1200">' in html
    assert 'property="og:image:alt" content="' in html
    card = visitor.get(before[1])
    assert (card.status_code, card["Content-Type"]) == (200, "image/png")
    assert "immutable" in card["Cache-Control"]
    assert card.content.startswith(b"\x89PNG")
    story.make_collected_donation(campaign, 50_00)
    moved = visitor.get(before[1])
    assert moved.status_code == 302
    assert moved["Location"].endswith(".png")
    assert before[1] not in moved["Location"]
    assert "immutable" not in moved.get("Cache-Control", "")


def test_nothing_is_made_of_a_draft_or_in_another_city(
    venezia: Any, campaign: Campaign, visitor: Client, client_of: Callable[..., Client]
) -> None:
    draft = story.make_draft(story.make_call())
    elsewhere = client_of(venezia)
    for part in PARTS:
        assert visitor.get(f"/campagne/{draft.slug}/{part}").status_code == 404
        assert elsewhere.get(f"/campagne/{campaign.slug}/{part}").status_code == 404
        assert visitor.post(f"/campagne/{campaign.slug}/{part}").status_code == 405


def test_the_widget_may_be_framed_and_nothing_else_may(campaign: Campaign, visitor: Client) -> None:
    for path in ("riquadro/", "riquadro/?lingua=en"):
        widget = visitor.get(f"/campagne/{campaign.slug}/{path}")
        assert widget.status_code == 200
        assert not widget.cookies
        assert "Cookie" not in widget.get("Vary", "")
        assert "X-Frame-Options" not in widget
        assert "frame-ancestors *" in widget["Content-Security-Policy"]
        assert "default-src 'none'" in widget["Content-Security-Policy"]
        assert "csrfmiddlewaretoken" not in widget.content.decode()
        assert 'target="_blank"' in widget.content.decode()
    for path in ("", "incorpora/"):
        page = visitor.get(f"/campagne/{campaign.slug}/{path}")
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_files_are_files_and_are_not_sent_twice(campaign: Campaign, visitor: Client) -> None:
    base = f"/campagne/{campaign.slug}/"
    kinds = {"qr.svg": "image/svg+xml", "qr.png": "image/png", "locandina.pdf": "application/pdf"}
    for name, kind in {**kinds, "materiali.zip": "application/zip"}.items():
        sent = visitor.get(base + name)
        assert (sent.status_code, sent["Content-Type"]) == (200, kind)
        assert visitor.get(base + name, headers={"If-None-Match": sent["ETag"]}).status_code == 304
    with ZipFile(BytesIO(visitor.get(base + "materiali.zip").content)) as archive:
        assert archive.testzip() is None


def test_the_ways_to_share_are_plain_links(campaign: Campaign, visitor: Client) -> None:
    html = visitor.get(f"/campagne/{campaign.slug}/").content.decode()
    for place in (
        "mailto:?",
        "https://wa.me/?",
        "https://t.me/share/url?",
        "https://www.facebook.com/",
        "https://x.com/",
    ):
        assert f'href="{place}' in html
    loaded = re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(https?://[^"]+)"', html)
    assert [each for each in loaded if "localhost" not in each and "testserver" not in each] == []
    code = text_of(visitor.get(f"/campagne/{campaign.slug}/incorpora/"))
    assert f"/campagne/{campaign.slug}/riquadro/" in code


def test_the_widgets_script_has_an_address_that_lasts(campaign: Campaign, visitor: Client) -> None:
    assert re.search(r'script src="http://[^/"]+/riquadro.js"', _code_to_paste(campaign, visitor))
    script = visitor.get("/riquadro.js")
    assert (script.status_code, script["Location"]) == (302, static("colletta/embed.js"))
    assert "max-age=3600" in script["Cache-Control"]


def test_a_title_stays_a_title_in_the_page_where_the_code_is_pasted(campaign: Campaign, visitor: Client) -> None:
    Campaign.objects.update(title='"><script>alert(1)</script></textarea>')
    code = _code_to_paste(campaign, visitor)
    assert code.count("<script") == 1
    assert 'title="&quot;&gt;&lt;script&gt;alert(1)' in code


def _code_to_paste(campaign: Campaign, visitor: Client) -> str:
    html = visitor.get(f"/campagne/{campaign.slug}/incorpora/").content.decode()
    shown = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)
    assert shown
    return unescape(shown[1])


def test_whatever_is_passed_on_names_the_main_address(
    milano: Any, campaign: Campaign, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks.add_alias(tenant=milano, domain="altro.example")
    monkeypatch.setattr(address, "_known", {})
    base, host = f"/campagne/{campaign.slug}/", {"host": "altro.example"}
    for path in (base, f"{base}incorpora/", f"{base}riquadro/", "/", f"/bandi/{campaign.call.slug}/"):
        html = visitor.get(path, headers=host).content.decode()
        assert "milano.localhost" in html
        assert "altro.example" not in html
    with ZipFile(BytesIO(visitor.get(f"{base}materiali.zip", headers=host).content)) as archive:
        assert "altro.example" not in archive.read("testi.txt").decode()
