"""What a campaign's gifts come to before the pool is looked at: what counts, and what would be due if it is reached.

Pure, and independent of every other campaign. C, R and t as in domain.md, section 3.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Judgement, MatchKind, OnFailure
from apps.matching.rules import boosts, eligibility, per_donation, threshold
from apps.matching.rules.boosts import Announcement
from apps.matching.rules.eligibility import Contribution, Judged
from apps.matching.rules.per_donation import Counted, Matched


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What counts, from how many donors, and what is due to the campaign if it is reached. Cents.

    `matches` says it gift by gift where the match is per donation. `refund_fees_cents` is what the processor keeps of
    the gifts that go back if it is not reached.
    """

    judged: tuple[Judged, ...]
    eligible_cents: int
    distinct_donors: int
    matches: tuple[Matched, ...]
    due_cents: int
    refund_fees_cents: int


def measure(
    terms: MatchTerms,
    cost_cents: int,
    contributions: Sequence[Contribution],
    opened_at: datetime | None = None,
    announcements: Sequence[Announcement] = (),
) -> Measure:
    """Return what the gifts of a campaign come to, under terms that have one cap; raises NotSettled on a kind that
    cannot be computed.
    """
    judged = eligibility.judge(terms, contributions)
    eligible_cents = sum(each.counted_cents for each in judged)
    matches: Sequence[Matched] = ()
    if terms.kind is MatchKind.PER_DONATION:
        windows = boosts.windows(terms.boosts, opened_at, announcements)
        matches = per_donation.match(terms, _counted(contributions, judged), windows)
        due_cents = sum(each.match_cents for each in matches)
    else:
        due_cents = threshold.match_cents(terms, cost_cents, eligible_cents)
    return Measure(
        judged=tuple(judged),
        eligible_cents=eligible_cents,
        distinct_donors=eligibility.distinct_donors(contributions, judged),
        matches=tuple(matches),
        due_cents=due_cents,
        refund_fees_cents=_refund_fees(terms, contributions),
    )


def needs_the_match(terms: MatchTerms) -> bool:
    """Tell whether the match itself counts towards being reached: per donation, without a threshold of its own."""
    return terms.kind is MatchKind.PER_DONATION and terms.threshold_bps is None


def reached_from_cents(terms: MatchTerms, cost_cents: int, match_cents: int) -> int:
    """Return the eligible money from which a campaign is reached, given what the pool really has for it. Cents.

    R >= ceil(C * t); without a threshold, donations and match together must cover the cost.
    """
    if needs_the_match(terms):
        return max(0, cost_cents - match_cents)
    return threshold.reached_from_cents(cost_cents, threshold.threshold_bps_of(terms))


def reserves_per_gift(terms: MatchTerms) -> bool:
    """Tell whether each gift reserves its own match as it is collected."""
    return terms.kind is MatchKind.PER_DONATION and terms.judged is Judgement.ON_CROSSING


def _counted(contributions: Sequence[Contribution], judged: Sequence[Judged]) -> list[Counted]:
    by_id = {each.donation_id: each for each in contributions}
    return [
        Counted(
            each.donation_id, by_id[each.donation_id].donor_key, each.counted_cents, by_id[each.donation_id].at_second
        )
        for each in judged
    ]


def _refund_fees(terms: MatchTerms, contributions: Sequence[Contribution]) -> int:
    if terms.on_failure is OnFailure.KEEP:
        return 0
    return sum(
        each.fee_cents
        for each in contributions
        if each.collected and not each.disputed and each.refunded_cents < each.gross_cents
    )
