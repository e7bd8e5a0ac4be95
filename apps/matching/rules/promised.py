"""Whether the promises to a campaign, were they all collected, would make it succeed. Nothing promised is counted.

Collection policy `charge_on_success`: cards are charged when promised and collected money together pass the threshold
by a buffer, because some charges will be refused; or at the deadline, if the threshold can be reached at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from apps.calls.rules.terms import MatchTerms
from apps.kernel.money import WHOLE_BPS, share_ceil
from apps.matching.rules import eligibility, threshold
from apps.matching.rules.eligibility import Contribution

IDENTIFIER = "promised@1"


def could_succeed(
    terms: MatchTerms, cost_cents: int, contributions: Sequence[Contribution], promised_ids: set[int], buffer_bps: int
) -> bool:
    """Tell whether collected and promised gifts together reach the threshold and `buffer_bps` of it more."""
    supposed = [replace(each, collected=True) if each.donation_id in promised_ids else each for each in contributions]
    judged = eligibility.judge(terms, supposed)
    donors = eligibility.distinct_donors(supposed, judged)
    least_cents = threshold.reached_from_cents(cost_cents, threshold.threshold_bps_of(terms))
    wanted_cents = share_ceil(least_cents, WHOLE_BPS + buffer_bps)
    enough_donors = donors >= terms.counting.min_distinct_donors
    return enough_donors and sum(each.counted_cents for each in judged) >= wanted_cents
