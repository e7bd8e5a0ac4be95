"""Whether the match terms hold together, can be computed by this version, and what an officer should know.

`problems` and `unsettled` refuse publication; `warnings` do not. All three are named whenever rules are saved.
"""

from dataclasses import dataclass

from apps.calls.rules import settled
from apps.calls.rules.check.contradictions import problems
from apps.calls.rules.check.risks import warnings
from apps.calls.rules.document import Problem
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import label

__all__ = ["Review", "problems", "review", "unsettled", "warnings"]


@dataclass(frozen=True, kw_only=True)
class Review:
    """Everything to be said about some terms: what refuses publication, and what only warns."""

    problems: list[Problem]
    unsettled: list[Problem]
    warnings: list[Problem]

    @property
    def can_be_published(self) -> bool:
        """Whether nothing refuses publication."""
        return not self.problems and not self.unsettled


def review(terms: MatchTerms, max_cost_cents: int | None = None, projects: int | None = None) -> Review:
    """Return everything to be said about the terms; see `warnings` for the two figures."""
    return Review(
        problems=problems(terms), unsettled=unsettled(terms), warnings=warnings(terms, max_cost_cents, projects)
    )


def unsettled(terms: MatchTerms) -> list[Problem]:
    """Return, by name, the parameters that this version cannot apply yet; publication is refused for each."""
    return [
        Problem(name, "unsettled", f"{label(name)}: «{getattr(terms, name)}» non è ancora gestito da questa versione.")
        for name, words in settled.NOT_YET.items()
        if getattr(terms, name) in words
    ]
