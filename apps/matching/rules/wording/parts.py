"""What both languages ask of the terms."""

from apps.calls.rules.terms import MatchTerms


def largest_cap_cents(terms: MatchTerms) -> int:
    """Return the most that any project may have from the pool. Cents."""
    return max([terms.cap_per_project_cents or 0, *terms.caps_by_category.values()])


def adds_money(terms: MatchTerms) -> bool:
    """Tell whether the pool adds anything under these terms."""
    return largest_cap_cents(terms) > 0
