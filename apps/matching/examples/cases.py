"""The shape of a worked example: cases of labelled amounts between two sentences."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One line of a case. Cents."""

    label: str
    amount_cents: int


@dataclass(frozen=True)
class Case:
    """One project: a sentence that opens it, its lines, a sentence that closes it."""

    opening: str
    steps: tuple[Step, ...]
    closing: str


@dataclass(frozen=True)
class Example:
    """The cases of a call."""

    cases: tuple[Case, ...]
