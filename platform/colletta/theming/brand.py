"""A city's colours from its one primary colour: pure functions, no Django.

Owns the names of the CSS variables and their shades. Which colour a city has is the registry's, the arithmetic of
colours the kernel's; which rules use the variables is `stylesheet.py`'s.
"""

import hashlib
from functools import lru_cache

from apps.kernel.colours import BLACK, WHITE, mix, parse_colour

NATIONAL_PRIMARY = "#173f73"
DESIGN_SYSTEM_LIGHTNESS = 40
RUNGS = (95, 88, 75, 65, 50, 40, 35, 30, 25, 20, 10)


def shade(colour: str, rung: int) -> str:
    """Return the colour at a rung: the lightness per cent of the blue it stands for (40: the colour itself)."""
    rgb = parse_colour(colour)
    if rung <= DESIGN_SYSTEM_LIGHTNESS:
        return mix(rgb, BLACK, 1 - rung / DESIGN_SYSTEM_LIGHTNESS)
    return mix(rgb, WHITE, (rung - DESIGN_SYSTEM_LIGHTNESS) / (100 - DESIGN_SYSTEM_LIGHTNESS))


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
