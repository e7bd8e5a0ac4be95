"""Any match terms that the form of the rules can hold, for property tests."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from apps.calls.rules import vocabulary
from apps.calls.rules.parts import Boost, Counting, Round
from apps.calls.rules.terms import MatchTerms
from apps.kernel.amounts import MOST_CENTS

ROME = ZoneInfo("Europe/Rome")
CENTS = st.integers(1, MOST_CENTS)
WORDS = st.text(st.characters(categories=["Ll", "Lu", "Nd"], max_codepoint=0x17F), min_size=1, max_size=20)
OPTIONAL = {
    name: st.none() | CENTS
    for name in ("pool_cents", "cap_per_donor_cents", "min_donation_cents", "min_project_cost_cents")
}
BOOSTS = st.builds(
    Boost,
    ratio_bps=st.integers(1, 1_000_000),
    hours=st.integers(1, 87_600),
    from_hour=st.none() | st.integers(0, 87_600),
    starts_at=st.none()
    | st.integers(0, 4_000).map(lambda days: datetime(2020, 1, 1, 9, 30, tzinfo=ROME) + timedelta(days=days)),
)
COUNTING = st.builds(
    Counting,
    channels=st.sets(st.sampled_from(vocabulary.Channel), min_size=1).map(
        lambda found: tuple(word for word in vocabulary.Channel if word in found)
    ),
    amounts=st.sampled_from(vocabulary.Amounts),
    donor_kinds=st.sets(st.sampled_from(vocabulary.DonorKind), min_size=1).map(
        lambda found: tuple(word for word in vocabulary.DonorKind if word in found)
    ),
    excluded_relations=st.sampled_from([(), (vocabulary.Relation.PROPONENT,)]),
    per_donor_ceiling_cents=st.none() | CENTS,
    min_distinct_donors=st.integers(1, 1_000_000),
)
TERMS = st.builds(
    MatchTerms,
    kind=st.sampled_from(vocabulary.MatchKind),
    threshold_bps=st.integers(1, 10_000),
    base=st.sampled_from(vocabulary.Base),
    match_share_bps=st.integers(0, 10_000),
    ratio_bps=st.integers(1, 1_000_000),
    first_donation_only=st.booleans(),
    cap_per_project_cents=st.integers(0, MOST_CENTS),
    caps_by_category=st.dictionaries(WORDS, st.integers(0, MOST_CENTS), max_size=3),
    boosts=st.lists(BOOSTS, max_size=3).map(tuple),
    rounds=st.lists(
        st.builds(Round, days=st.integers(1, 3_650), goal=st.sampled_from(vocabulary.RoundGoal)), max_size=3
    ).map(tuple),
    counting=COUNTING,
    articles=st.dictionaries(st.sampled_from(["threshold_bps", "counting.channels", "boosts"]), WORDS),
    late_payments_days=st.integers(0, 90),
    max_projects=st.none() | st.integers(1, 100_000),
    campaign_days=st.none() | st.integers(1, 3_650),
    **{
        name: st.sampled_from(getattr(vocabulary, words))
        for name, words in {
            "pool_owner": "PoolOwner",
            "exhaustion": "Exhaustion",
            "judged": "Judgement",
            "on_failure": "OnFailure",
            "collection": "Collection",
            "fee_bearer": "FeeBearer",
        }.items()
    },
    **OPTIONAL,
)
