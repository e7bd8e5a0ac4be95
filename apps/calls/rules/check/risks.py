"""What an officer should know before publishing terms that hold: sums of shares, gaps, solvency, promises."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from apps.calls.rules.check.contradictions import refuse as warn
from apps.calls.rules.document import Problem
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Base, Channel, FeeBearer, MatchKind, OnFailure
from apps.kernel.money import WHOLE_BPS, format_euro, format_share, share_ceil

TRANSFER_DAYS = 3


def warnings(terms: MatchTerms, max_cost_cents: int | None = None, projects: int | None = None) -> list[Problem]:
    """Return the risks of the terms.

    `max_cost_cents` and `projects` are simulated; without them the terms' own limits are used, and what neither
    states is not judged. Worst case of the pool: every project gets the highest cap (domain.md, section 2).
    """
    cost_cents = max_cost_cents if max_cost_cents is not None else terms.max_project_cost_cents
    count = projects if projects is not None else terms.max_projects
    return [
        *_share_sum(terms),
        *_cap_gap(terms, cost_cents),
        *_solvency(terms, count),
        *_per_donation(terms),
        *_boosts(terms),
        *_failure(terms),
        *_late_transfers(terms),
    ]


def _share_sum(terms: MatchTerms) -> Iterator[Problem]:
    threshold, share = terms.threshold_bps, terms.match_share_bps
    if terms.base in {None, Base.REMAINING_COST} or not threshold or not share or threshold + share == WHOLE_BPS:
        return
    total = format_share(threshold + share)
    yield warn(
        "match_share_bps", "shares_not_whole", f"soglia e quota insieme fanno il {total} del costo, non il 100%."
    )


def _cap_gap(terms: MatchTerms, cost_cents: int | None) -> Iterator[Problem]:
    if not cost_cents or not terms.threshold_bps:
        return
    for name, (cap_cents, category) in _caps(terms).items():
        if 0 < cap_cents < cost_cents - share_ceil(cost_cents, terms.threshold_bps):
            yield warn(
                name,
                "cap_gap",
                f"per un progetto{category} da {format_euro(cost_cents)} la soglia non basta a coprire il costo: "
                f"i cittadini devono donare {format_euro(cost_cents - cap_cents)}.",
            )


def _solvency(terms: MatchTerms, projects: int | None) -> Iterator[Problem]:
    cap_cents = max((cap for cap, _ in _caps(terms).values()), default=0)
    pool_cents = terms.pool_cents
    if not cap_cents or pool_cents is None:
        return
    if cap_cents > pool_cents:
        message = f"{format_euro(pool_cents)} non bastano nemmeno per un progetto solo, che può avere "
        yield warn("pool_cents", "below_one_cap", f"{message}{format_euro(cap_cents)}.")
    elif projects and projects * cap_cents > pool_cents:
        yield warn(
            "pool_cents",
            "solvency",
            f"nel caso peggiore {projects} progetti × {format_euro(cap_cents)} = {format_euro(projects * cap_cents)}, "
            f"ma la dotazione è {format_euro(pool_cents)}: basta per {pool_cents // cap_cents} progetti.",
        )


def _per_donation(terms: MatchTerms) -> Iterator[Problem]:
    if terms.kind is not MatchKind.PER_DONATION:
        return
    donor_cents = terms.cap_per_donor_cents
    if donor_cents is None:
        yield warn("cap_per_donor_cents", "no_limit", "manca: un solo donatore può prendere tutto il cofinanziamento.")
    elif any(cap_cents < donor_cents for cap_cents, _ in _caps(terms).values()):
        yield warn("cap_per_donor_cents", "above_project", "supera il massimo per progetto e non limita nessuno.")
    if terms.first_donation_only and donor_cents is None and terms.counting.per_donor_ceiling_cents is None:
        yield warn("first_donation_only", "one_large_gift", "una sola donazione grande conta per intero.")


def _boosts(terms: MatchTerms) -> Iterator[Problem]:
    if any(not boost.is_announced for boost in terms.boosts):
        message = "uno è ancora da annunciare: non vale finché una rettifica delle regole non dice quando comincia."
        yield warn("boosts", "to_be_announced", message)
    spans = sorted(
        (boost.from_hour, boost.from_hour + boost.hours) for boost in terms.boosts if boost.from_hour is not None
    )
    if any(following[0] < before[1] for before, following in pairwise(spans)):
        yield warn("boosts", "overlap", "due valgono nelle stesse ore: si applica il più alto.")


def _failure(terms: MatchTerms) -> Iterator[Problem]:
    if terms.on_failure is not OnFailure.KEEP:
        return
    message = "i donatori non riavranno i soldi anche se il progetto non si può fare: dillo con chiarezza nell'avviso."
    yield warn("on_failure", "donors_are_not_refunded", message)
    if terms.fee_bearer is FeeBearer.MUNICIPALITY:
        yield warn("fee_bearer", "no_refunds", "non ci sono rimborsi, quindi non ci sono commissioni da pagare.")


def _late_transfers(terms: MatchTerms) -> Iterator[Problem]:
    if Channel.BANK_TRANSFER in terms.counting.channels and terms.late_payments_days < TRANSFER_DAYS:
        message = "un bonifico arriva anche dopo due giorni lavorativi: chi dona alla fine rischia di non contare."
        yield warn("late_payments_days", "transfers_are_slow", message)


def _caps(terms: MatchTerms) -> Mapping[str, tuple[int, str]]:
    if terms.caps_by_category:
        return {
            f"caps_by_category.{name}": (cap_cents, f" di categoria «{name}»")
            for name, cap_cents in terms.caps_by_category.items()
        }
    return {} if terms.cap_per_project_cents is None else {"cap_per_project_cents": (terms.cap_per_project_cents, "")}
