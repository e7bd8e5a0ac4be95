"""What a mail server's reply means for a message, and when it is tried again."""

import re
from datetime import timedelta
from enum import StrEnum


class Verdict(StrEnum):
    """Sent; try later; never (the message); never (the address does not exist)."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    NO_SUCH_ADDRESS = "no_such_address"


WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))
"""How long after each attempt that failed: about two days and a half in all, then nobody tries any more."""

_PERMANENT = range(500, 600)
_NO_MAILBOX = frozenset({550, 551, 553})
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESS_SUBJECT = "1"


def of_recipient(code: int, text: str) -> Verdict:
    """Judge the reply to the recipient's address (RFC 5321, RFC 3463).

    Only a permanent reply about the address itself (5.1.x, or 550, 551, 553 without an enhanced code) says that it does
    not exist; a full mailbox or a policy is a refusal of this message alone.
    """
    if code not in _PERMANENT:
        return Verdict.LATER
    enhanced = _ENHANCED.search(text)
    about_the_address = enhanced.group(1) == _ADDRESS_SUBJECT if enhanced else code in _NO_MAILBOX
    return Verdict.NO_SUCH_ADDRESS if about_the_address else Verdict.REFUSED


def of_message(code: int) -> Verdict:
    """Judge the reply to the sender's address or to the message's content."""
    return Verdict.REFUSED if code in _PERMANENT else Verdict.LATER


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts, or None when it was the last one."""
    return WAITS[attempts - 1] if attempts <= len(WAITS) else None
