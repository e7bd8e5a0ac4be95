"""From the bytes that a person uploads to clean files in each size and format.

Decides what is no acceptable picture; keeps nothing. What a camera or a program wrote beside the pixels is lost here.
"""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from apps.kernel.errors import DomainError
from apps.pictures import rules

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LEAST_SIDE = 80
_READ = ("JPEG", "PNG", "WEBP", "AVIF")
_WRITTEN: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 3}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}


class PictureRefused(DomainError):
    """The file is no picture that a page can show; the message says what to do."""

    code = "picture_refused"


def read(data: bytes) -> Image.Image:
    """Return the picture in a file as upright RGB pixels and nothing else, not larger than the largest size kept.

    Raises PictureRefused: too many bytes or pixels, too small, animated, no JPEG, PNG, WebP or AVIF, broken.
    """
    if not data or len(data) > MOST_BYTES:
        raise PictureRefused(_("Il file è vuoto o supera 10 MB: scegli una versione più leggera."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _clean(_opened(data))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise PictureRefused(_("Il file non è un'immagine JPEG, PNG, WebP o AVIF, oppure è rovinato.")) from error


def sizes(picture: Image.Image) -> Iterator[tuple[int, str, bytes]]:
    """Yield width, extension and content of each file in which a picture is kept."""
    for width in rules.widths_of(picture.width):
        height = max(1, round(picture.height * width / picture.width))
        resized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
        for extension, (name, options) in _WRITTEN.items():
            kept = io.BytesIO()
            resized.save(kept, name, **options)
            yield width, extension, kept.getvalue()


def _opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data), formats=_READ)
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()
    if min(picture.size) < LEAST_SIDE:
        raise PictureRefused(_("L'immagine è troppo piccola: ogni lato deve avere almeno 80 pixel."))
    if getattr(picture, "n_frames", 1) > 1:
        raise PictureRefused(_("Le immagini animate non sono ammesse: scegli un'immagine ferma."))
    return picture


def _clean(picture: Image.Image) -> Image.Image:
    largest = rules.WIDTHS[-1]
    picture.draft("RGB", (largest, largest))
    upright = _in_srgb(ImageOps.exif_transpose(picture)).convert("RGBA")
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    if paper.width > largest:
        paper = paper.resize((largest, max(1, round(paper.height * largest / paper.width))), Image.Resampling.LANCZOS)
    return paper


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode != "RGB":
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB")) or picture
    except ImageCms.PyCMSError:
        return picture


def _too_large() -> PictureRefused:
    return PictureRefused(_("L'immagine ha troppi pixel: riducila a meno di 40 megapixel."))
