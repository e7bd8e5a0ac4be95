"""Whether the match terms hold together, can be settled by this version, and what an officer should know.

`problems` and `unsettled` refuse publication; `warnings` do not.
"""

from collections.abc import Iterator

from apps.calls.rules import settled
from apps.calls.rules.document import Problem
from apps.calls.rules.terms import MatchTerms, missing
from apps.calls.rules.vocabulary import (
    Base,
    Collection,
    Exhaustion,
    Judgement,
    MatchKind,
    OnFailure,
    label,
)
from apps.kernel.money import WHOLE_BPS, format_euro, format_share, share_ceil

PER_DONATION_ONLY = ("ratio_bps", "cap_per_donor_cents", "first_donation_only", "boosts")
THRESHOLD_ONLY = ("threshold_bps", "base", "match_share_bps")


def problems(terms: MatchTerms) -> list[Problem]:
    """Return why the terms contradict themselves or are incomplete; empty when they hold."""
    return [*missing(terms), *_of_another_kind(terms), *_shares_and_caps(terms), *_time(terms), *_policies(terms)]


def unsettled(terms: MatchTerms) -> list[Problem]:
    """Return, by name, the parameters that this version cannot apply yet; publication is refused for each."""
    found = [
        _not_yet(name, f"«{getattr(terms, name)}»")
        for name, words in settled.WORDS.items()
        if getattr(terms, name) not in words
    ]
    found += [_not_yet(name, "il parametro") for name in settled.NEVER_YET if getattr(terms, name)]
    found += [
        _not_yet("counting.channels", f"«{channel}»")
        for channel in terms.counting.channels
        if channel not in settled.CHANNELS
    ]
    found += [
        _not_yet("counting.excluded_relations", f"«{relation}»")
        for relation in terms.counting.excluded_relations
        if relation not in settled.EXCLUDED_RELATIONS
    ]
    return found


def warnings(terms: MatchTerms, max_cost_cents: int | None = None, projects: int | None = None) -> list[Problem]:
    """Return what the officer should know before publishing: the shares' sum, the cap gap, the pool's solvency.

    `max_cost_cents` and `projects` are simulated; without them the terms' own limits are used, and what neither
    states is not judged. Worst case of the pool: every project gets its cap (domain.md, section 2).
    """
    cost_cents = max_cost_cents if max_cost_cents is not None else terms.max_project_cost_cents
    count = projects if projects is not None else terms.max_projects
    return [*_share_sum(terms), *_cap_gap(terms, cost_cents), *_solvency(terms, count)]


def _of_another_kind(terms: MatchTerms) -> Iterator[Problem]:
    strangers = {MatchKind.THRESHOLD: PER_DONATION_ONLY, MatchKind.PER_DONATION: THRESHOLD_ONLY}.get(terms.kind, ())
    for name in strangers:
        if getattr(terms, name):
            yield _refuse(name, "of_another_kind", f"non ha senso con il tipo di cofinanziamento «{terms.kind}».")


def _shares_and_caps(terms: MatchTerms) -> Iterator[Problem]:
    threshold, share = terms.threshold_bps, terms.match_share_bps
    if terms.base is Base.REMAINING_COST and threshold and share is not None and threshold + share != WHOLE_BPS:
        yield _refuse(
            "match_share_bps",
            "share_contradicts_base",
            f"il Comune paga i costi rimanenti, che alla soglia sono il {format_share(WHOLE_BPS - threshold)} "
            f"e non il {format_share(share)}.",
        )
    if terms.cap_per_project_cents is not None and terms.caps_by_category:
        yield _refuse("caps_by_category", "two_caps", "indica un massimo per progetto o per categoria, non entrambi.")
    least, most = terms.min_project_cost_cents, terms.max_project_cost_cents
    if least is not None and most is not None and least > most:
        yield _refuse("min_project_cost_cents", "above_maximum", "supera il costo massimo del progetto.")
    ceiling, least_donation = terms.counting.per_donor_ceiling_cents, terms.min_donation_cents
    if ceiling is not None and least_donation is not None and ceiling < least_donation:
        yield _refuse("counting.per_donor_ceiling_cents", "below_minimum", "è minore della donazione minima.")


def _time(terms: MatchTerms) -> Iterator[Problem]:
    days = sum(each.days for each in terms.rounds)
    if terms.rounds and terms.campaign_days is not None and days != terms.campaign_days:
        yield _refuse("rounds", "other_length", f"durano {days} giorni, la campagna {terms.campaign_days}.")
    hours = 24 * (days or terms.campaign_days or 0)
    for boost in terms.boosts:
        if (boost.from_hour or 0) + boost.hours > hours:
            yield _refuse("boosts", "outside_rounds", f"finisce dopo i turni di raccolta, che durano {hours} ore.")


def _policies(terms: MatchTerms) -> Iterator[Problem]:
    if terms.judged is Judgement.ON_CROSSING and terms.exhaustion in {Exhaustion.RANKING, Exhaustion.PRO_RATA}:
        yield _refuse(
            "judged", "needs_the_close", f"con «{terms.exhaustion}» la soglia si verifica alla chiusura (at_close)."
        )
    if terms.collection is Collection.CHARGE_ON_SUCCESS and terms.on_failure is OnFailure.KEEP:
        yield _refuse("on_failure", "nothing_to_keep", "se la campagna non riesce, nessuna carta è stata addebitata.")


def _share_sum(terms: MatchTerms) -> Iterator[Problem]:
    threshold, share = terms.threshold_bps, terms.match_share_bps
    if terms.base in {None, Base.REMAINING_COST} or not threshold or not share or threshold + share == WHOLE_BPS:
        return
    total = format_share(threshold + share)
    yield _refuse(
        "match_share_bps", "shares_not_whole", f"soglia e quota insieme fanno il {total} del costo, non il 100 %."
    )


def _cap_gap(terms: MatchTerms, cost_cents: int | None) -> Iterator[Problem]:
    cap_cents = terms.cap_per_project_cents
    if not cost_cents or not cap_cents or not terms.threshold_bps:
        return
    if cap_cents < cost_cents - share_ceil(cost_cents, terms.threshold_bps):
        yield _refuse(
            "cap_per_project_cents",
            "cap_gap",
            f"per un progetto da {format_euro(cost_cents)} la soglia non basta a coprire il costo: "
            f"i cittadini devono donare {format_euro(cost_cents - cap_cents)}.",
        )


def _solvency(terms: MatchTerms, projects: int | None) -> Iterator[Problem]:
    cap_cents, pool_cents = terms.cap_per_project_cents, terms.pool_cents
    if not projects or not cap_cents or pool_cents is None or projects * cap_cents <= pool_cents:
        return
    yield _refuse(
        "pool_cents",
        "solvency",
        f"nel caso peggiore {projects} progetti × {format_euro(cap_cents)} = {format_euro(projects * cap_cents)}, "
        f"ma la dotazione è {format_euro(pool_cents)}: basta per {pool_cents // cap_cents} progetti.",
    )


def _not_yet(name: str, what: str) -> Problem:
    return Problem(name, "unsettled", f"{label(name)}: {what} non è ancora gestito da questa versione.")


def _refuse(name: str, code: str, message: str) -> Problem:
    return Problem(name, code, f"{label(name)}: {message}")
