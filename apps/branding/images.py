"""Pictures made again from what was uploaded: nothing of the original file is kept, and nothing in them acts.

An SVG loses scripts, events, references to anything outside it; a photograph loses its metadata. Bytes in, bytes out.
"""

import base64
import re
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree  # nosec B405 - parsing is defusedxml's

import py_svg_hush
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageOps, UnidentifiedImageError

from apps.kernel.errors import DomainError

SVG, WEBP, PNG = "image/svg+xml", "image/webp", "image/png"
LARGEST_SVG = 300_000
LARGEST_UPLOAD = 10_000_000
MOST_PIXELS = 40_000_000
ARMS_PIXELS = 512
LOGO_PIXELS = (600, 160)
PHOTOGRAPH_WIDTHS = (1600, 960, 480)
SMALLEST_PHOTOGRAPH = 480
_FORMATS = ("PNG", "JPEG", "WEBP")
_SVG_SPACE = "{http://www.w3.org/2000/svg}"
_INSIDE = re.compile(r"#[\w.:-]+|data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\s]+")
_ACTS = re.compile(r"@|//|url\(|expression|\\|/\*|javascript", re.IGNORECASE)
_FORBIDDEN = ("style", "set", "animate", "animateTransform", "animateMotion", "script", "foreignObject", "a")


class PictureRefused(DomainError):
    """The file is not a picture that can be used; the message says why."""

    code = "picture_refused"


@dataclass(frozen=True)
class Made:
    """A picture ready to be served."""

    data: bytes
    media_type: str
    width: int
    height: int


def arms(data: bytes) -> Made:
    """Return a coat of arms as SVG, from an SVG or from a bitmap, which it then encloses; raises PictureRefused."""
    if _looks_like_svg(data):
        return _clean_svg(data)
    picture = _fitted(_opened(data).convert("RGBA"), (ARMS_PIXELS, ARMS_PIXELS))
    width, height = picture.size
    inside = base64.b64encode(_saved(picture, "PNG", optimize=True)).decode()
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{inside}"/></svg>'
    )
    return Made(text.encode(), SVG, width, height)


def logo(data: bytes) -> Made:
    """Return a logo, SVG or PNG of moderate size; raises PictureRefused."""
    if _looks_like_svg(data):
        return _clean_svg(data)
    picture = _fitted(_opened(data).convert("RGBA"), LOGO_PIXELS)
    return Made(_saved(picture, "PNG", optimize=True), PNG, *picture.size)


def photograph(data: bytes) -> list[Made]:
    """Return a photograph in WebP, widest first, without its metadata and never enlarged; raises PictureRefused."""
    picture = _opened(data).convert("RGB")
    if picture.width < SMALLEST_PHOTOGRAPH:
        raise PictureRefused(f"La fotografia è troppo piccola: serve larga almeno {SMALLEST_PHOTOGRAPH} pixel.")
    widths = sorted({min(width, picture.width) for width in PHOTOGRAPH_WIDTHS}, reverse=True)
    made = []
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        smaller = picture.resize((width, height), Image.Resampling.LANCZOS)
        made.append(Made(_saved(smaller, "WEBP", quality=72, method=4), WEBP, width, height))
    return made


def _looks_like_svg(data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and b"<svg" in data[:4000].lower()


def _clean_svg(data: bytes) -> Made:
    if len(data) > LARGEST_SVG:
        raise PictureRefused(f"Il file SVG è troppo grande: al massimo {LARGEST_SVG // 1000} kB.")
    try:
        hushed = py_svg_hush.filter_svg(data, {"image": ["png", "jpeg", "webp", "gif"]})
        root = fromstring(hushed)
    except (ValueError, ElementTree.ParseError, RecursionError) as error:
        raise PictureRefused("Il file SVG non si può leggere: esportalo di nuovo dal programma di disegno.") from error
    if root.tag != f"{_SVG_SPACE}svg":
        raise PictureRefused("Il file non è un disegno SVG.")
    _make_inert(root)
    width, height = _size(root)
    ElementTree.register_namespace("", _SVG_SPACE.strip("{}"))
    return Made(ElementTree.tostring(root, encoding="utf-8"), SVG, width, height)


def _make_inert(element: ElementTree.Element) -> None:
    """Take out what the filter leaves: animations, style sheets that fetch, references to other files."""
    for child in list(element):
        name = str(child.tag).removeprefix(_SVG_SPACE)
        if name == "style" and not _ACTS.search(child.text or ""):
            continue
        if name in _FORBIDDEN:
            element.remove(child)
        else:
            _make_inert(child)
    for name, value in list(element.attrib.items()):
        bare = name.rsplit("}", 1)[-1].lower()
        if (
            bare.startswith("on")
            or (bare in {"href", "src"} and not _INSIDE.fullmatch(value.strip()))
            or (bare == "style" and _ACTS.search(value))
        ):
            del element.attrib[name]


def _size(root: ElementTree.Element) -> tuple[int, int]:
    """Return the drawing's size, and write the view box that scales it where it has none; raises PictureRefused."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        numbers = [float(part) for part in box] if len(box) == 4 else []  # noqa: PLR2004
        if not numbers:
            numbers = [0.0, 0.0, *(float(re.sub(r"px$", "", root.get(side, ""))) for side in ("width", "height"))]
            root.set("viewBox", " ".join(f"{number:g}" for number in numbers))
        width, height = round(numbers[2]), round(numbers[3])
    except (ValueError, OverflowError) as error:
        raise PictureRefused("Il disegno SVG non dice quanto è grande (viewBox).") from error
    if width < 1 or height < 1 or max(width, height) > 100_000:  # noqa: PLR2004
        raise PictureRefused("Il disegno SVG ha una misura che non si può usare.")
    return width, height


def _opened(data: bytes) -> Image.Image:
    if len(data) > LARGEST_UPLOAD:
        raise PictureRefused(f"Il file è troppo grande: al massimo {LARGEST_UPLOAD // 1_000_000} MB.")
    try:
        picture = Image.open(BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise PictureRefused("L'immagine ha troppi pixel: al massimo 40 milioni.")
        picture.load()
        return ImageOps.exif_transpose(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureRefused("Il file non è un'immagine PNG, JPEG o WebP che si possa leggere.") from error


def _fitted(picture: Image.Image, limits: tuple[int, int]) -> Image.Image:
    picture.thumbnail(limits, Image.Resampling.LANCZOS)
    return picture


def _saved(picture: Image.Image, name: str, **options: object) -> bytes:
    target = BytesIO()
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    bare.save(target, name, **options)
    return target.getvalue()
