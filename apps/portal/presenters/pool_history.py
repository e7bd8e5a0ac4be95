"""A pool from its first day to now: the same figures as a table and as a drawing. Amounts in cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from apps.ledger.selectors.days import AccountDay

WIDTH, HEIGHT = 800, 240


@dataclass(frozen=True, kw_only=True)
class Point:
    """A pool at the end of a local day: `funded = committed + reserved + free`."""

    day: date
    funded_cents: int
    committed_cents: int
    reserved_cents: int

    @property
    def free_cents(self) -> int:
        """What is neither committed nor reserved."""
        return self.funded_cents - self.committed_cents - self.reserved_cents


@dataclass(frozen=True)
class Chart:
    """Three areas one on the other, as SVG paths in a box of WIDTH x HEIGHT; `most_cents` is its top."""

    free: str
    reserved: str
    committed: str
    most_cents: int
    first: date
    last: date


def points(days: Sequence[AccountDay], today: date) -> list[Point]:
    """Return the pool at the end of each day on which it changed, and today."""
    sums = accumulate(
        ((each.appropriated_cents, each.posted_cents, each.pending_cents) for each in days),
        lambda before, after: (before[0] + after[0], before[1] + after[1], before[2] + after[2]),
    )
    found = [
        Point(day=each.day, funded_cents=funded, committed_cents=funded - posted, reserved_cents=pending)
        for each, (funded, posted, pending) in zip(days, sums, strict=True)
    ]
    return [*found, _moved(found[-1], today)] if found and found[-1].day < today else found


def chart(history: Sequence[Point]) -> Chart | None:
    """Return the drawing of a pool, None before it has had any money."""
    most_cents = max((point.funded_cents for point in history), default=0)
    if not most_cents:
        return None
    return Chart(
        free=_area(history, [point.funded_cents for point in history], most_cents),
        reserved=_area(history, [point.committed_cents + point.reserved_cents for point in history], most_cents),
        committed=_area(history, [point.committed_cents for point in history], most_cents),
        most_cents=most_cents,
        first=history[0].day,
        last=history[-1].day,
    )


def _moved(point: Point, day: date) -> Point:
    return Point(
        day=day,
        funded_cents=point.funded_cents,
        committed_cents=point.committed_cents,
        reserved_cents=point.reserved_cents,
    )


def _area(history: Sequence[Point], cents: Sequence[int], most_cents: int) -> str:
    """Return a path that keeps each value until the next day on which it changes."""
    length = max(1, (history[-1].day - history[0].day).days)
    places = [(point.day - history[0].day).days * WIDTH // length for point in history]
    heights = [HEIGHT - HEIGHT * value // most_cents for value in cents]
    steps = [f"H{right}V{height}" for (_left, right), height in zip(pairwise(places), heights[1:], strict=True)]
    return f"M0 {HEIGHT}V{heights[0]}{''.join(steps)}H{WIDTH}V{HEIGHT}Z"
