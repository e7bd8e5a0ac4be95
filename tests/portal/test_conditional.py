"""How answers travel: asked again for nothing, compressed, with the right rules for caches."""

import gzip
from typing import Any

import pytest
from django.test import Client

from tests.factories import story
from tests.personal.conftest import add_citizen, enter


@pytest.fixture
def paths(visitor: Client) -> list[str]:
    call = story.make_call()
    campaign = story.make_campaign(call)
    page = f"/campagne/{campaign.slug}/"
    return [
        "/",
        "/campagne/",
        page,
        f"/bandi/{call.slug}/",
        "/come-funziona/",
        "/mappa/",
        "/sitemap.xml",
        f"{page}qr.svg",
    ]


def test_a_public_page_that_did_not_change_is_not_sent_again(visitor: Client, paths: list[str]) -> None:
    for path in paths:
        first = visitor.get(path)
        assert first["Cache-Control"] == "no-cache" and "Cookie" in first["Vary"], path
        again = visitor.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again["ETag"] == first["ETag"]
    for path in ("/", "/campagne/", "/sitemap.xml"):
        old = visitor.get(path)["ETag"]
        story.make_campaign(story.make_call())
        assert visitor.get(path, headers={"If-None-Match": old}).status_code == 200


def test_no_shared_cache_keeps_what_a_session_or_a_form_made_personal(visitor: Client, paths: list[str]) -> None:
    assert "private" in visitor.get("/segnalazioni/")["Cache-Control"]
    add_citizen()
    assert enter(visitor).status_code == 302
    for path in (*paths, "/area/"):
        assert "private" in visitor.get(path)["Cache-Control"], path


def test_words_are_compressed_and_pictures_are_left_alone(visitor: Client, paths: list[str]) -> None:
    for path in paths:
        plain = visitor.get(path)
        packed = visitor.get(path, headers={"Accept-Encoding": "gzip, br"})
        assert gzip.decompress(packed.content) == plain.content, path
        assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
        again = visitor.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
        assert again.status_code == 304
    picture: Any = visitor.get(paths[-1].replace("svg", "png"), headers={"Accept-Encoding": "gzip"})
    assert picture.status_code == 200 and not picture.has_header("Content-Encoding")
