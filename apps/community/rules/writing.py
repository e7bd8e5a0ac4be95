"""Whether a text can be written now, whether it waits for the office, and until when its author may change it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from apps.community.states import State

MOST_CHARACTERS = 2_000
MOST_LINKS = 2
EDIT_WINDOW = timedelta(minutes=15)
LIMITS = ((5, timedelta(minutes=10)), (30, timedelta(days=1)))
"""How many texts one person writes in a period that ends now."""

_LINK = re.compile(r"https?:|www\.|mailto:|\]\(", re.IGNORECASE)
_EMOJI = r"\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_JOINS_NOTHING = rf"(?<![{_EMOJI}])(?<![{_EMOJI}]\ufe0f)\u200d|\u200d(?![{_EMOJI}])"
_INVISIBLE = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|{_JOINS_NOTHING}"
)


@dataclass(frozen=True)
class Choices:
    """What a city decides: whether a person's first text waits for the office, how many reports hold a text."""

    holds_first: bool
    most_reports: int


class Problem(StrEnum):
    """What is wrong with a text."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY_LINKS = "too_many_links"


def cleaned(text: str) -> str:
    """Return a text without what nobody sees and without blanks around it; what joins two emoji into one is seen.

    >>> cleaned("  Ciao\\u202e! ")
    'Ciao!'
    """
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def count_links(text: str) -> int:
    """Return how many links a text seems to hold; `[a](https://b)` counts once.

    >>> count_links("[orto](https://example.org) e www.example.org")
    2
    """
    return len(_LINK.findall(re.sub(r"\]\(\s*<?(?=https?:|www\.|mailto:)", "", text, flags=re.IGNORECASE)))


def problem_of(text: str) -> Problem | None:
    """Return what is wrong with a cleaned text, or None."""
    if not text:
        return Problem.EMPTY
    if len(text) > MOST_CHARACTERS:
        return Problem.TOO_LONG
    return Problem.TOO_MANY_LINKS if count_links(text) > MOST_LINKS else None


def free_again_at(written: Sequence[datetime], now: datetime) -> datetime | None:
    """Return when a person may write again, or None for now; `written` are the instants of the person's texts."""
    waits = []
    for most, period in LIMITS:
        recent = sorted((at for at in written if at > now - period), reverse=True)
        if len(recent) >= most:
            waits.append(recent[most - 1] + period)
    return max(waits, default=None)


def first_state(*, holds_first: bool, has_been_approved: bool) -> State:
    """Return in which state a new text begins: who has one that is shown is known already."""
    return State.HELD if holds_first and not has_been_approved else State.VISIBLE


def may_edit(*, state: State, created_at: datetime, now: datetime) -> bool:
    """Tell whether its author may still change a text: shown or held, and younger than the window."""
    return state in (State.VISIBLE, State.HELD) and created_at <= now < created_at + EDIT_WINDOW


def state_after_report(*, state: State, open_reports: int, most_reports: int) -> State:
    """Return the state of a text that so many people with an account have reported: a shown one is held."""
    return State.HELD if state == State.VISIBLE and open_reports >= most_reports else state
