"""The kinds of things that the search finds."""

from enum import StrEnum


class EntryKind(StrEnum):
    """A kind of public thing, in the order in which equal finds are shown."""

    CAMPAIGN = "campaign"
    CALL = "call"
    UPDATE = "update"
    DISTRICT = "district"
    PAGE = "page"
