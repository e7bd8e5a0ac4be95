"""In which sizes a picture is kept, and how a page names them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.kernel.texts import Translations, told

WIDTHS = (360, 720, 1280)
"""Widths that screens ask for, in pixels."""
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
"""From the smallest file to the one that every browser reads."""
PLACE = "/immagini"
"""Where a city serves its pictures."""


@dataclass(frozen=True, kw_only=True)
class PictureView:
    """A picture for `components/picture.html`; `width` and `height` are those of its largest size, in pixels.

    `place` is where it is served: the city's own place, or the national portal's for that city.
    """

    key: str
    alt: str
    width: int
    height: int
    place: str = PLACE

    @property
    def sources(self) -> list[tuple[str, str]]:
        """The media type and the `srcset` of each format but the last."""
        return [(kind, self._srcset(extension)) for extension, kind in FORMATS.items() if extension != "jpg"]

    @property
    def srcset(self) -> str:
        """The `srcset` of the format that every browser reads."""
        return self._srcset("jpg")

    @property
    def src(self) -> str:
        """The address of the largest size, for browsers without `srcset` and for links."""
        return address(self.key, self.width, "jpg", self.place)

    def _srcset(self, extension: str) -> str:
        return ", ".join(
            f"{address(self.key, width, extension, self.place)} {width}w" for width in widths_of(self.width)
        )


def widths_of(width: int) -> list[int]:
    """Return the widths in which a picture is kept: none is larger than the picture itself.

    >>> widths_of(4000), widths_of(500), widths_of(20)
    ([360, 720, 1280], [360, 500], [20])
    """
    return sorted({min(width, each) for each in WIDTHS})


def address(key: str | UUID, width: int, extension: str, place: str = PLACE) -> str:
    """Return where one size of a picture is served."""
    return f"{place}/{key}-{width}.{extension}"


def kept(picture: PictureView | None) -> dict[str, Any]:
    """Return the JSON values by which a row remembers a picture, empty for none."""
    names = ("key", "alt", "width", "height")
    return {name: getattr(picture, name) for name in names} if picture else {}


def shown(
    values: Mapping[str, Any], place: str = PLACE, translations: Translations | None = None
) -> PictureView | None:
    """Return the picture that a row remembers, or None; its words as the row translates them under `cover`.

    >>> shown(kept(PictureView(key="k", alt="Il porto", width=1280, height=720))).src
    '/immagini/k-1280.jpg'
    """
    if not values:
        return None
    alt = told(values["alt"], "cover", translations or {})
    return PictureView(**{**values, "alt": alt}, place=place)
