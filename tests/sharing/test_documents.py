"""Cards, posters, codes and kits from plain data: sizes, standards, odd letters, and nothing that acts."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from apps.sharing import codes, kit, places, printing
from apps.sharing.facts import Facts, Look, shield

NOW = datetime(2027, 1, 31, tzinfo=UTC)
LOOK = Look(name="Comune di Prova", tagline="Motto", primary="#a8001c", accent="#c96a77", tint="#fbeef0", arms_key="")
FACTS = Facts(
    language="it",
    look=LOOK,
    title="Un orto in via dei Tigli",
    summary="Un orto per il quartiere.",
    place="Municipio 4",
    proponent="Orti Aperti",
    address="http://milano.localhost/campagne/orto/",
    state_label="Aperta",
    call_to_action="Dona entro la fine del 18/02/2027",
    city_adds="",
    raised_cents=5_000_00,
    threshold_cents=10_000_00,
    match_cents=5_000_00,
    match_label="Il Comune aggiunge",
    cost_cents=20_000_00,
)
ARMS = shield("#a8001c", "P")
AWKWARD = [
    "Ab\u200dc 日本 🎉 \x07 Ж Δ",
    '#panic("x") $x$ *b* </svg><script>',
    "Lunghissimo " * 14,
    "Parolasenzaspazi" * 10,
]


@pytest.mark.parametrize("title", [FACTS.title, *AWKWARD])
def test_any_title_makes_one_card_and_one_tagged_page(title: str) -> None:
    facts = replace(FACTS, title=title, summary=title * 3)
    with Image.open(BytesIO(printing.card_png(facts, arms=ARMS))) as card:
        assert card.size == (1200, 630)
    reader = PdfReader(BytesIO(printing.poster_pdf(facts, arms=ARMS, made_at=NOW)))
    assert len(reader.pages) == 1
    root = reader.trailer["/Root"]
    assert str(root["/MarkInfo"]["/Marked"]) == "True"
    assert root["/Lang"] == "it-IT"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_poster_is_as_bold_where_the_threshold_is_the_whole_cost() -> None:
    facts = replace(FACTS, cost_cents=FACTS.threshold_cents)
    poster = PdfReader(BytesIO(printing.poster_pdf(facts, arms=ARMS, made_at=NOW)))
    fonts = [str(font["/BaseFont"]) for font in poster.pages[0]["/Resources"]["/Font"].values()]
    assert [font for font in fonts if "Black" in font] == []


def test_a_poster_does_without_what_has_no_glyph() -> None:
    poster = printing.poster_pdf(replace(FACTS, title="Orto 🎉 in festa"), arms=ARMS, made_at=NOW)
    assert "Orto in festa" in PdfReader(BytesIO(poster)).pages[0].extract_text()


def test_a_poster_is_in_the_language_of_its_facts() -> None:
    poster = printing.poster_pdf(replace(FACTS, language="de"), arms=ARMS, made_at=NOW)
    reader = PdfReader(BytesIO(poster))
    assert reader.trailer["/Root"]["/Lang"] == "de-IT"
    assert "20.000 €" in reader.pages[0].extract_text().replace("\u00a0", " ")


def test_the_bar_shows_people_then_the_city_in_the_brand() -> None:
    with Image.open(BytesIO(printing.card_png(FACTS, arms=ARMS))) as card:
        row = [card.convert("RGB").getpixel((64 + int(1072 * share), 441)) for share in (0.1, 0.4, 0.9)]
    for pixel, colour in zip(row, ((0xA8, 0, 0x1C), (0xC9, 0x6A, 0x77), (0xDF, 0xE5, 0xEA)), strict=True):
        assert all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


def test_a_digest_changes_with_every_figure_and_word() -> None:
    changes = {"title": "Altro", "raised_cents": 1, "look": replace(LOOK, arms_key="x"), "call_to_action": "Finita"}
    digests = {replace(FACTS, **{name: value}).digest for name, value in changes.items()} | {FACTS.digest}
    assert len(digests) == len(changes) + 1
    assert replace(FACTS).digest == FACTS.digest


def test_the_kit_has_everything_and_the_same_bytes_twice() -> None:
    asked = {"card": b"png", "poster": b"pdf", "pictures": {"1.jpg": ("Un orto", b"jpg")}}
    made = kit.press_kit(FACTS, **asked)
    assert kit.press_kit(FACTS, **asked) == made
    with ZipFile(BytesIO(made)) as archive:
        assert archive.namelist() == [
            "LEGGIMI.txt",
            "testi.txt",
            "anteprima-social.png",
            "locandina-A4.pdf",
            "qr.svg",
            "qr.png",
            "immagini/1.jpg",
        ]
        assert "1.jpg: Un orto" in archive.read("LEGGIMI.txt").decode()
        assert FACTS.address in archive.read("testi.txt").decode()


def test_links_and_code_carry_any_title_without_acting() -> None:
    title = '"><script>alert(1)</script>&u=//evil.example'
    for place in places.places(FACTS.address, title):
        assert not set('<>" ') & set(place.link)
        assert "evil.example" not in place.link.split("?")[0]
    code = places.widget_code(FACTS.address, title, "http://milano.localhost/static/colletta/embed.js")
    assert "<script>alert" not in code
    assert code.count("<script") == 1


def test_a_code_is_an_image_that_stands_alone() -> None:
    assert codes.qr_svg(FACTS.address).startswith("<?xml")
    with Image.open(BytesIO(codes.qr_png(FACTS.address))) as code:
        assert code.width >= 300
