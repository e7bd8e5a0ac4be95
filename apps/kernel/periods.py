"""Half-open periods: the end is the first instant that is not accepted any more."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SAID_TWICE_WITHIN = timedelta(minutes=15)
"""The same words sent again so soon are a second click, not a second text."""


@dataclass(frozen=True)
class Period:
    """From `starts_at` (accepted) until `ends_at` (not accepted), both aware."""

    starts_at: datetime
    ends_at: datetime

    def contains(self, instant: datetime) -> bool:
        """Tell whether an instant is accepted."""
        return self.starts_at <= instant < self.ends_at


def end_of_day(day: date, time_zone: str) -> datetime:
    """Return the first instant after a local day, whatever the clock change of that night."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(time_zone))


def last_moment(ends_at: datetime) -> datetime:
    """Return the last instant before the end of a period: what ends at midnight still lasts the whole day before.

    >>> last_moment(datetime(2027, 1, 1, 23, tzinfo=UTC)).isoformat()
    '2027-01-01T22:59:59.999999+00:00'
    """
    return ends_at - timedelta(microseconds=1)


def days_later(instant: datetime, days: int, time_zone: str) -> datetime:
    """Return the instant, in UTC, at the same local time some days later: midnight stays midnight in every night.

    >>> days_later(datetime(2026, 10, 24, 22, tzinfo=UTC), 1, "Europe/Rome").isoformat()
    '2026-10-25T23:00:00+00:00'
    """
    return (instant.astimezone(ZoneInfo(time_zone)) + timedelta(days=days)).astimezone(UTC)
