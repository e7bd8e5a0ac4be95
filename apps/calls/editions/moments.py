"""Instants as an edition's file writes them: a date, a date and a time, or days after the edition's beginning.

Without an offset of their own they are of Europe/Rome; a date alone is its first instant.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Rome")
MAX_DAYS = 3650
_DAYS = re.compile(r"\+?(?P<days>[0-9]{1,4})(?:[ T](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2}))?")
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_moment(value: object, starts_at: datetime | None) -> datetime | None:
    """Return the instant that a value names, None when it names none.

    >>> from datetime import datetime
    >>> begins = datetime(2016, 1, 18, 10, tzinfo=ZONE)
    >>> [str(read_moment(value, begins)) for value in ("2016-02-01", 3, "+3 18:30")]
    ['2016-02-01 00:00:00+01:00', '2016-01-21 10:00:00+01:00', '2016-01-21 18:30:00+01:00']
    """
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value).strip()
    if _DATED.match(text):
        return _dated(text)
    found = _DAYS.fullmatch(text)
    if found is None or starts_at is None:
        return None
    return _days_after(starts_at, found)


def days_later(instant: datetime, days: int) -> datetime:
    """Return the instant that many days later at the same time of the clock on the wall."""
    return instant.astimezone(ZONE) + timedelta(days=days)


def _dated(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZONE)


def _days_after(starts_at: datetime, found: re.Match[str]) -> datetime | None:
    days = int(found["days"])
    if days > MAX_DAYS:
        return None
    instant = days_later(starts_at, days)
    if found["hour"] is None:
        return instant
    try:
        return instant.replace(hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0)
    except ValueError:
        return None
