"""Colours written as `#rrggbb`, and their contrast as WCAG 2.2 defines it; pure."""

import re

BLACK = (0, 0, 0)
WHITE = (255, 255, 255)

_LINEAR_BELOW = 0.04045
_HEX = re.compile(r"#[0-9a-f]{6}")

Rgb = tuple[int, int, int]


class InvalidColourError(ValueError):
    """The text is not a colour written as `#rrggbb`."""


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour written as `#rrggbb`, lower case."""
    return _HEX.fullmatch(text) is not None


def parse_colour(colour: str) -> Rgb:
    """Read `#rrggbb` into three integers from 0 to 255; raises InvalidColourError."""
    text = colour.strip().lower()
    if not is_colour(text):
        raise InvalidColourError(f"{colour!r} non è un colore nella forma #rrggbb")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def to_hex(rgb: Rgb) -> str:
    """Return a colour as `#rrggbb`."""
    return "#" + "".join(f"{channel:02x}" for channel in rgb)


def mix(one: Rgb, other: Rgb, share: float) -> str:
    """Return the colour that lies a share, 0 to 1, of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return to_hex((red, green, blue))


def luminance(rgb: Rgb) -> float:
    """Return the relative luminance, 0 to 1."""
    red, green, blue = (_linear(channel / 255) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21; raises InvalidColourError."""
    darker, lighter = sorted((luminance(parse_colour(one)), luminance(parse_colour(other))))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else float(((channel + 0.055) / 1.055) ** 2.4)
