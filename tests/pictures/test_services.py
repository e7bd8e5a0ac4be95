import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from apps.kernel import clock
from apps.pictures import encoding, services
from apps.pictures.models import Picture
from apps.pictures.rules import widths_of
from apps.pictures.selectors import file_of, view, views
from tests.factories.constraints import refused

pytestmark = pytest.mark.django_db


def file(kind: str = "JPEG", size: tuple[int, int] = (1600, 900), **options: Any) -> io.BytesIO:
    kept = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(kept, kind, **options)
    kept.seek(0)
    return kept


def add(file: io.BytesIO, alt: str = "Il cortile visto dall'alto") -> Picture:
    return services.add_picture(file=file, alt=alt, actor="test", now=clock.now())


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_kept_in_every_size_and_format(milano: object, kind: str) -> None:
    picture = add(file(kind))
    assert (picture.width, picture.height) == (1280, 720)
    for width in (360, 720, 1280):
        for extension, format_name in (("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")):
            with Image.open(file_of(picture.key, width, extension)) as kept:
                assert (kept.format, kept.width) == (format_name, width)


def test_a_small_picture_is_never_enlarged(milano: object) -> None:
    picture = add(file(size=(500, 400)))
    assert widths_of(picture.width) == [360, 500]
    assert not file_of(picture.key, 720, "jpg").exists()


def test_what_the_camera_wrote_is_applied_and_dropped(milano: object) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x8825] = 6, "casa di Ada", {1: "N", 2: (45.0, 26.0, 0.0)}
    picture = add(file(size=(800, 600), exif=exif.tobytes()))
    assert (picture.width, picture.height) == (600, 800)
    for extension in ("avif", "webp", "jpg"):
        data = file_of(picture.key, 360, extension).read_bytes()
        with Image.open(io.BytesIO(data)) as kept:
            assert not kept.getexif()
        assert b"casa di Ada" not in data


def test_a_comment_in_a_png_is_dropped(milano: object) -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>")
    picture = add(file("PNG", pnginfo=words))
    assert all(b"alert" not in file_of(picture.key, 360, kind).read_bytes() for kind in ("avif", "webp", "jpg"))


def huge_png() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b""))


def animated() -> io.BytesIO:
    kept = io.BytesIO()
    frames = [Image.new("RGB", (200, 200), colour) for colour in ("red", "blue")]
    frames[0].save(kept, "WEBP", save_all=True, append_images=frames[1:])
    kept.seek(0)
    return kept


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (huge_png, "pixel"),
        (animated, "animate"),
        (lambda: file(size=(40, 900)), "troppo piccola"),
        (lambda: io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "non è un'immagine"),
        (lambda: io.BytesIO(file().getvalue()[:900]), "rovinato"),
        (lambda: file("GIF"), "non è un'immagine"),
        (lambda: io.BytesIO(b""), "vuoto"),
        (lambda: io.BytesIO(b"\xff\xd8\xff" + b"0" * encoding.MOST_BYTES), "10 MB"),
    ],
)
def test_what_is_no_picture_for_a_page_is_refused_and_not_kept(milano: object, bad: Any, words: str) -> None:
    with pytest.raises(services.PictureRefused, match=words):
        add(bad())
    assert not Picture.objects.exists()


def test_a_picture_without_words_is_refused(milano: object) -> None:
    with pytest.raises(services.PictureRefused, match="che cosa mostra"):
        add(file(), alt="   ")


def test_only_the_citys_own_pictures_are_served_and_for_good(milano: Any, venezia: Any, client_of: Any) -> None:
    from django_tenants.utils import tenant_context

    with tenant_context(milano):
        shown = view(add(file()))
        assert set(views([shown.key, "no-key"])) == {shown.key}
    answer = client_of(milano).get(shown.src)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client_of(venezia).get(shown.src).status_code == 404
    for wrong in (shown.src.replace(".jpg", ".svg"), shown.src.replace("-1280", "-1281"), "/immagini/../x.jpg"):
        assert client_of(milano).get(wrong).status_code == 404


def test_a_picture_needs_words_and_a_size(milano: object) -> None:
    values = {"key": "00000000-0000-0000-0000-000000000001", "uploaded_by": "t", "created_at": clock.now()}
    with refused("picture_has_an_alternative_text"):
        Picture.objects.create(**values, alt="", width=1, height=1)
    with refused("picture_has_a_size"):
        Picture.objects.create(**values, alt="x", width=0, height=1)
