"""Which donations count, for how much, and why not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.parts import Counting
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Amounts, Base, Channel, DonorKind, MatchKind, Relation
from apps.matching.rules.eligibility import REASON_LABELS, Judged, Reason, distinct_donors, judge
from tests.matching.contributions import contribution


def terms(**counting: Any) -> MatchTerms:
    return MatchTerms(
        kind=MatchKind.THRESHOLD,
        threshold_bps=5_000,
        base=Base.REMAINING_COST,
        cap_per_project_cents=5_000_000,
        counting=Counting(**counting),
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"collected": False}, Reason.NOT_COLLECTED),
        ({"refunded_cents": 1_000}, Reason.REFUNDED),
        ({"channel": Channel.BANK_TRANSFER}, Reason.CHANNEL_NOT_ADMITTED),
    ],
)
def test_a_donation_that_does_not_count_says_why(changed: dict[str, Any], reason: Reason) -> None:
    assert judge(terms(), [contribution(1, 1_000, **changed)]) == [Judged(1, 0, reason)]


def test_a_call_for_persons_does_not_count_an_enterprises_money() -> None:
    gifts = [contribution(1, 1_000), contribution(2, 1_000, donor_kind=DonorKind.LEGAL_ENTITY)]
    judged = judge(terms(donor_kinds=(DonorKind.NATURAL_PERSON,)), gifts)
    assert [each.reason for each in judged] == [Reason.COUNTED, Reason.DONOR_KIND_NOT_ADMITTED]


@pytest.mark.parametrize("relation", [Relation.PROPONENT, Relation.RELATED_PARTY])
def test_the_proponents_circle_counts_unless_the_call_excludes_it(relation: Relation) -> None:
    gifts = [contribution(1, 1_000, relation=relation)]
    assert judge(terms(), gifts) == [Judged(1, 1_000, Reason.COUNTED)]
    assert judge(terms(excluded_relations=(relation,)), gifts) == [Judged(1, 0, Reason(relation))]
    strangers = [contribution(1, 1_000)]
    assert judge(terms(excluded_relations=tuple(Relation)), strangers) == [Judged(1, 1_000, Reason.COUNTED)]


def test_a_partial_refund_leaves_the_rest_counting() -> None:
    assert judge(terms(), [contribution(1, 1_000, refunded_cents=300)]) == [Judged(1, 700, Reason.COUNTED)]


def test_net_counts_without_the_fee_and_gross_with_it() -> None:
    gifts = [contribution(1, 1_000, fee_cents=40)]
    assert judge(terms(), gifts)[0].counted_cents == 1_000
    assert judge(terms(amounts=Amounts.NET), gifts)[0].counted_cents == 960


def test_a_ceiling_binds_one_donor_over_all_his_gifts_and_nobody_else() -> None:
    gifts = [
        contribution(3, 500, donor_key="a"),
        contribution(1, 800, donor_key="a"),
        contribution(2, 900, donor_key="b"),
        contribution(4, 500, donor_key="a"),
    ]
    assert judge(terms(per_donor_ceiling_cents=1_000), gifts) == [
        Judged(1, 800, Reason.COUNTED),
        Judged(2, 900, Reason.COUNTED),
        Judged(3, 200, Reason.DONOR_CEILING),
        Judged(4, 0, Reason.DONOR_CEILING),
    ]


def test_only_donors_whose_money_counts_are_distinct_donors() -> None:
    gifts = [
        contribution(1, 100, donor_key="a"),
        contribution(2, 100, donor_key="a"),
        contribution(3, 100, donor_key="b", collected=False),
        contribution(4, 100, donor_key="c"),
    ]
    assert distinct_donors(gifts, judge(terms(), gifts)) == 2


def test_every_reason_has_italian_words() -> None:
    assert set(REASON_LABELS) == set(Reason)


GIFTS = st.lists(
    st.builds(
        dict,
        gross_cents=st.integers(1, 10**7),
        refunded_cents=st.integers(0, 10**7),
        fee_cents=st.integers(0, 10**4),
        collected=st.booleans(),
        donor_key=st.sampled_from("abc"),
        relation=st.sampled_from(Relation),
    ),
    max_size=12,
)


@given(
    gifts=GIFTS,
    ceiling_cents=st.none() | st.integers(1, 10**7),
    amounts=st.sampled_from(Amounts),
    randomly=st.randoms(use_true_random=False),
)
def test_the_order_of_the_donations_changes_nothing_and_nobody_counts_for_more_than_he_gave(
    gifts: list[dict[str, Any]], ceiling_cents: int | None, amounts: Amounts, randomly: Any
) -> None:
    rules = terms(per_donor_ceiling_cents=ceiling_cents, amounts=amounts)
    contributions = [contribution(number, **gift) for number, gift in enumerate(gifts, start=1)]
    shuffled = contributions[:]
    randomly.shuffle(shuffled)
    judged = judge(rules, contributions)
    assert judged == judge(rules, shuffled)
    for gift, each in zip(contributions, judged, strict=True):
        assert 0 <= each.counted_cents <= max(0, gift.gross_cents - gift.refunded_cents)
    if ceiling_cents is not None:
        for donor in "abc":
            counted = [e.counted_cents for g, e in zip(contributions, judged, strict=True) if g.donor_key == donor]
            assert sum(counted) <= ceiling_cents


def test_a_disputed_gift_does_not_count_whoever_has_the_money() -> None:
    (judged,) = judge(terms(), [contribution(1, 100_00, disputed=True)])
    assert (judged.counted_cents, judged.reason) == (0, Reason.DISPUTED)


def test_with_a_ceiling_the_commit_sequence_decides_which_gift_counts() -> None:
    ceiling = terms(per_donor_ceiling_cents=100_00)
    given_later = contribution(1, 80_00, donor_key="a", sequence=9)
    given_first = contribution(2, 80_00, donor_key="a", sequence=3)
    assert [(each.donation_id, each.counted_cents) for each in judge(ceiling, [given_later, given_first])] == [
        (2, 80_00),
        (1, 20_00),
    ]
