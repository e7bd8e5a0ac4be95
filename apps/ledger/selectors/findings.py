"""What the proofs of the ledger find."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something in the ledger that is not as it must be; `code` for programs, `message` for people.

    `subject` names the one thing that it is about: an account, an entry by its key, a seal by its number.
    """

    code: str
    message: str
    subject: str
