"""Placeholder pictures: a skyline of plain shapes in a city's colours, instead of a photograph."""

import random
from collections.abc import Callable
from io import BytesIO
from math import pi, sin

from PIL import Image, ImageDraw

from apps.kernel.colours import WHITE, mix, parse_colour

_SIZE = (1920, 1280)
_SERVED = (1600, 1067)
Paint = Callable[[ImageDraw.ImageDraw, Callable[[str, float], str], random.Random], None]


def draw(scene: str, primary: str, second: str) -> bytes:
    """Return a picture as PNG: always the same for the same scene and colours."""
    named = {"one": primary, "two": second}

    def tint(name: str, share: float) -> str:
        return mix(parse_colour(named[name]), WHITE, share)

    picture = Image.new("RGB", _SIZE, tint("one", 0.9))
    brush = ImageDraw.Draw(picture)
    for row in range(_SIZE[1]):
        brush.line([(0, row), (_SIZE[0], row)], fill=tint("two", 0.55 + 0.4 * row / _SIZE[1]))
    _SCENES[scene](brush, tint, random.Random(scene))
    target = BytesIO()
    picture.resize(_SERVED, Image.Resampling.LANCZOS).save(target, "PNG")
    return target.getvalue()


def _towers(brush, tint, chance) -> None:  # type: ignore[no-untyped-def]
    for share, low, high in ((0.7, 500, 950), (0.4, 400, 800), (0.05, 250, 560)):
        left = -40
        while left < _SIZE[0]:
            width, height = chance.randint(90, 220), chance.randint(low, high)
            brush.rectangle([left, _SIZE[1] - height, left + width, _SIZE[1]], fill=tint("one", share))
            for row in range(_SIZE[1] - height + 40, _SIZE[1], 70):
                brush.rectangle([left + 24, row, left + width - 24, row + 16], fill=tint("two", min(0.9, share + 0.3)))
            left += width + chance.randint(10, 60)


def _lagoon(brush, tint, chance) -> None:  # type: ignore[no-untyped-def]
    left = 0
    while left < _SIZE[0]:
        width, height = chance.randint(120, 240), chance.randint(250, 520)
        brush.rectangle([left, 760 - height, left + width, 780], fill=tint(chance.choice(["one", "two"]), 0.45))
        for window in range(left + 30, left + width - 40, 60):
            brush.pieslice(
                [window, 760 - height + 60, window + 34, 760 - height + 130], 180, 360, fill=tint("one", 0.85)
            )
        left += width
    brush.rectangle([1350, 160, 1450, 780], fill=tint("one", 0.2))
    brush.polygon([(1340, 160), (1400, 40), (1460, 160)], fill=tint("two", 0.1))
    _water(brush, tint, 780)


def _hills(brush, tint, chance) -> None:  # type: ignore[no-untyped-def]
    for share, base, height, waves in ((0.65, 800, 200, 1.3), (0.4, 950, 170, 2.1), (0.1, 1120, 110, 3.2)):
        _ridge(brush, tint("one", share), base, height, waves)
    for left in (620, 700, 860, 940):
        brush.rectangle([left, 560, left + 60, 760], fill=tint("two", 0.15))
    brush.rectangle([600, 660, 1020, 800], fill=tint("two", 0.25))


def _peaks(brush, tint, chance) -> None:  # type: ignore[no-untyped-def]
    for share, base, low, high in ((0.7, 900, 380, 640), (0.4, 1050, 260, 460)):
        left = -200
        while left < _SIZE[0]:
            width, height = chance.randint(420, 700), chance.randint(low, high)
            top = (left + width // 2, base - height)
            brush.polygon([(left, _SIZE[1]), (left, base), top, (left + width, base), (left + width, _SIZE[1])],
                          fill=tint("one", share))  # fmt: skip
            brush.polygon([top, (top[0] - 60, top[1] + 110), (top[0] + 60, top[1] + 110)], fill="#ffffff")
            left += width // 2 + 90
    _ridge(brush, tint("two", 0.15), 1130, 70, 2.4)


def _harbour(brush, tint, chance) -> None:  # type: ignore[no-untyped-def]
    brush.ellipse([1250, 180, 1530, 460], fill=tint("two", 0.25))
    brush.rectangle([0, 620, 520, 820], fill=tint("one", 0.45))
    brush.rectangle([1400, 640, 1920, 820], fill=tint("one", 0.45))
    for left in range(20, 500, 96):
        brush.rectangle([left, 540, left + 60, 640], fill=tint("one", 0.3))
    brush.line([(500, 660), (900, 500), (960, 500), (1420, 660)], fill=tint("one", 0.1), width=26)
    brush.line([(500, 690), (1420, 690)], fill=tint("one", 0.1), width=18)
    _water(brush, tint, 820)


def _domes(brush, tint, chance) -> None:  # type: ignore[no-untyped-def]
    _ridge(brush, tint("one", 0.75), 640, 160, 1.6)
    for left, size in ((180, 320), (1320, 380), (820, 300)):
        brush.pieslice([left, 900 - size, left + size, 900 + size // 3], 180, 360, fill=tint("two", 0.25))
        tip = left + size // 2
        spire = [(tip - 14, 910 - size), (tip, 700 - size), (tip + 14, 910 - size)]
        brush.polygon(spire, fill=tint("one", 0.15))
    brush.rectangle([0, 780, 1920, 1280], fill=tint("one", 0.1))
    for left in range(60, 1900, 150):
        brush.pieslice([left, 960, left + 90, 1140], 180, 360, fill=tint("two", 0.5))
        brush.rectangle([left, 1050, left + 90, 1280], fill=tint("two", 0.5))


def _ridge(brush, colour, base, height, waves) -> None:  # type: ignore[no-untyped-def]
    points = [(x, base - height * sin(x / _SIZE[0] * pi * waves) ** 2) for x in range(0, _SIZE[0] + 20, 20)]
    brush.polygon([(0, _SIZE[1]), *points, (_SIZE[0], _SIZE[1])], fill=colour)


def _water(brush, tint, top) -> None:  # type: ignore[no-untyped-def]
    brush.rectangle([0, top, *_SIZE], fill=tint("one", 0.25))
    for number, row in enumerate(range(top + 40, _SIZE[1], 60)):
        for left in range(-100 + number % 3 * 70, _SIZE[0], 260):
            brush.arc([left, row, left + 150, row + 50], 200, 340, fill=tint("two", 0.6), width=8)


_SCENES: dict[str, Paint] = {
    "towers": _towers,
    "lagoon": _lagoon,
    "hills": _hills,
    "peaks": _peaks,
    "harbour": _harbour,
    "domes": _domes,
}
