"""Colours written as `#rrggbb`, and their contrast as WCAG 2.2 defines it; pure."""

import colorsys
import re

MINIMUM_CONTRAST = 4.5
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
    return _contrast(parse_colour(one), parse_colour(other))


def contrast_on_white(colour: str) -> float:
    """Return the contrast ratio of text in this colour on white, 1 to 21; raises InvalidColourError.

    >>> round(contrast_on_white("#000000")), round(contrast_on_white("#ffffff"))
    (21, 1)
    """
    return _contrast(parse_colour(colour), WHITE)


def passes_on_white(colour: str) -> bool:
    """Tell whether text in this colour on white reaches 4.5:1; raises InvalidColourError."""
    return contrast_on_white(colour) >= MINIMUM_CONTRAST


def nearest_passing(colour: str) -> str:
    """Return the colour if it reaches 4.5:1 on white, else its hue's lightest that does; raises InvalidColourError."""
    rgb = parse_colour(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in rgb))
    while _contrast(rgb, WHITE) < MINIMUM_CONTRAST:
        lightness -= 0.001
        rgb = _from_hls(hue, lightness, saturation)
    return to_hex(rgb)


def _contrast(one: Rgb, other: Rgb) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else float(((channel + 0.055) / 1.055) ** 2.4)


def _from_hls(hue: float, lightness: float, saturation: float) -> Rgb:
    red, green, blue = colorsys.hls_to_rgb(hue, max(lightness, 0.0), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)
