"""Terms, limits and names of tickets. Pure."""

from datetime import datetime, timedelta

ANSWER_WITHIN = timedelta(days=30)
"""AgID's guidelines on the feedback mechanism: an answer within 30 days, else the ombudsman may be asked."""
WARN_BEFORE = timedelta(days=7)
WINDOW = timedelta(hours=1)
MOST_IN_WINDOW = 5
MOST_MESSAGES = 30
MOST_CHARACTERS = 4000


def due_at(asked_at: datetime) -> datetime:
    """Return by when the office answers."""
    return asked_at + ANSWER_WITHIN


def next_reminder(due: datetime, now: datetime) -> datetime | None:
    """Return when the office is next reminded of a ticket that waits: a week before the term, then on it, then no more.

    >>> from datetime import UTC
    >>> term = datetime(2027, 1, 31, tzinfo=UTC)
    >>> [next_reminder(term, datetime(2027, 1, day, tzinfo=UTC)).day for day in (1, 24)]
    [24, 31]
    >>> next_reminder(term, term) is None
    True
    """
    return next((at for at in (due - WARN_BEFORE, due) if at > now), None)


def is_too_many(written: int) -> bool:
    """Tell whether one more ticket within `WINDOW` is refused: from one address of the network, or for one mailbox."""
    return written >= MOST_IN_WINDOW


def name_of(number: int, year: int) -> str:
    """Return how people call a ticket.

    >>> name_of(12, 2027)
    '12/2027'
    """
    return f"{number}/{year}"
