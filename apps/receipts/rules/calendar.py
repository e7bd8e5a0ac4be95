"""Years of receipts: they are Italy's, whatever zone the machine is in."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")


def day_of(instant: datetime) -> date:
    """Return the Italian day of an instant."""
    return instant.astimezone(ROME).date()


def year_of(instant: datetime) -> int:
    """Return the Italian year of an instant.

    >>> from datetime import UTC
    >>> year_of(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    2027
    """
    return day_of(instant).year


def may_still_be_asked_until(collected_at: datetime) -> datetime:
    """Return the first instant at which a receipt may not be asked for any more: two New Year's Days later."""
    return datetime(year_of(collected_at) + 2, 1, 1, tzinfo=ROME)
