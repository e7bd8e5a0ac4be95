"""Whether a call's pool can pay what its rules promise, told before the call is published (domain.md, section 2).

Owns three cases of equal projects; entitlements and allocation are those of the rules that decide. Estimates, never
promises: what counts (channels, related parties, ceilings per donor) and boosts are left out of the expected case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import MatchKind
from apps.kernel.money import WHOLE_BPS, share_ceil, share_floor
from apps.matching.rules import threshold
from apps.matching.rules.exhaustion import AwardReason, Request, allocate
from apps.matching.rules.settled import NotSettled

MAX_PROJECTS = 1_000
_COST_WITHOUT_A_CAP = 1_000_000


class CaseKind(StrEnum):
    """How much the projects ask of the pool."""

    WORST = "worst"
    MOST = "most"
    EXPECTED = "expected"


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """What is supposed: equal projects, how many of them succeed, and what citizens give to one that does.

    `raised_bps` is a share of the cost; a project that succeeds raises at least its threshold. `gift_cents` is what a
    donor gives on average, 0 when nobody can say: then no ceiling per donor bites.
    """

    projects: int
    cost_cents: int
    success_bps: int
    raised_bps: int
    gift_cents: int = 0


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the funded projects ask of the pool and get from it. `pays_whole`: how many the pool can pay in full,
    after which it is short; None when it is enough for all. Cents.
    """

    kind: CaseKind
    funded: int
    each_cents: int
    demand_cents: int
    granted_cents: int
    in_full: int
    in_part: int
    unpaid: int
    pays_whole: int | None

    @property
    def short_cents(self) -> int:
        """What the pool lacks."""
        return self.demand_cents - self.granted_cents


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """The three cases, and what citizens must raise for one project's whole cost to be covered. Cents."""

    pool_cents: int
    worst: Case
    most: Case
    expected: Case
    reached_from_cents: int
    whole_cost_from_cents: int

    @property
    def gap_cents(self) -> int:
        """What citizens must raise above the threshold because of the cap or the share: the cap gap."""
        return self.whole_cost_from_cents - self.reached_from_cents

    @property
    def cases(self) -> tuple[Case, Case, Case]:
        """From the one that asks most to the one that asks least."""
        return self.worst, self.most, self.expected


def simulate(terms: MatchTerms, assumption: Assumption, pool_cents: int) -> Simulation:
    """Return the worst case, the most that projects of this cost can ask, and the expected case. Cents.

    Raises NotSettled for a kind or an exhaustion rule that this version cannot compute.

    Milano 2016: 40 projects at the cap of € 50.000,00 ask € 2.000.000,00 of € 400.000,00, which pay 8 of them:

    >>> from apps.calls.rules.vocabulary import Base
    >>> milano = MatchTerms(kind=MatchKind.THRESHOLD, threshold_bps=5_000, base=Base.REMAINING_COST,
    ...     cap_per_project_cents=5_000_000)
    >>> supposed = Assumption(projects=40, cost_cents=12_000_000, success_bps=8_983, raised_bps=5_131)
    >>> found = simulate(milano, supposed, 40_000_000)
    >>> found.worst.demand_cents, found.worst.in_full, found.worst.unpaid, found.gap_cents
    (200000000, 8, 32, 1000000)
    """
    if terms.kind is MatchKind.QUADRATIC:
        raise NotSettled(terms.kind)
    terms = _with_one_cap(terms)
    reached_cents, whole_cents = _to_raise(terms, assumption.cost_cents)
    cap_cents, most_cents = threshold.cap_cents_of(terms), _most_cents(terms, assumption.cost_cents)
    successes = share_ceil(assumption.projects, assumption.success_bps)
    return Simulation(
        pool_cents=pool_cents,
        worst=_case(terms, CaseKind.WORST, assumption.projects, cap_cents, pool_cents),
        most=_case(terms, CaseKind.MOST, assumption.projects, most_cents, pool_cents),
        expected=_case(terms, CaseKind.EXPECTED, successes, _expected_cents(terms, assumption), pool_cents),
        reached_from_cents=reached_cents,
        whole_cost_from_cents=whole_cents,
    )


def usual_cost_cents(terms: MatchTerms) -> int:
    """Return the cost to begin with: the call's maximum, or the highest that threshold and cap still cover. Cents."""
    if terms.max_project_cost_cents:
        return terms.max_project_cost_cents
    cap_cents = threshold.cap_cents_of(_with_one_cap(terms))
    if not cap_cents:
        return _COST_WITHOUT_A_CAP
    if terms.kind is MatchKind.PER_DONATION and terms.ratio_bps:
        return cap_cents + cap_cents * WHOLE_BPS // terms.ratio_bps
    rest_bps = WHOLE_BPS - (terms.threshold_bps or 0)
    return cap_cents * WHOLE_BPS // rest_bps if rest_bps else cap_cents


def _with_one_cap(terms: MatchTerms) -> MatchTerms:
    """The highest cap stands for all categories: the worst case."""
    if not terms.caps_by_category:
        return terms
    return replace(terms, cap_per_project_cents=max(terms.caps_by_category.values()), caps_by_category={})


def _case(terms: MatchTerms, kind: CaseKind, funded: int, each_cents: int, pool_cents: int) -> Case:
    requests = [Request(place, each_cents, rank=place) for place in range(1, funded + 1)]
    awards = allocate(terms.exhaustion, requests, pool_cents)
    reasons = [award.reason for award in awards]
    demand_cents = funded * each_cents
    return Case(
        kind=kind,
        funded=funded,
        each_cents=each_cents,
        demand_cents=demand_cents,
        granted_cents=sum(award.granted_cents for award in awards),
        in_full=reasons.count(AwardReason.FULL) + reasons.count(AwardReason.NOTHING_DUE),
        in_part=reasons.count(AwardReason.PARTIAL),
        unpaid=reasons.count(AwardReason.POOL_SHORT),
        pays_whole=pool_cents // each_cents if demand_cents > pool_cents else None,
    )


def _most_cents(terms: MatchTerms, cost_cents: int) -> int:
    if terms.kind is MatchKind.PER_DONATION:
        best_bps = max([terms.ratio_bps or 0, *(boost.ratio_bps for boost in terms.boosts)])
        return min(threshold.cap_cents_of(terms), share_floor(cost_cents, best_bps))
    reached_cents = threshold.reached_from_cents(cost_cents, threshold.threshold_bps_of(terms))
    return threshold.entitlement_cents(terms, cost_cents, reached_cents)


def _expected_cents(terms: MatchTerms, assumption: Assumption) -> int:
    cost_cents = assumption.cost_cents
    raised_cents = share_floor(cost_cents, assumption.raised_bps)
    if terms.kind is MatchKind.PER_DONATION:
        if not assumption.gift_cents:
            terms = replace(terms, cap_per_donor_cents=None)
        gifts = _gifts(raised_cents, assumption.gift_cents)
        matched_cents = sum(donors * _match_of_gift(terms, gift_cents) for donors, gift_cents in gifts)
        return min(threshold.cap_cents_of(terms), matched_cents)
    reached_cents = threshold.reached_from_cents(cost_cents, threshold.threshold_bps_of(terms))
    return threshold.entitlement_cents(terms, cost_cents, max(raised_cents, reached_cents))


def _match_of_gift(terms: MatchTerms, gift_cents: int) -> int:
    match_cents = share_floor(gift_cents, terms.ratio_bps or 0)
    return match_cents if terms.cap_per_donor_cents is None else min(match_cents, terms.cap_per_donor_cents)


def _gifts(raised_cents: int, gift_cents: int) -> Iterator[tuple[int, int]]:
    """How many donors give how much: gifts that differ by one cent at most, and together make what is raised."""
    donors = max(1, -(-raised_cents // gift_cents)) if gift_cents else 1
    each_cents, more = divmod(raised_cents, donors)
    yield more, each_cents + 1
    yield donors - more, each_cents


def _to_raise(terms: MatchTerms, cost_cents: int) -> tuple[int, int]:
    """What citizens must raise for the match to begin, and for the whole cost to be covered."""
    if terms.kind is not MatchKind.PER_DONATION:
        whole_cents = threshold.whole_cost_from_cents(terms, cost_cents)
        return threshold.reached_from_cents(cost_cents, threshold.threshold_bps_of(terms)), whole_cents
    reached_cents = share_ceil(cost_cents, terms.threshold_bps or 0)
    matched_cents = -(-cost_cents * WHOLE_BPS // (WHOLE_BPS + (terms.ratio_bps or 0)))
    return reached_cents, max(reached_cents, matched_cents, cost_cents - threshold.cap_cents_of(terms))
