"""What people follow and speak about, how far a text has come, and why one is not shown."""

from enum import StrEnum


class FollowKind(StrEnum):
    """What can be followed; the key is a campaign's or a call's number, a district's slug, an area's words."""

    CAMPAIGN = "campaign"
    DISTRICT = "district"
    CALL = "call"
    AREA = "area"


class Place(StrEnum):
    """Where comments stand: a campaign by its number, a district by its slug."""

    CAMPAIGN = "campaign"
    DISTRICT = "district"


class What(StrEnum):
    """The two kinds of text that people write."""

    COMMENT = "comment"
    QUESTION = "question"


class State(StrEnum):
    """`held`: somebody of the office looks first; `withdrawn`: taken back by its author, or the author has left."""

    VISIBLE = "visible"
    HELD = "held"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.VISIBLE, State.HIDDEN, State.WITHDRAWN}),
    State.VISIBLE: frozenset({State.HELD, State.HIDDEN, State.WITHDRAWN}),
    State.HIDDEN: frozenset({State.VISIBLE, State.WITHDRAWN}),
}


class Reason(StrEnum):
    """Why a text is reported, and why it is hidden: the same few categories for both."""

    OFFENSIVE = "offensive"
    PERSONAL_DATA = "personal_data"
    OFF_TOPIC = "off_topic"
    ADVERTISING = "advertising"
    FALSE = "false"
    UNLAWFUL = "unlawful"


class Verb(StrEnum):
    """What the office does of a text."""

    APPROVE = "approve"
    HIDE = "hide"
    RESTORE = "restore"
    CONFIRM = "confirm"


class Fact(StrEnum):
    """What followers are told of at once, and only once."""

    UPDATE = "update"
    REACHED = "reached"
    ENDED = "ended"
