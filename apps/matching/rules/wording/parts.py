"""What every language asks of the terms."""

from dataclasses import dataclass

from apps.calls.rules.terms import MatchTerms


@dataclass(frozen=True)
class Giver:
    """Whose money the pool is: with the article, at the beginning of a sentence, after «di» and after «da»."""

    name: str
    opening: str
    of: str
    by: str


def largest_cap_cents(terms: MatchTerms) -> int:
    """Return the most that any project may have from the pool. Cents."""
    return max([terms.cap_per_project_cents or 0, *terms.caps_by_category.values()])


def adds_money(terms: MatchTerms) -> bool:
    """Tell whether the pool adds anything under these terms."""
    return largest_cap_cents(terms) > 0
