"""The story's calendar: days counted from the day on which it is first told, in Italian time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.kernel.periods import end_of_day
from colletta.local import clock

ZONE = "Europe/Rome"
FIRST_DAY = -80
OPENING = time(9, 0)


@dataclass(frozen=True)
class Calendar:
    """The days around one `today`, which stays the same however often the story is taken up again."""

    today: date

    @classmethod
    def of_a_new_story(cls) -> "Calendar":
        """Return the calendar of a story that begins to be told now."""
        return cls(datetime.now(ZoneInfo(ZONE)).date())

    @classmethod
    def begun_at(cls, instant: datetime) -> "Calendar":
        """Return the calendar of a story whose first instant was this."""
        return cls(instant.astimezone(ZoneInfo(ZONE)).date() - timedelta(days=FIRST_DAY))

    def at(self, day: int, moment: time = OPENING) -> datetime:
        """Return an instant of a day, in UTC."""
        return datetime.combine(self.today + timedelta(days=day), moment, ZoneInfo(ZONE)).astimezone(UTC)

    def end_of(self, day: int) -> datetime:
        """Return the first instant after a day, in UTC."""
        return end_of_day(self.today + timedelta(days=day), ZONE).astimezone(UTC)


def go_to(instant: datetime) -> None:
    """Make it this instant for every process of the demo; the clock goes on running from there."""
    clock.move_to(instant - datetime.now(UTC))


def come_back() -> None:
    """Leave the past: it is now again. A clock that a person has moved ahead stays where it is."""
    if clock.offset() < timedelta():
        clock.move_to(timedelta())
