"""Who is paid when the pool is short."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.vocabulary import Exhaustion
from apps.matching.rules.exhaustion import TOGETHER, Award, AwardReason, Request, allocate
from apps.matching.rules.pro_rata import Part, split

KINDS = [Exhaustion.FIRST_COME_PARTIAL, Exhaustion.FIRST_COME_WHOLE]
ENTITLEMENTS = st.lists(st.integers(0, 10**8), max_size=30)
FREE = st.integers(0, 10**9)


def requests(*entitlements_cents: int) -> list[Request]:
    return [Request(key, entitlement) for key, entitlement in enumerate(entitlements_cents, start=1)]


def ranked(*asked: tuple[int | None, int]) -> list[Request]:
    return [Request(key, entitlement, rank=rank) for key, (rank, entitlement) in enumerate(asked, start=1)]


def test_the_last_one_gets_what_is_left() -> None:
    assert allocate(Exhaustion.FIRST_COME_PARTIAL, requests(300, 200, 100, 0), 400) == [
        Award(1, 300, AwardReason.FULL),
        Award(2, 100, AwardReason.PARTIAL),
        Award(3, 0, AwardReason.POOL_SHORT),
        Award(4, 0, AwardReason.NOTHING_DUE),
    ]


def test_whoever_cannot_be_paid_in_full_is_skipped() -> None:
    assert allocate(Exhaustion.FIRST_COME_WHOLE, requests(300, 200, 100), 400) == [
        Award(1, 300, AwardReason.FULL),
        Award(2, 0, AwardReason.POOL_SHORT),
        Award(3, 100, AwardReason.FULL),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_arrival_decides(kind: Exhaustion) -> None:
    assert [award.granted_cents for award in allocate(kind, requests(300, 200), 300)] == [300, 0]
    swapped = allocate(kind, requests(200, 300), 300)
    assert swapped[0].granted_cents == 200


@pytest.mark.parametrize("kind", KINDS)
@given(entitlements=ENTITLEMENTS, free_cents=FREE)
def test_the_sum_is_never_above_the_pool_nor_a_grant_above_its_entitlement(
    kind: Exhaustion, entitlements: list[int], free_cents: int
) -> None:
    asked = requests(*entitlements)
    awards = allocate(kind, asked, free_cents)
    assert sum(award.granted_cents for award in awards) <= free_cents
    for request, award in zip(asked, awards, strict=True):
        assert award.key == request.key
        assert 0 <= award.granted_cents <= request.entitlement_cents
        assert type(award.granted_cents) is int


@given(entitlements=ENTITLEMENTS, free_cents=FREE)
def test_the_partial_rule_leaves_no_money_while_somebody_waits(entitlements: list[int], free_cents: int) -> None:
    granted = sum(
        award.granted_cents for award in allocate(Exhaustion.FIRST_COME_PARTIAL, requests(*entitlements), free_cents)
    )
    assert granted == min(free_cents, sum(entitlements))


@given(entitlements=ENTITLEMENTS, free_cents=FREE)
def test_the_whole_rule_grants_all_or_nothing(entitlements: list[int], free_cents: int) -> None:
    asked = requests(*entitlements)
    for request, award in zip(asked, allocate(Exhaustion.FIRST_COME_WHOLE, asked, free_cents), strict=True):
        assert award.granted_cents in {0, request.entitlement_cents}


@pytest.mark.parametrize("kind", KINDS)
@given(entitlements=ENTITLEMENTS, free_cents=FREE)
def test_serving_the_queue_in_two_goes_gives_the_same(
    kind: Exhaustion, entitlements: list[int], free_cents: int
) -> None:
    asked = requests(*entitlements)
    first = allocate(kind, asked[:7], free_cents)
    left_cents = free_cents - sum(award.granted_cents for award in first)
    assert first + allocate(kind, asked[7:], left_cents) == allocate(kind, asked, free_cents)


def test_the_ranking_pays_in_its_order_and_the_unranked_last() -> None:
    asked = ranked((None, 100), (3, 300), (1, 300), (2, 300))
    assert [award.granted_cents for award in allocate(Exhaustion.RANKING, asked, 700)] == [0, 100, 300, 300]


def test_pro_rata_gives_everybody_the_same_share() -> None:
    awards = allocate(Exhaustion.PRO_RATA, requests(300, 200, 100), 300)
    assert [award.granted_cents for award in awards] == [150, 100, 50]
    assert {award.reason for award in awards} == {AwardReason.PARTIAL}


def test_a_top_up_is_in_proportion_to_what_was_due_and_not_to_what_is_missing() -> None:
    asked = [Request(1, 100, weight_cents=300), Request(2, 300, weight_cents=300)]
    assert [award.granted_cents for award in allocate(Exhaustion.PRO_RATA, asked, 200)] == [100, 100]
    assert [award.granted_cents for award in allocate(Exhaustion.PRO_RATA, asked, 300)] == [100, 200]


ASKED = st.lists(st.tuples(st.none() | st.integers(1, 20), st.integers(0, 10**8)), max_size=20)


@pytest.mark.parametrize("kind", sorted(TOGETHER))
@given(asked=ASKED, free_cents=FREE, seed=st.randoms(use_true_random=False))
def test_the_order_of_the_requests_changes_nothing_where_the_rule_says_so(
    kind: Exhaustion, asked: list[tuple[int | None, int]], free_cents: int, seed: Random
) -> None:
    in_order = ranked(*asked)
    shuffled = seed.sample(in_order, len(in_order))
    assert set(allocate(kind, shuffled, free_cents)) == set(allocate(kind, in_order, free_cents))


@pytest.mark.parametrize("kind", sorted(set(Exhaustion) - {Exhaustion.FIRST_COME_WHOLE}))
@given(asked=ASKED, free_cents=FREE)
def test_no_money_is_left_while_somebody_waits_and_none_is_made(
    kind: Exhaustion, asked: list[tuple[int | None, int]], free_cents: int
) -> None:
    awards = allocate(kind, ranked(*asked), free_cents)
    assert sum(award.granted_cents for award in awards) == min(free_cents, sum(cents for _, cents in asked))


PARTS = st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=12)


@given(parts=PARTS, free_cents=st.integers(0, 10**7))
def test_water_filling_conserves_and_respects_caps(parts: list[tuple[int, int]], free_cents: int) -> None:
    asked = [Part(key, weight, cap) for key, (weight, cap) in enumerate(parts)]
    granted = split(free_cents, asked)
    assert sum(granted.values()) == min(free_cents, sum(part.cap_cents for part in asked))
    assert all(0 <= granted[part.key] <= part.cap_cents and type(granted[part.key]) is int for part in asked)


@given(parts=PARTS, free_cents=st.integers(0, 10**7))
def test_one_cent_more_never_takes_more_than_a_cent_from_anybody(parts: list[tuple[int, int]], free_cents: int) -> None:
    """The largest remainder is not monotone in the pool; this is all that can be promised."""
    asked = [Part(key, weight, cap) for key, (weight, cap) in enumerate(parts)]
    less, more = split(free_cents, asked), split(free_cents + 1, asked)
    assert all(more[key] >= less[key] - 1 for key in less)


def test_the_largest_remainder_may_take_a_cent_away_when_the_pool_grows() -> None:
    asked = [Part(1, 6, 10**6), Part(2, 6, 10**6), Part(3, 2, 10**6)]
    assert (split(10, asked)[3], split(11, asked)[3]) == (2, 1)
