"""Pictures of the demo, drawn when the story is told: no picture is kept in the repository."""

import io

from PIL import Image, ImageColor, ImageDraw

SIZE = (1280, 720)
_SKIN = ((236, 188, 150), (150, 98, 66), (205, 150, 110), (92, 60, 44), (225, 172, 138))
Colour = tuple[int, int, int]


def draw(scene: str, colour: str, seed: int) -> bytes:
    """Return a PNG of a scene (`square`, `people` or `hills`) in a city's colour; another seed moves things about."""
    base: Colour = ImageColor.getrgb(colour)[:3]
    picture = Image.new("RGB", SIZE, _mix(base, (255, 255, 255), 80))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 430), fill=_mix(base, (255, 248, 235), 88))
    {"square": _square, "people": _people, "hills": _hills}[scene](pen, base, seed)
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def _square(pen: ImageDraw.ImageDraw, base: Colour, seed: int) -> None:
    for at in range(7):
        left, height = at * 190 - 30, 190 + (at * 97 + seed * 61) % 210
        wall = _mix(base, (244, 214, 176), (at * 37 + seed * 19) % 70 + 15)
        pen.rectangle((left, 520 - height, left + 172, 520), fill=wall)
        pen.polygon(((left - 8, 520 - height), (left + 86, 462 - height), (left + 180, 520 - height)), fill=base)
        for row in range(height // 78):
            for column in range(3):
                x, y = left + 24 + column * 48, 545 - height + row * 74
                pen.rectangle((x, y, x + 28, y + 42), fill=_mix(base, (255, 250, 225), 85))
    pen.rectangle((0, 520, *SIZE), fill=_mix(base, (226, 220, 208), 85))
    for at in range(4):
        x = 130 + at * 320 + seed * 23 % 60
        pen.rectangle((x - 7, 500, x + 7, 610), fill=(104, 78, 58))
        pen.ellipse((x - 66, 385, x + 66, 525), fill=(78, 128, 88))


def _people(pen: ImageDraw.ImageDraw, base: Colour, seed: int) -> None:
    pen.rectangle((0, 560, *SIZE), fill=_mix(base, (230, 224, 212), 82))
    for at in range(8):
        x, tall = 90 + at * 156, (at * 53 + seed * 31) % 110
        coat = _mix(base, (250, 190, 90) if at % 2 else (60, 110, 130), (at * 29 + seed * 13) % 80 + 10)
        top = 330 + tall
        pen.rounded_rectangle((x - 56, top, x + 56, 640), 50, fill=coat)
        pen.ellipse((x - 42, top - 92, x + 42, top - 8), fill=_SKIN[(at + seed) % len(_SKIN)])
        pen.pieslice((x - 46, top - 100, x + 46, top - 12), 180, 360, fill=(58 + at * 14, 44 + at * 9, 40))


def _hills(pen: ImageDraw.ImageDraw, base: Colour, seed: int) -> None:
    sun = 260 + seed * 173 % 700
    pen.ellipse((sun, 130, sun + 190, 320), fill=(250, 196, 96))
    for at in range(4):
        shade = _mix(base, (40, 70, 60), at * 22)
        for hill in range(3):
            x = hill * 520 - 240 + at * 130 + seed * 47 % 160
            pen.ellipse((x, 330 + at * 85, x + 760, 1100 + at * 85), fill=_mix(shade, (255, 255, 255), 46 - at * 14))


def _mix(one: Colour, other: Colour, hundredths: int) -> Colour:
    mixed = [(a * (100 - hundredths) + b * hundredths) // 100 for a, b in zip(one, other, strict=True)]
    return mixed[0], mixed[1], mixed[2]
