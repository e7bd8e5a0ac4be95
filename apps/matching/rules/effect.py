"""What one more gift, collected at this instant, would make the pool add: the rules of the outcome, one gift ahead.

Pure, and never a promise: others may give, the pool may change, money may go back before the gift is really collected.
Does not know the words; they are the pages'. Cents everywhere.

A call that adds one euro for each, with € 30,00 left in its pool, and a gift of € 50,00:

>>> from apps.calls.rules.vocabulary import Channel, DonorKind, MatchKind, Relation
>>> terms = MatchTerms(kind=MatchKind.PER_DONATION, ratio_bps=10_000, cap_per_project_cents=1_000_00)
>>> gift = Contribution(donation_id=1, channel=Channel.ONLINE, donor_kind=DonorKind.NATURAL_PERSON,
...     relation=Relation.NONE, gross_cents=50_00, fee_cents=0, refunded_cents=0, collected=True, donor_key="a")
>>> found = effect(Moment(terms=terms, cost_cents=5_000_00, free_cents=30_00), gift)
>>> (found.due_cents, found.reserved_cents)
(5000, 3000)
"""

from dataclasses import dataclass

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Judgement, MatchKind
from apps.matching.rules import eligibility, per_donation, threshold
from apps.matching.rules.boosts import Window
from apps.matching.rules.eligibility import Contribution, Reason
from apps.matching.rules.exhaustion import Request, allocate
from apps.matching.rules.measure import Measure, measure, reserves_per_gift
from apps.matching.rules.per_donation import Counted, MatchReason, Used

NOTHING_USED = Used(0, 0, has_given=False)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A campaign and its pool at one instant; `terms` have its one cap.

    `contributions` are the gifts so far, or sums of gifts that are judged alike; where the match is per donation the
    donor's own are enough, and `used` tells the sums of the others. `second` counts from the
    opening.
    """

    terms: MatchTerms
    cost_cents: int
    free_cents: int
    contributions: tuple[Contribution, ...] = ()
    used: Used = NOTHING_USED
    windows: tuple[Window, ...] = ()
    second: int = 0
    is_reached: bool = False
    campaign_id: int = 0
    rank: int | None = None


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What one gift would do.

    `due_cents` is what the pool owes because of it, `reserved_cents` what it would set aside at this instant. For a
    threshold: whether the gift `crosses` it, what and how many donors are missing after it, and what the campaign is
    entitled to before and after, once reached.
    """

    amount_cents: int
    counted_cents: int
    counted_as: Reason
    due_cents: int
    reserved_cents: int
    match_reason: MatchReason | None = None
    ratio_bps: int = 0
    crosses: bool = False
    missing_cents: int = 0
    missing_donors: int = 0
    before_cents: int = 0
    after_cents: int = 0


def effect(moment: Moment, gift: Contribution) -> Effect:
    """Return what a gift would do now; it is collected, and the last in the commit sequence."""
    if moment.terms.kind is MatchKind.PER_DONATION:
        return _of_its_own(moment, gift)
    return _towards_the_threshold(moment, gift)


def _of_its_own(moment: Moment, gift: Contribution) -> Effect:
    judged = eligibility.judge(moment.terms, [*moment.contributions, gift])[-1]
    counted = Counted(gift.donation_id, gift.donor_key, judged.counted_cents, moment.second)
    matched = per_donation.match_next(moment.terms, counted, moment.windows, moment.used)
    return Effect(
        amount_cents=gift.gross_cents,
        counted_cents=judged.counted_cents,
        counted_as=judged.reason,
        due_cents=matched.match_cents,
        reserved_cents=_served(moment, matched.match_cents) if reserves_per_gift(moment.terms) else 0,
        match_reason=matched.reason,
        ratio_bps=matched.ratio_bps,
    )


def _towards_the_threshold(moment: Moment, gift: Contribution) -> Effect:
    terms = moment.terms
    before = measure(terms, moment.cost_cents, moment.contributions)
    after = measure(terms, moment.cost_cents, (*moment.contributions, gift))
    missing_cents, missing_donors = _missing(moment, after)
    crosses = not moment.is_reached and not missing_cents and not missing_donors
    due_cents = after.due_cents if crosses else 0
    judged = after.judged[-1]
    return Effect(
        amount_cents=gift.gross_cents,
        counted_cents=judged.counted_cents,
        counted_as=judged.reason,
        due_cents=due_cents,
        reserved_cents=_served(moment, due_cents) if terms.judged is Judgement.ON_CROSSING else 0,
        crosses=crosses,
        missing_cents=missing_cents,
        missing_donors=missing_donors,
        before_cents=before.due_cents if moment.is_reached else 0,
        after_cents=after.due_cents,
    )


def _missing(moment: Moment, found: Measure) -> tuple[int, int]:
    reached_cents = threshold.reached_from_cents(moment.cost_cents, threshold.threshold_bps_of(moment.terms))
    missing_donors = moment.terms.counting.min_distinct_donors - found.distinct_donors
    return max(0, reached_cents - found.eligible_cents), max(0, missing_donors)


def _served(moment: Moment, due_cents: int) -> int:
    """Return what the pool gives: who waits takes nothing of it, or would have been served before."""
    request = Request(moment.campaign_id, due_cents, moment.rank, due_cents)
    return allocate(moment.terms.exhaustion, [request], moment.free_cents)[0].granted_cents
