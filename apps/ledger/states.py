"""What a transfer is: states are given at birth and never change."""

from enum import StrEnum


class TransferState(StrEnum):
    """A pending transfer is resolved by a new one: posted (all or part of it) or void."""

    POSTED = "posted"
    PENDING = "pending"
    VOID = "void"
