"""What this version computes, parameter by parameter. A value outside these lists cannot be published.

`eligibility` knows how to exclude the proponent and related parties, but no donor is asked yet how he stands to the
proponent: until then a call that excludes them would promise what nobody checks.
"""

from collections.abc import Mapping
from enum import StrEnum

from apps.calls.rules.vocabulary import (
    Channel,
    Collection,
    Exhaustion,
    FeeBearer,
    Judgement,
    MatchKind,
    OnFailure,
    PoolOwner,
    Relation,
)

WORDS: Mapping[str, frozenset[StrEnum]] = {
    "kind": frozenset({MatchKind.THRESHOLD}),
    "exhaustion": frozenset({Exhaustion.FIRST_COME_PARTIAL, Exhaustion.FIRST_COME_WHOLE}),
    "judged": frozenset({Judgement.ON_CROSSING, Judgement.AT_CLOSE}),
    "on_failure": frozenset({OnFailure.REFUND_ALL}),
    "collection": frozenset({Collection.CHARGE_NOW}),
    "fee_bearer": frozenset({FeeBearer.BENEFICIARY}),
    "pool_owner": frozenset({PoolOwner.MUNICIPALITY}),
}
CHANNELS = frozenset({Channel.ONLINE})
EXCLUDED_RELATIONS: frozenset[Relation] = frozenset()
NEVER_YET = (
    "caps_by_category",
    "ratio_bps",
    "cap_per_donor_cents",
    "first_donation_only",
    "boosts",
    "rounds",
)
