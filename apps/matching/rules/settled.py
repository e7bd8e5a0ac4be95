"""The refusal of the rules to compute, or to word, what this version does not settle: nothing is ever ignored."""

from apps.calls.rules import check
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import label
from apps.kernel.errors import DomainError


class NotSettled(DomainError):
    """The terms ask for something that this version cannot compute."""

    code = "not_settled"

    def __init__(self, what: str) -> None:
        super().__init__(f"Questa versione non gestisce ancora «{what}».", what=what)


def require_settled(terms: MatchTerms) -> None:
    """Raise NotSettled, naming the parameters, unless this version applies every one of them."""
    unsettled = check.unsettled(terms)
    if unsettled:
        raise NotSettled(", ".join(label(problem.field) for problem in unsettled))
