"""Terms that contradict themselves: no campaign could be decided by them."""

from collections.abc import Iterator

from apps.calls.rules.document import Problem
from apps.calls.rules.terms import MatchTerms, missing
from apps.calls.rules.vocabulary import (
    Base,
    Collection,
    Exhaustion,
    Judgement,
    MatchKind,
    OnFailure,
    Relation,
    RoundGoal,
    label,
)
from apps.kernel.money import WHOLE_BPS, format_share

PER_DONATION_ONLY = ("ratio_bps", "cap_per_donor_cents", "first_donation_only", "boosts")
THRESHOLD_ONLY = ("base", "match_share_bps")
SHARED_OUT = frozenset({Exhaustion.RANKING, Exhaustion.PRO_RATA})


def problems(terms: MatchTerms) -> list[Problem]:
    """Return why the terms contradict themselves or are incomplete; empty when they hold."""
    return [
        *missing(terms),
        *_of_another_kind(terms),
        *_shares_and_caps(terms),
        *_donors(terms),
        *_boosts(terms),
        *_rounds(terms),
        *_policies(terms),
        *_promises(terms),
        *_per_donation(terms),
    ]


def refuse(name: str, code: str, message: str) -> Problem:
    """Return a problem whose message begins with the parameter's name."""
    return Problem(name, code, f"{label(name)}: {message}")


def _of_another_kind(terms: MatchTerms) -> Iterator[Problem]:
    strangers = {MatchKind.THRESHOLD: PER_DONATION_ONLY, MatchKind.PER_DONATION: THRESHOLD_ONLY}.get(terms.kind, ())
    for name in strangers:
        if getattr(terms, name):
            yield refuse(name, "of_another_kind", f"non ha senso con il tipo di cofinanziamento «{terms.kind}».")


def _shares_and_caps(terms: MatchTerms) -> Iterator[Problem]:
    threshold, share = terms.threshold_bps, terms.match_share_bps
    if terms.base is Base.REMAINING_COST and threshold and share is not None and threshold + share != WHOLE_BPS:
        yield refuse(
            "match_share_bps",
            "share_contradicts_base",
            f"il Comune paga i costi rimanenti, che alla soglia sono il {format_share(WHOLE_BPS - threshold)} "
            f"e non il {format_share(share)}.",
        )
    if terms.cap_per_project_cents is not None and terms.caps_by_category:
        yield refuse("caps_by_category", "two_caps", "indica un massimo per progetto o per categoria, non entrambi.")
    least, most = terms.min_project_cost_cents, terms.max_project_cost_cents
    if least is not None and most is not None and least > most:
        yield refuse("min_project_cost_cents", "above_maximum", "supera il costo massimo del progetto.")


def _donors(terms: MatchTerms) -> Iterator[Problem]:
    ceiling, least_donation = terms.counting.per_donor_ceiling_cents, terms.min_donation_cents
    if ceiling is not None and least_donation is not None and ceiling < least_donation:
        yield refuse("counting.per_donor_ceiling_cents", "below_minimum", "è minore della donazione minima.")
    if Relation.NONE in terms.counting.excluded_relations:
        yield refuse("counting.excluded_relations", "excludes_everybody", "«none» è chi non ha nessun legame.")


def _boosts(terms: MatchTerms) -> Iterator[Problem]:
    hours = 24 * (sum(each.days for each in terms.rounds) or terms.campaign_days or 0)
    for boost in terms.boosts:
        if boost.from_hour is not None and boost.starts_at is not None:
            yield refuse("boosts", "two_beginnings", "indica un'ora dall'apertura o una data, non entrambe.")
        if terms.ratio_bps is not None and boost.ratio_bps <= terms.ratio_bps:
            yield refuse("boosts", "not_a_boost", f"{format_share(boost.ratio_bps)} non supera il rapporto ordinario.")
        if hours and boost.starts_at is None and (boost.from_hour or 0) + boost.hours > hours:
            yield refuse("boosts", "outside_rounds", f"finisce dopo la raccolta, che dura {hours} ore.")


def _rounds(terms: MatchTerms) -> Iterator[Problem]:
    days = sum(each.days for each in terms.rounds)
    if terms.rounds and terms.campaign_days is not None and days != terms.campaign_days:
        yield refuse("rounds", "other_length", f"durano {days} giorni, la campagna {terms.campaign_days}.")
    goals = [each.goal for each in terms.rounds]
    if goals and (goals[0] is not RoundGoal.MINIMUM or RoundGoal.MINIMUM in goals[1:]):
        yield refuse("rounds", "wrong_order", "il primo turno raccoglie il minimo (minimum), gli altri l'ottimo.")


def _policies(terms: MatchTerms) -> Iterator[Problem]:
    if terms.judged is Judgement.ON_CROSSING and terms.exhaustion in SHARED_OUT:
        yield refuse(
            "judged", "needs_the_close", f"con «{terms.exhaustion}» la soglia si verifica alla chiusura (at_close)."
        )
    if terms.collection is Collection.CHARGE_ON_SUCCESS and terms.on_failure is OnFailure.KEEP:
        yield refuse("on_failure", "nothing_to_keep", "se la campagna non riesce, nessuna carta è stata addebitata.")


def _promises(terms: MatchTerms) -> Iterator[Problem]:
    if terms.collection is not Collection.CHARGE_ON_SUCCESS:
        return
    if terms.kind is MatchKind.PER_DONATION:
        message = "si addebita solo se la soglia è raggiunta: con il cofinanziamento per donazione usa charge_now."
        yield refuse("collection", "needs_a_threshold_match", message)


def _per_donation(terms: MatchTerms) -> Iterator[Problem]:
    if terms.kind is not MatchKind.PER_DONATION:
        return
    if terms.cap_per_project_cents == 0:
        yield refuse("cap_per_project_cents", "no_match", "a zero il Comune non aggiunge niente a nessuna donazione.")
    if terms.exhaustion is Exhaustion.FIRST_COME_WHOLE and terms.judged is Judgement.ON_CROSSING:
        message = "ogni donazione riceve quello che resta: usa first_come_partial."
        yield refuse("exhaustion", "whole_donations", message)
    if terms.exhaustion in SHARED_OUT and terms.threshold_bps is None:
        message = f"con «{terms.exhaustion}» serve una soglia, che non dipenda da quanto spetta agli altri progetti."
        yield refuse("threshold_bps", "needs_a_threshold", message)
