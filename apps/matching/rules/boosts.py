"""When the boosts of a match per donation hold, in seconds from a campaign's opening.

A boost begins an hour after the opening, or at an instant that is the same for every campaign. One that the frozen
rules leave open begins when a later version of the call's rules, in which the same boost stands at the same place,
says so: an announcement keeps the promise of the frozen rules. It never reaches back behind its publication.

>>> from datetime import UTC
>>> from apps.calls.rules.parts import Boost
>>> opening = datetime(2026, 3, 1, 9, tzinfo=UTC)
>>> windows([Boost(ratio_bps=20_000, hours=24, from_hour=48)], opening, [])
[Window(ratio_bps=20000, from_second=172800, to_second=259200)]
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from apps.calls.rules.parts import Boost


@dataclass(frozen=True)
class Window:
    """A ratio and the seconds in which it holds; the last is the first that does not."""

    ratio_bps: int
    from_second: int
    to_second: int

    def holds_at(self, second: int) -> bool:
        """Tell whether the ratio holds at a second."""
        return self.from_second <= second < self.to_second


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """When a boost that the frozen rules left open holds: its place among the boosts, and seconds from the opening."""

    place: int
    from_second: int
    to_second: int


def windows(boosts: Sequence[Boost], opened_at: datetime | None, announcements: Sequence[Announcement]) -> list[Window]:
    """Return when each boost holds; one that is not announced does not."""
    announced = {each.place: each for each in announcements}
    found = []
    for place, boost in enumerate(boosts):
        begins = _begins(boost, opened_at)
        if begins is not None:
            found.append(Window(boost.ratio_bps, begins, begins + 3600 * boost.hours))
        elif place in announced:
            found.append(Window(boost.ratio_bps, announced[place].from_second, announced[place].to_second))
    return found


def announce(
    promised: Sequence[Boost], stated: Sequence[Boost], opened_at: datetime, published_at: datetime
) -> list[Announcement]:
    """Return what a later version, published at an instant, says of the boosts that the frozen one left open."""
    found = []
    for place, (before, after) in enumerate(zip(promised, stated, strict=False)):
        begins = _begins(after, opened_at)
        if before.is_announced or begins is None or replace(after, from_hour=None, starts_at=None) != before:
            continue
        to_second = begins + 3600 * after.hours
        from_second = max(begins, seconds_between(opened_at, published_at))
        if from_second < to_second:
            found.append(Announcement(place=place, from_second=from_second, to_second=to_second))
    return found


def seconds_between(opened_at: datetime, instant: datetime) -> int:
    """Return the whole seconds from the opening to an instant, below zero before it.

    They are counted from the whole second in which it opened: what begins on a whole second begins exactly then.
    """
    return (instant - opened_at.replace(microsecond=0)) // timedelta(seconds=1)


def _begins(boost: Boost, opened_at: datetime | None) -> int | None:
    if boost.from_hour is not None:
        return 3600 * boost.from_hour
    if boost.starts_at is not None and opened_at is not None:
        return seconds_between(opened_at, boost.starts_at)
    return None
