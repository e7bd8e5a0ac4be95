"""What is drawn of what people typed: the words of posters, cards, kits and receipts are the payload, only words."""

import re
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader

from apps.donations import links
from apps.receipts.rules.repertoire import REPLACEMENT, line
from tests.factories import story
from tests.injection.oracle import wrong_with
from tests.injection.payloads import PACKS, Pack
from tests.receipts.givers import issue, make_funded

TYPST = Pack("typst", ('#panic("zqx") #eval("1+1") $ x^2 $ *b* _c_ `d` <zqx> @zqx [e] \\u{41} // f\\ = g',))
DRAWN = [pack for pack in (*PACKS, TYPST) if pack.name not in ("nul", "overlong")]
ACTS = ("/JavaScript", "/JS", "/Launch", "/AA", "/OpenAction", "/EmbeddedFile")


@pytest.fixture
def visitor(milano: Any, client_of: Any) -> Client:
    """Somebody who opens Milano's portal."""
    client: Client = client_of(milano)
    return client


def flat(text: str) -> str:
    """Return a text without blanks, which the lines of a page break."""
    return "".join(text.split())


def words_of(pdf: bytes) -> str:
    """Return the words of a PDF, which must do nothing and lead nowhere that a payload names."""
    reader = PdfReader(BytesIO(pdf))
    objects = [str(reader.get_object(number)) for number in range(1, int(reader.trailer["/Size"]))]
    assert len(objects) > len(reader.pages)
    assert [name for name in ACTS for each in objects if f"'{name}'" in each] == []
    for page in reader.pages:
        for note in page.get("/Annots", []):
            assert "zqx" not in str(note.get_object())
    return flat("".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("pack", DRAWN, ids=lambda pack: pack.name)
def test_a_campaigns_poster_card_and_kit_say_its_title(visitor: Client, pack: Pack) -> None:
    title = pack.cut(160, 0)
    campaign = story.make_campaign(story.make_call(), title=title, district=pack.cut(60, 0))
    own = f"/campagne/{campaign.slug}/"
    assert flat(line(title).replace(REPLACEMENT, "")) in words_of(visitor.get(f"{own}locandina.pdf").content)
    page = visitor.get(own)
    html = page.content.decode()
    alternative = re.search(r'property="og:image:alt" content="([^"]*)"', html)
    assert alternative and flat(title) in flat(unescape(alternative[1])) and "<" not in alternative[1]
    card = re.search(r'property="og:image" content="http://[^/"]+(/campagne/[^"]+\.png)"', html)
    assert card and visitor.get(card[1]).content.startswith(b"\x89PNG")
    for path in (own, f"{own}qr.svg", f"{own}riquadro/", f"{own}incorpora/"):
        assert wrong_with(visitor.get(path)) == []
    kit = visitor.get(f"{own}materiali.zip")
    with ZipFile(BytesIO(kit.content)) as archive:
        assert flat(title) in flat(archive.read("testi.txt").decode())
        assert not any(name.startswith(("/", "..")) for name in archive.namelist())


@pytest.mark.parametrize("pack", DRAWN, ids=lambda pack: pack.name)
def test_a_receipt_says_the_donor_and_the_campaign(visitor: Client, pack: Pack) -> None:
    name, address, title = pack.cut(120, 0), pack.cut(200, 1), pack.cut(160, 2)
    _campaign, (gift,) = make_funded({"donor_name": name, "donor_address": address}, title=title)
    issue(gift)
    said = words_of(visitor.get(f"/donazioni/{links.token_of(gift.pk)}/ricevuta.pdf").content)
    for text in (name, address, title):
        assert flat(line(text)) in said
