"""How far a message has come, what it is about, and how a person wants to hear of that."""

from enum import StrEnum


class MessageState(StrEnum):
    """Owed, kept for the digest, or ended in one of five ways."""

    QUEUED = "queued"
    HELD = "held"
    SENT = "sent"
    DIGESTED = "digested"
    FAILED = "failed"
    BOUNCED = "bounced"
    SUPPRESSED = "suppressed"


class Topic(StrEnum):
    """What a message is about: what a person chooses by."""

    ACCOUNT = "account"
    DONATIONS = "donations"
    CAMPAIGNS = "campaigns"
    NEIGHBOURHOOD = "neighbourhood"
    OFFICE = "office"


class Wish(StrEnum):
    """How a person wants the messages of a topic."""

    IMMEDIATE = "immediate"
    DIGEST = "digest"
    NONE = "none"


OPTIONAL = frozenset({Topic.CAMPAIGNS, Topic.NEIGHBOURHOOD})
"""What a person may switch off; money, security and the office's own work are always told."""

ARRIVED = frozenset({MessageState.SENT, MessageState.DIGESTED})
FAILURES = frozenset({MessageState.FAILED, MessageState.BOUNCED})
