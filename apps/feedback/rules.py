"""Terms, limits and names of tickets. Pure."""

from datetime import datetime, timedelta

ANSWER_WITHIN = timedelta(days=30)
"""AgID's guidelines on the feedback mechanism: an answer within 30 days, else the ombudsman may be asked."""
WARN_BEFORE = timedelta(days=7)
WINDOW = timedelta(hours=1)
MOST_IN_WINDOW = 5
MOST_MESSAGES = 30
MOST_CHARACTERS = 4000
YEARS_KEPT = 5
"""How long what was written to the office is kept: claims for damages lapse in five years (art. 2947 c.c.)."""
FORGOTTEN = "Parole cancellate alla fine del termine di conservazione."


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


def end_of_term(last: datetime) -> datetime:
    """Return from when a ticket's words are not kept: the end of the fifth year after the last of them.

    >>> from datetime import UTC
    >>> end_of_term(datetime(2027, 3, 5, tzinfo=UTC)).date().isoformat()
    '2033-01-01'
    """
    return last.replace(year=last.year + YEARS_KEPT + 1, month=1, day=1, hour=0, minute=0, second=0, microsecond=0)


def is_too_many(written: int) -> bool:
    """Tell whether one more ticket within `WINDOW` is refused: from one address of the network, or for one mailbox."""
    return written >= MOST_IN_WINDOW


def name_of(number: int, year: int) -> str:
    """Return how people call a ticket.

    >>> name_of(12, 2027)
    '12/2027'
    """
    return f"{number}/{year}"
