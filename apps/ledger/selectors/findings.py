"""What the proofs of the ledger find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something in the ledger that is not as it must be; `code` for programs, `message` for people."""

    code: str
    message: str
