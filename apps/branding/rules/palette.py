"""A city's shades from its one or two colours, and where each of them must be told from what: pure, no Django.

Owns the names of the CSS variables and the list of their uses; `site.css` and the built sheet use nothing else. Colours
are accepted when every use reaches the contrast that WCAG 2.2 asks of it (1.4.3 for text, 1.4.11 for everything else).
"""

import colorsys
from dataclasses import dataclass
from functools import lru_cache

from apps.kernel.colours import BLACK, WHITE, contrast, mix, parse_colour, to_hex

TEXT = 4.5
SHAPE = 3.0
PAGE = "#ffffff"
PAPER = "#f3f5f7"
TRACK = "#dfe5ea"
FOCUS_DARK, FOCUS_LIGHT = "#000000", "#ffffff"
DESIGN_SYSTEM_LIGHTNESS = 40
RUNGS = (95, 88, 75, 65, 50, 40, 35, 30, 25, 20, 10)
_STEP = 0.002
_TOLD_APART = 1.5


@dataclass(frozen=True)
class Use:
    """Where a shade stands on another: shades by name (`40`, `accent`), fixed colours as they are."""

    label: str
    front: str
    back: str
    minimum: float


USES: tuple[Use, ...] = (
    Use("testo nel colore principale sul bianco", "40", PAGE, TEXT),
    Use("testo nel colore principale sulle fasce grigie", "40", PAPER, TEXT),
    Use("testo bianco sul colore principale", PAGE, "40", TEXT),
    *(Use(f"testo bianco sulla tinta scura {rung}", PAGE, str(rung), TEXT) for rung in (35, 30, 25, 20, 10)),
    *(Use(f"collegamento ({rung}) sul bianco", str(rung), PAGE, TEXT) for rung in (35, 30, 25, 20)),
    *(Use(f"collegamento ({rung}) sulle fasce grigie", str(rung), PAPER, TEXT) for rung in (35, 30, 25)),
    Use("scelta selezionata", "25", "95", TEXT),
    Use("pulsante chiaro al passaggio", "25", "95", TEXT),
    Use("barra: parte dei cittadini sul fondo", "40", TRACK, SHAPE),
    Use("barra: parte del Comune sul fondo", "accent", TRACK, SHAPE),
    Use("barra: parte del Comune sul bianco", "accent", PAGE, SHAPE),
)
DECORATIVE = frozenset({"95", "88", "75", "65", "50", "40-rgb"})
"""Shades that carry no meaning: drawings, tints under dark text, borders beside a label."""
_UNDER_FOCUS = (PAGE, PAPER, "40", "35", "30", "25", "20", "10", "accent")


@dataclass(frozen=True)
class Failure:
    """A use that misses its contrast: its words, what it reaches, what it should."""

    label: str
    ratio: float
    minimum: float


def shade(colour: str, rung: int) -> str:
    """Return the colour at a rung: the lightness per cent of the blue it stands for (40: the colour itself)."""
    rgb = parse_colour(colour)
    if rung <= DESIGN_SYSTEM_LIGHTNESS:
        return mix(rgb, BLACK, 1 - rung / DESIGN_SYSTEM_LIGHTNESS)
    return mix(rgb, WHITE, (rung - DESIGN_SYSTEM_LIGHTNESS) / (100 - DESIGN_SYSTEM_LIGHTNESS))


def accent(primary: str) -> str:
    """Return the second colour of a city that gave none: a lighter shade that the bar can show, else a dark one."""
    rgb = parse_colour(primary)
    for percent in range(60, 0, -2):
        lighter = mix(rgb, WHITE, percent / 100)
        if contrast(lighter, TRACK) >= SHAPE:
            return lighter if contrast(lighter, primary) >= _TOLD_APART else shade(primary, 20)
    return shade(primary, 20)


def shades(primary: str, secondary: str = "") -> dict[str, str]:
    """Return every shade by name; raises InvalidColourError."""
    return {str(rung): shade(primary, rung) for rung in RUNGS} | {"accent": secondary or accent(primary)}


def variables(primary: str, secondary: str = "") -> dict[str, str]:
    """Return the CSS variables of a city's colours, name to value; raises InvalidColourError."""
    tokens = {f"--brand-{name}": value for name, value in shades(primary, secondary).items()}
    tokens["--brand-40-rgb"] = ",".join(str(channel) for channel in parse_colour(primary))
    return tokens


def failures(primary: str, secondary: str = "") -> list[Failure]:
    """Return the uses that miss their contrast, none for colours that are accepted; raises InvalidColourError."""
    named = shades(primary, secondary)
    found = []
    for use in USES:
        ratio = contrast(named.get(use.front, use.front), named.get(use.back, use.back))
        if ratio < use.minimum:
            found.append(Failure(use.label, ratio, use.minimum))
    for name in _UNDER_FOCUS:
        back = named.get(name, name)
        ratio = max(contrast(FOCUS_DARK, back), contrast(FOCUS_LIGHT, back))
        if ratio < SHAPE:
            found.append(Failure("riquadro di chi usa la tastiera", ratio, SHAPE))
    return found


def passes(primary: str, secondary: str = "") -> bool:
    """Tell whether the colours reach the contrast of every use; raises InvalidColourError."""
    return not failures(primary, secondary)


@lru_cache(maxsize=4096)
def nearest_primary(colour: str) -> str:
    """Return the colour if it passes everywhere, else its hue's lightest that does; raises InvalidColourError."""
    return _darkened(colour, passes)


@lru_cache(maxsize=4096)
def nearest_secondary(primary: str, colour: str) -> str:
    """Return the second colour if it passes beside a primary that does, else its hue's lightest that does."""
    return _darkened(colour, lambda candidate: passes(primary, candidate))


def _darkened(colour: str, is_good) -> str:  # type: ignore[no-untyped-def]
    candidate = to_hex(parse_colour(colour))
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in parse_colour(candidate)))
    while not is_good(candidate) and lightness > 0:
        lightness = max(0.0, lightness - _STEP)
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        candidate = to_hex((round(red * 255), round(green * 255), round(blue * 255)))
    return candidate
