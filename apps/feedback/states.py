"""What a ticket is about, how far it has come, and who writes in it."""

from enum import StrEnum


class TicketKind(StrEnum):
    """What somebody writes about."""

    ACCESSIBILITY = "accessibility"
    PROBLEM = "problem"
    PRIVACY = "privacy"
    OTHER = "other"


class TicketState(StrEnum):
    """`answered` may still be written to, by both; `closed` opens again when the person writes."""

    NEW = "new"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN = frozenset({TicketState.NEW, TicketState.ASSIGNED})
"""Somebody waits for the office."""

TRANSITIONS: dict[TicketState, frozenset[TicketState]] = {
    TicketState.NEW: frozenset({TicketState.NEW, TicketState.ASSIGNED, TicketState.ANSWERED, TicketState.CLOSED}),
    TicketState.ASSIGNED: frozenset({TicketState.ASSIGNED, TicketState.ANSWERED, TicketState.CLOSED}),
    TicketState.ANSWERED: frozenset({TicketState.NEW, TicketState.ASSIGNED, TicketState.ANSWERED, TicketState.CLOSED}),
    TicketState.CLOSED: frozenset({TicketState.NEW, TicketState.ASSIGNED}),
}


class Writer(StrEnum):
    """Who wrote a message of a ticket."""

    PERSON = "person"
    OFFICE = "office"
