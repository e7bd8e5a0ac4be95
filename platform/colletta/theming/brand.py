"""A city's colours from its one primary colour: pure functions, no Django.

Owns the arithmetic of shades and contrast, and the names of the CSS variables. Which colour a city has is the
registry's; which rules use the variables is `stylesheet.py`'s.
"""

import colorsys
import hashlib
import re
from functools import lru_cache

NATIONAL_PRIMARY = "#173f73"
MINIMUM_CONTRAST = 4.5
DESIGN_SYSTEM_LIGHTNESS = 40
RUNGS = (95, 88, 75, 65, 50, 40, 35, 30, 25, 20, 10)

_BLACK = (0, 0, 0)
_WHITE = (255, 255, 255)
_LINEAR_BELOW = 0.04045
_HEX = re.compile(r"#[0-9a-f]{6}")

Rgb = tuple[int, int, int]


class InvalidColourError(ValueError):
    """The text is not a colour written as `#rrggbb`."""


def parse_colour(colour: str) -> Rgb:
    """Read `#rrggbb` into three integers from 0 to 255; raises InvalidColourError."""
    text = colour.strip().lower()
    if not _HEX.fullmatch(text):
        raise InvalidColourError(f"{colour!r} non è un colore nella forma #rrggbb")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def luminance(rgb: Rgb) -> float:
    """Return the relative luminance, 0 to 1, as defined by WCAG 2.2."""
    red, green, blue = (_linear(channel / 255) for channel in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as defined by WCAG 2.2; raises InvalidColourError."""
    return _contrast(parse_colour(one), parse_colour(other))


def passes_on_white(colour: str) -> bool:
    """Say whether text of this colour on white reaches 4.5:1; raises InvalidColourError."""
    return _contrast(parse_colour(colour), _WHITE) >= MINIMUM_CONTRAST


def nearest_passing(colour: str) -> str:
    """Return the colour if it reaches 4.5:1 on white, else its hue's lightest that does; raises InvalidColourError."""
    rgb = parse_colour(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in rgb))
    while _contrast(rgb, _WHITE) < MINIMUM_CONTRAST:
        lightness -= 0.001
        rgb = _from_hls(hue, lightness, saturation)
    return _to_hex(rgb)


def shade(colour: str, rung: int) -> str:
    """Return the colour at a rung: the lightness per cent of the blue it stands for (40: the colour itself)."""
    rgb = parse_colour(colour)
    if rung <= DESIGN_SYSTEM_LIGHTNESS:
        return _mix(rgb, _BLACK, 1 - rung / DESIGN_SYSTEM_LIGHTNESS)
    return _mix(rgb, _WHITE, (rung - DESIGN_SYSTEM_LIGHTNESS) / (100 - DESIGN_SYSTEM_LIGHTNESS))


def variables(primary: str) -> dict[str, str]:
    """Return the CSS variables of a primary colour, name to value; raises InvalidColourError."""
    tokens = {f"--brand-{rung}": shade(primary, rung) for rung in RUNGS}
    tokens["--brand-40-rgb"] = ",".join(str(channel) for channel in parse_colour(primary))
    return tokens


@lru_cache(maxsize=1024)
def sheet(primary: str) -> str:
    """Return the style sheet that declares the variables of a primary colour; raises InvalidColourError."""
    return ":root{" + ";".join(f"{name}:{value}" for name, value in variables(primary).items()) + "}\n"


@lru_cache(maxsize=1024)
def version(primary: str) -> str:
    """Return a short digest that changes whenever the sheet of this colour does; raises InvalidColourError."""
    return hashlib.sha256(sheet(primary).encode()).hexdigest()[:12]


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4


def _contrast(one: Rgb, other: Rgb) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _from_hls(hue: float, lightness: float, saturation: float) -> Rgb:
    red, green, blue = colorsys.hls_to_rgb(hue, max(lightness, 0.0), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _mix(one: Rgb, other: Rgb, share: float) -> str:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return _to_hex((red, green, blue))


def _to_hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in rgb)
