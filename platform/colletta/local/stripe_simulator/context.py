"""What every operation of the simulator is given: its transaction, its account, its instant."""

import dataclasses
import secrets
import sqlite3
import string
from typing import Any

ALPHABET = string.ascii_letters + string.digits

Json = dict[str, Any]

PLATFORM = ""
"""The account of objects that belong to the platform itself, not to a connected account."""


@dataclasses.dataclass(frozen=True)
class Context:
    """One operation: an open transaction, the account it acts for and its instant (Unix seconds, UTC)."""

    db: sqlite3.Connection
    account: str
    now: int
    origin: str
    request_id: str | None = None
    idempotency_key: str | None = None

    def acting_for(self, account: str) -> "Context":
        """Return the same operation acting for another account."""
        return dataclasses.replace(self, account=account)


def new_id(prefix: str, length: int = 24) -> str:
    """Return a fresh identifier in Stripe's form, such as ``re_`` and 24 letters or digits."""
    return prefix + "_" + "".join(secrets.choice(ALPHABET) for _ in range(length))
