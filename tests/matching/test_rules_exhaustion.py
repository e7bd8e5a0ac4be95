"""Who is paid when the pool is short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.vocabulary import Exhaustion
from apps.matching.rules.exhaustion import Award, AwardReason, Request, allocate
from apps.matching.rules.settled import NotSettled

KINDS = [Exhaustion.FIRST_COME_PARTIAL, Exhaustion.FIRST_COME_WHOLE]
ENTITLEMENTS = st.lists(st.integers(0, 10**8), max_size=30)
FREE = st.integers(0, 10**9)


def requests(*entitlements_cents: int) -> list[Request]:
    return [Request(key, entitlement) for key, entitlement in enumerate(entitlements_cents, start=1)]


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


@pytest.mark.parametrize("kind", sorted(set(Exhaustion) - set(KINDS)))
def test_a_rule_of_a_later_version_is_refused_by_name(kind: Exhaustion) -> None:
    with pytest.raises(NotSettled, match=kind):
        allocate(kind, requests(1), 1)
