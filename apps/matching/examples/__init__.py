"""A worked example of a call's rules for its public page: figures computed by the rules, words for its reader.

Three cases at most: a project above the threshold, the same below it, and a bigger one on which the cap bites. With
caps by category the example is of the category with the highest one. The match per donation has cases of its own.
"""

from django.utils.translation import gettext as _

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import MatchKind, OnFailure
from apps.kernel.formats import euro, share
from apps.kernel.money import WHOLE_BPS, share_floor
from apps.matching.examples import per_donation
from apps.matching.examples.cases import Case, Example, Step
from apps.matching.rules import threshold
from apps.matching.rules.settled import require_settled
from apps.matching.wording import giver_of

__all__ = ["Case", "Example", "Step", "example"]

_ROUND_HEADS = (800, 600, 500, 400, 300, 250, 200, 150, 120, 100)
_WITHOUT_LIMITS_CENTS = 6_000_000
_ABOVE_BPS = 4_000
_BELOW_BPS = 8_000


def example(terms: MatchTerms) -> Example:
    """Return a worked example with round costs that the call admits; raises NotSettled as the rules do.

    >>> from apps.calls.rules.vocabulary import Base, MatchKind
    >>> pilot = MatchTerms(kind=MatchKind.THRESHOLD, threshold_bps=5_000, base=Base.REMAINING_COST,
    ...     cap_per_project_cents=5_000_000)
    >>> [step.amount_cents for step in example(pilot).cases[0].steps]
    [10000000, 5000000, 7000000, 3000000, 10000000]
    """
    require_settled(terms)
    if terms.caps_by_category:
        terms = terms.for_category(max(terms.caps_by_category, key=lambda name: terms.caps_by_category[name]))
    if terms.kind is MatchKind.PER_DONATION:
        return Example(per_donation.cases(terms))
    threshold_bps = threshold.threshold_bps_of(terms)
    cost_cents = _ordinary_cost(terms)
    reached_cents = threshold.reached_from_cents(cost_cents, threshold_bps)
    above_cents = reached_cents + share_floor(cost_cents - reached_cents, _ABOVE_BPS)
    cases = [
        _case(terms, cost_cents, min(cost_cents, -_two_figures(-above_cents))),
        _case(terms, cost_cents, _two_figures(share_floor(reached_cents, _BELOW_BPS))),
    ]
    big_cents = _cost_with_a_gap(terms, cost_cents)
    if big_cents is not None:
        cases.append(_case(terms, big_cents, threshold.reached_from_cents(big_cents, threshold_bps)))
    return Example(tuple(cases))


def _case(terms: MatchTerms, cost_cents: int, raised_cents: int) -> Case:
    threshold_bps = threshold.threshold_bps_of(terms)
    match_cents = threshold.entitlement_cents(terms, cost_cents, raised_cents)
    names = {"share": share(threshold_bps), "cost": euro(cost_cents), "raised": euro(raised_cents)}
    steps = (
        Step(_("Costo del progetto"), cost_cents),
        Step(_("Soglia (%(share)s del costo)") % names, threshold.reached_from_cents(cost_cents, threshold_bps)),
        Step(_("Donazioni dei cittadini"), raised_cents),
        Step(_("Soldi %(of)s") % {"of": giver_of(terms).of}, match_cents),
        Step(_("Totale per il progetto"), raised_cents + match_cents),
    )
    opening = _("Un progetto costa %(cost)s. I cittadini donano %(raised)s.") % names
    if not threshold.is_reached(cost_cents, threshold_bps, raised_cents):
        if terms.on_failure is OnFailure.KEEP:
            return Case(opening, steps, _("La soglia non è raggiunta: restano le donazioni, senza altri soldi."))
        closing = _("La soglia non è raggiunta: ogni donazione torna a chi l'ha fatta.")
        return Case(opening, (*steps[:-1], Step(_("Totale per il progetto"), 0)), closing)
    return Case(opening, steps, _closing(terms, cost_cents, raised_cents, match_cents))


def _closing(terms: MatchTerms, cost_cents: int, raised_cents: int, match_cents: int) -> str:
    if threshold.cap_cents_of(terms) == 0:
        return _("La soglia è raggiunta: il progetto riceve le donazioni.")
    missing_cents = cost_cents - raised_cents - match_cents
    names = {"giver": giver_of(terms).name, "match": euro(match_cents), "missing": euro(abs(missing_cents))}
    if missing_cents == 0:
        return _("La soglia è raggiunta: %(giver)s aggiunge %(match)s e il costo è coperto.") % names
    added = _("La soglia è raggiunta: %(giver)s aggiunge %(match)s.")
    if missing_cents < 0:
        beyond = _("Il progetto riceve %(missing)s più del suo costo.")
        return f"{added} {beyond}" % names
    if match_cents == threshold.cap_cents_of(terms):
        added = _("La soglia è raggiunta: %(giver)s aggiunge %(match)s, il massimo per un progetto.")
    gap = _("Mancano ancora %(missing)s: per coprire tutto il costo i cittadini devono donare %(whole)s.")
    return f"{added} {gap}" % {**names, "whole": euro(threshold.whole_cost_from_cents(terms, cost_cents))}


def _ordinary_cost(terms: MatchTerms) -> int:
    """A round cost on which the cap does not bite: the citizens' threshold and the match cover it."""
    limit_cents = terms.max_project_cost_cents
    rest_bps = WHOLE_BPS - threshold.threshold_bps_of(terms)
    cap_cents = threshold.cap_cents_of(terms)
    if cap_cents and rest_bps:
        covered_cents = cap_cents * WHOLE_BPS // rest_bps
        limit_cents = covered_cents if limit_cents is None else min(limit_cents, covered_cents)
    cost_cents = _round_down(_WITHOUT_LIMITS_CENTS if limit_cents is None else limit_cents)
    return max(cost_cents, terms.min_project_cost_cents or 0)


def _cost_with_a_gap(terms: MatchTerms, ordinary_cents: int) -> int | None:
    """A round cost, admitted by the call, at which cap and threshold together do not cover the cost."""
    cap_cents = threshold.cap_cents_of(terms)
    cost_cents = min(2 * ordinary_cents, terms.max_project_cost_cents or 2 * ordinary_cents)
    reached_cents = threshold.reached_from_cents(cost_cents, threshold.threshold_bps_of(terms))
    return cost_cents if 0 < cap_cents < cost_cents - reached_cents else None


def _round_down(amount_cents: int) -> int:
    scale: int = 10 ** max(0, len(str(amount_cents)) - 3)
    return next((head * scale for head in _ROUND_HEADS if head * scale <= amount_cents), amount_cents)


def _two_figures(amount_cents: int) -> int:
    """Round down, towards minus infinity, to two significant figures."""
    scale: int = 10 ** max(0, len(str(abs(amount_cents))) - 2)
    return amount_cents // scale * scale
