"""Pictures made again: nothing of the original acts, and what cannot be read is refused in words."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from apps.branding import images

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = "<svg " + SPACES + ' viewBox="0 0 64 76" {0}>{1}</svg>'
ATTACKS = [
    ("", "<script>alert(1)</script>"),
    ('onload="alert(1)"', ""),
    ("", '<path d="M0 0" onclick="alert(1)" ONMOUSEOVER="alert(1)"/>'),
    ("", '<a href="javascript:alert(1)"><path d="M0 0"/></a>'),
    ("", '<a xlink:href="java&#10;script:alert(1)"><path d="M0 0"/></a>'),
    (
        "",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"><img onerror="alert(1)"/></p></foreignObject>',
    ),
    ("", '<use href="https://evil.example/x.svg#a"/>'),
    ("", '<use xlink:href="data:image/svg+xml;base64,PHN2Zz48c2NyaXB0PjE8L3NjcmlwdD48L3N2Zz4=#x"/>'),
    ("", '<image href="https://evil.example/track.png"/>'),
    ("", '<image xlink:href="//evil.example/track.png"/>'),
    ("", '<image href="data:image/svg+xml,%3Csvg onload=alert(1)%3E"/>'),
    ("", "<style>@import url(https://evil.example/a.css);</style>"),
    ("", "<style>path{background:url(https://evil.example/a.png)}</style>"),
    ("", "<style>@im\\port 'https://evil.example'</style>"),
    ("", '<path style="background:url(https://evil.example)" d="M0 0"/>'),
    ("", '<path fill="url(https://evil.example#a)" d="M0 0"/>'),
    ("", '<set attributeName="href" to="javascript:alert(1)"/>'),
    ("", '<animate attributeName="href" values="javascript:alert(1)"/>'),
    ("", '<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>'),
    ("", '<iframe src="https://evil.example"/>'),
]


def bitmap(size: tuple[int, int] = (1200, 800), mode: str = "RGB", name: str = "JPEG", **options: object) -> bytes:
    target = BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(target, name, **options)
    return target.getvalue()


@pytest.mark.parametrize(("attributes", "inside"), ATTACKS)
def test_an_svg_loses_whatever_acts_or_fetches_and_keeps_its_drawing(attributes, inside):
    drawing = '<path id="kept" d="M1 1h10"/>'
    made = images.arms(SVG.format(attributes, inside + drawing).encode())
    text = made.data.decode().lower()
    for word in ("script", "evil", "onload", "onclick", "onmouseover", "foreignobject", "@import", "iframe", "alert"):
        assert word not in text
    assert 'id="kept"' in text
    assert (made.width, made.height, made.media_type) == (64, 76, images.SVG)


def test_an_svg_keeps_gradients_inner_references_plain_styles_and_enclosed_bitmaps():
    inside = (
        '<style>.a{fill:#f00}</style><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient>'
        '<path class="a" fill="url(#g)" d="M0 0"/><use xlink:href="#g"/><image href="data:image/png;base64,iVBORw0K"/>'
    )
    text = images.arms(SVG.format("", inside).encode()).data.decode()
    for kept in (".a{fill:#f00}", "url(#g)", 'href="#g"', "data:image/png;base64,iVBORw0K"):
        assert kept in text


def test_an_svg_without_a_view_box_gets_one_and_without_a_size_is_refused():
    made = images.arms(b'<svg xmlns="http://www.w3.org/2000/svg" width="10px" height="20"><path d="M0 0"/></svg>')
    assert ElementTree.fromstring(made.data).get("viewBox") == "0 0 10 20"
    with pytest.raises(images.PictureRefused, match="viewBox"):
        images.arms(b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<html><svg></html>",
        b"<svg",
        b"\x89PNG\r\n\x1a\nbroken",
        bitmap()[:400],
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e99 nan"/>',
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">' + "<g>" * 90_000).encode(),
        SVG.format("", "<path/>" * 60_000).encode(),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data):
    with pytest.raises(images.PictureRefused) as refusal:
        images.arms(data)
    assert refusal.value.message


def test_a_bitmap_of_the_arms_is_enclosed_in_a_drawing_of_moderate_size():
    made = images.arms(bitmap((2000, 1000), "RGBA", "PNG"))
    assert made.media_type == images.SVG
    assert (made.width, made.height) == (512, 256)
    assert b"data:image/png;base64," in made.data


def test_a_photograph_loses_its_metadata_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x8825] = 6, "segreto", {1: "N", 2: (45.0, 26.0, 0.0)}
    made = images.photograph(bitmap((1200, 800), exif=exif, comment=b"segreto"))
    assert [each.width for each in made] == [800, 480]
    for each in made:
        again = Image.open(BytesIO(each.data))
        assert (again.format, again.size) == ("WEBP", (each.width, each.height))
        assert not again.getexif()
        assert b"segreto" not in each.data
    assert made[0].height > made[0].width


def test_a_photograph_comes_in_three_widths_and_is_never_enlarged():
    assert [each.width for each in images.photograph(bitmap((2400, 1200)))] == [1600, 960, 480]
    with pytest.raises(images.PictureRefused, match="troppo piccola"):
        images.photograph(bitmap((200, 200)))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unfolded():
    target = BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")
    assert len(target.getvalue()) < 200_000
    with pytest.raises(images.PictureRefused, match=r"pixel|non è un'immagine"):
        images.photograph(target.getvalue())
