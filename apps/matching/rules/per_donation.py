"""The match per donation: to each gift that counts the pool adds a ratio of it, within the rooms that are left.

Gifts are taken in the order of the commit sequence, which the decision record publishes. For each: the ratio in force
when it was collected, the highest of the boosts of that instant; then what room is left of the donor's and of the
project's maximum. What the pool has is looked at afterwards, in the same order. With "first donation only", the first
gift of a donor that counts: one that was given back leaves its place to the next.

Three gifts of € 50,00, € 80,00 and € 40,00, the first two of one donor, matched one to one with € 100,00 at most per
donor and € 120,00 per project:

>>> from apps.calls.rules.vocabulary import MatchKind
>>> terms = MatchTerms(kind=MatchKind.PER_DONATION, ratio_bps=10_000, cap_per_donor_cents=100_00,
...     cap_per_project_cents=120_00)
>>> [(each.match_cents, str(each.reason)) for each in match(
...     terms, [Counted(1, "a", 50_00, 0), Counted(2, "a", 80_00, 60), Counted(3, "b", 40_00, 90)], [])]
[(5000, 'matched'), (5000, 'donor_maximum'), (2000, 'project_maximum')]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.calls.rules.terms import MatchTerms
from apps.kernel.money import share_floor
from apps.matching.rules.boosts import Window

IDENTIFIER = "per_donation@1"
WORDING: Mapping[str, str] = {
    "it": "Per ogni euro donato {giver} aggiunge {ratio}.",
    "en": "For each euro given, {giver} adds {ratio}.",
    "de": "Für jeden gespendeten Euro gibt {giver} {ratio} dazu.",
    "fr": "Pour chaque euro donné, {giver} ajoute {ratio}.",
    "sl": "Za vsak podarjeni evro {giver} doda {ratio}.",
}


class MatchReason(StrEnum):
    """Why a gift is matched in full, in part or not at all."""

    MATCHED = "matched"
    BOOSTED = "boosted"
    DONOR_MAXIMUM = "donor_maximum"
    PROJECT_MAXIMUM = "project_maximum"
    NOT_THE_FIRST = "not_the_first"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True)
class Counted:
    """A gift, its donor as an opaque key, what it counts for, and when it was collected, in seconds from the opening.

    Given in the order of the commit sequence.
    """

    donation_id: int
    donor_key: str
    counted_cents: int
    at_second: int


@dataclass(frozen=True)
class Matched:
    """What is added to one gift before the pool is looked at."""

    donation_id: int
    ratio_bps: int
    match_cents: int
    reason: MatchReason


@dataclass(frozen=True)
class Used:
    """What the gifts before one have taken of the two maxima, in cents, and whether its donor gave one that counts."""

    project_cents: int
    donor_cents: int
    has_given: bool


def match(terms: MatchTerms, gifts: Sequence[Counted], windows: Sequence[Window]) -> list[Matched]:
    """Return what is added to each gift, in the same order: min(floor(ratio * d), rooms). Cents."""
    used_by_donor: dict[str, int] = {}
    donors_seen: set[str] = set()
    used_cents, matched = 0, []
    for gift in gifts:
        used = Used(used_cents, used_by_donor.get(gift.donor_key, 0), gift.donor_key in donors_seen)
        each = match_next(terms, gift, windows, used)
        if gift.counted_cents > 0:
            donors_seen.add(gift.donor_key)
        used_by_donor[gift.donor_key] = used_by_donor.get(gift.donor_key, 0) + each.match_cents
        used_cents += each.match_cents
        matched.append(each)
    return matched


def match_next(terms: MatchTerms, gift: Counted, windows: Sequence[Window], used: Used) -> Matched:
    """Return what is added to the gift that comes after others, of which `used` tells the sums."""
    rooms = _rooms(terms, used.donor_cents, used.project_cents)
    return _one(terms, gift, windows, rooms, not used.has_given)


def _rooms(terms: MatchTerms, used_by_donor_cents: int, used_cents: int) -> dict[MatchReason, int]:
    rooms = {MatchReason.PROJECT_MAXIMUM: (terms.cap_per_project_cents or 0) - used_cents}
    if terms.cap_per_donor_cents is not None:
        rooms[MatchReason.DONOR_MAXIMUM] = terms.cap_per_donor_cents - used_by_donor_cents
    return rooms


def _one(
    terms: MatchTerms, gift: Counted, windows: Sequence[Window], rooms: Mapping[MatchReason, int], is_first: bool
) -> Matched:
    if gift.counted_cents <= 0:
        return Matched(gift.donation_id, 0, 0, MatchReason.NOT_COUNTED)
    if terms.first_donation_only and not is_first:
        return Matched(gift.donation_id, 0, 0, MatchReason.NOT_THE_FIRST)
    ordinary_bps = terms.ratio_bps or 0
    ratio_bps = max([ordinary_bps, *(each.ratio_bps for each in windows if each.holds_at(gift.at_second))])
    wanted_cents = share_floor(gift.counted_cents, ratio_bps)
    narrowest = min(rooms, key=lambda reason: rooms[reason])
    if rooms[narrowest] < wanted_cents:
        return Matched(gift.donation_id, ratio_bps, max(0, rooms[narrowest]), narrowest)
    reason = MatchReason.BOOSTED if ratio_bps > ordinary_bps else MatchReason.MATCHED
    return Matched(gift.donation_id, ratio_bps, wanted_cents, reason)
