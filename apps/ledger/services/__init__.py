"""The ledger's writes: post, reserve, commit a reservation, release it; and the seals over what was written."""

from apps.ledger.rules import Line
from apps.ledger.services.movements import (
    AboveReserved,
    AlreadyResolved,
    InsufficientFunds,
    KeyReused,
    UnknownReservation,
    commit_reserved,
    post,
    release_reserved,
    reserve,
)
from apps.ledger.services.seals import EntriesInFlight, seal_due, seal_entries

__all__ = [
    "AboveReserved",
    "AlreadyResolved",
    "EntriesInFlight",
    "InsufficientFunds",
    "KeyReused",
    "Line",
    "UnknownReservation",
    "commit_reserved",
    "post",
    "release_reserved",
    "reserve",
    "seal_due",
    "seal_entries",
]
