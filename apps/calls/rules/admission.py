"""Whether a project's cost and a donation's amount are within the limits of the terms."""

from apps.calls.rules.terms import MatchTerms
from apps.kernel.money import format_euro


def why_cost_not_admitted(terms: MatchTerms, cost_cents: int) -> str | None:
    """Return in Italian why a project's cost is outside the call's limits, None when it is inside. Cents."""
    if terms.min_project_cost_cents is not None and cost_cents < terms.min_project_cost_cents:
        return f"Il bando ammette progetti da almeno {format_euro(terms.min_project_cost_cents)}."
    if terms.max_project_cost_cents is not None and cost_cents > terms.max_project_cost_cents:
        return f"Il bando ammette progetti fino a {format_euro(terms.max_project_cost_cents)}."
    return None


def why_donation_not_admitted(terms: MatchTerms, amount_cents: int) -> str | None:
    """Return in Italian why a donation is below the call's minimum, None when it is not. Cents."""
    if terms.min_donation_cents is not None and amount_cents < terms.min_donation_cents:
        return f"La donazione più piccola è di {format_euro(terms.min_donation_cents)}."
    return None
