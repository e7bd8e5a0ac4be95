"""The threshold match: when a campaign has reached it, and what it is then entitled to.

C is the cost, R the eligible money collected, t the threshold, m the share, K the cap (domain.md, section 3).
Below the threshold the entitlement is 0. As R grows the entitlement may fall; R + entitlement never does.
"""

from collections.abc import Mapping
from typing import Protocol

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Base, MatchKind
from apps.kernel.money import share_ceil
from apps.matching.rules import capped_remaining, fixed_share, remaining_cost
from apps.matching.rules.settled import NotSettled


class BaseRule(Protocol):
    """How the module of a base names and words itself; its formula takes only what it needs."""

    IDENTIFIER: str
    WORDING: Mapping[str, str]


BASES: dict[Base, BaseRule] = {
    Base.REMAINING_COST: remaining_cost,
    Base.FIXED_SHARE: fixed_share,
    Base.CAPPED_REMAINING: capped_remaining,
}


def reached_from_cents(cost_cents: int, threshold_bps: int) -> int:
    """Return the least collected money that reaches the threshold: C * t, rounded up to the cent.

    >>> reached_from_cents(1_001, 5_000)
    501
    """
    return share_ceil(cost_cents, threshold_bps)


def is_reached(cost_cents: int, threshold_bps: int, eligible_cents: int) -> bool:
    """Tell whether the eligible collected money reaches the threshold: R >= ceil(C * t)."""
    return eligible_cents >= reached_from_cents(cost_cents, threshold_bps)


def entitlement_cents(terms: MatchTerms, cost_cents: int, eligible_cents: int) -> int:
    """Return what a campaign is entitled to before the pool is looked at; 0 below the threshold. Cents.

    Raises NotSettled for a kind other than threshold, or without one cap per project: see `MatchTerms.for_category`.
    """
    if not is_reached(cost_cents, threshold_bps_of(terms), eligible_cents):
        return 0
    return match_cents(terms, cost_cents, eligible_cents)


def match_cents(terms: MatchTerms, cost_cents: int, eligible_cents: int) -> int:
    """Return what the base gives to a campaign that is reached, before the pool is looked at; see above. Cents."""
    cap_cents, share_bps = cap_cents_of(terms), terms.match_share_bps or 0
    if terms.base is Base.REMAINING_COST:
        return remaining_cost.entitlement_cents(cost_cents, eligible_cents, cap_cents)
    if terms.base is Base.FIXED_SHARE:
        return fixed_share.entitlement_cents(cost_cents, share_bps, cap_cents)
    if terms.base is Base.CAPPED_REMAINING:
        return capped_remaining.entitlement_cents(cost_cents, eligible_cents, share_bps, cap_cents)
    raise NotSettled(terms.kind)


def whole_cost_from_cents(terms: MatchTerms, cost_cents: int) -> int:
    """Return the least collected money that, with the match, covers the whole cost. Cents.

    It is more than the threshold when the cap, or the share, leaves a gap: then it is what citizens must really raise.
    Raises NotSettled as `entitlement_cents`.
    """
    reached_cents = reached_from_cents(cost_cents, threshold_bps_of(terms))
    return max(reached_cents, cost_cents - match_cents(terms, cost_cents, 0))


def base_rule(terms: MatchTerms) -> BaseRule:
    """Return the rule of the terms' base; raises NotSettled when the kind has none."""
    if terms.kind is not MatchKind.THRESHOLD or terms.base is None:
        raise NotSettled(terms.kind)
    return BASES[terms.base]


def threshold_bps_of(terms: MatchTerms) -> int:
    """Return the threshold in basis points; raises NotSettled when the terms have none."""
    if terms.threshold_bps is None:
        raise NotSettled(terms.kind)
    return terms.threshold_bps


def cap_cents_of(terms: MatchTerms) -> int:
    """Return the cap per project in cents; raises NotSettled when it depends on the category."""
    if terms.cap_per_project_cents is None:
        raise NotSettled("caps_by_category")
    return terms.cap_per_project_cents
