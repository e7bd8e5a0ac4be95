"""When the next digest goes out."""

from datetime import datetime, time, timedelta

WEEKDAY = 0
HOUR = time(8, 0)


def next_digest_at(local_now: datetime) -> datetime:
    """Return the first Monday at eight, in the same time zone, that is later than an instant.

    >>> from datetime import UTC
    >>> next_digest_at(datetime(2026, 3, 2, 8, 0, tzinfo=UTC)).isoformat()
    '2026-03-09T08:00:00+00:00'
    """
    day = local_now.date() + timedelta(days=(WEEKDAY - local_now.weekday()) % 7)
    candidate = datetime.combine(day, HOUR, local_now.tzinfo)
    return candidate if candidate > local_now else datetime.combine(day + timedelta(days=7), HOUR, local_now.tzinfo)
