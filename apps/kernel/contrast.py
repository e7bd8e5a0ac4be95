"""Contrast of a colour with white, as WCAG 2.2 defines it; pure."""

import re

MINIMUM_ON_WHITE = 4.5
_LINEAR_UNTIL = 0.04045
_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour written as `#rrggbb`, lower case."""
    return _HEX.fullmatch(text) is not None


def on_white(colour: str) -> float:
    """Return the contrast ratio of text in this colour on white, 1 to 21; raises ValueError.

    >>> round(on_white("#000000")), round(on_white("#ffffff"))
    (21, 1)
    """
    match = _HEX.fullmatch(colour)
    if match is None:
        raise ValueError(f"{colour!r} is not #rrggbb")
    red, green, blue = (_linear(int(part, 16) / 255) for part in match.groups())
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def is_readable_on_white(colour: str) -> bool:
    """Tell whether text in this colour on white reaches 4.5:1; raises ValueError."""
    return on_white(colour) >= MINIMUM_ON_WHITE


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_UNTIL else float(((channel + 0.055) / 1.055) ** 2.4)
