"""Whether promises could make a campaign succeed: pure, and never counted as money."""

from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Base, Channel, DonorKind, MatchKind, Relation
from apps.matching.rules import promised
from apps.matching.rules.eligibility import Contribution

TERMS = MatchTerms(
    kind=MatchKind.THRESHOLD, threshold_bps=5_000, base=Base.REMAINING_COST, cap_per_project_cents=5_000_000
)


def gift(number: int, cents: int, *, collected: bool) -> Contribution:
    return Contribution(
        donation_id=number,
        channel=Channel.ONLINE,
        donor_kind=DonorKind.NATURAL_PERSON,
        relation=Relation.NONE,
        gross_cents=cents,
        fee_cents=0,
        refunded_cents=0,
        collected=collected,
        donor_key=str(number),
    )


def test_collected_and_promised_together_have_to_pass_the_threshold_by_the_buffer() -> None:
    gifts = [gift(1, 300_00, collected=True), gift(2, 249_99, collected=False)]
    assert not promised.could_succeed(TERMS, 1_000_00, gifts, {2}, 1_000)
    assert promised.could_succeed(TERMS, 1_000_00, [gifts[0], gift(2, 250_00, collected=False)], {2}, 1_000)
    assert promised.could_succeed(TERMS, 1_000_00, gifts, {2}, 0)


def test_a_gift_that_is_neither_collected_nor_promised_does_not_help() -> None:
    assert not promised.could_succeed(TERMS, 1_000_00, [gift(1, 900_00, collected=False)], set(), 0)


@given(
    amounts=st.lists(st.integers(1, 100_000), max_size=20),
    buffer_bps=st.integers(0, 5_000),
    cost_cents=st.integers(1, 10**7),
)
def test_one_more_promise_never_makes_success_less_possible(
    amounts: list[int], buffer_bps: int, cost_cents: int
) -> None:
    gifts = [gift(number, cents, collected=False) for number, cents in enumerate(amounts, start=1)]
    ids = {each.donation_id for each in gifts}
    before = promised.could_succeed(TERMS, cost_cents, gifts[:-1], ids, buffer_bps)
    assert promised.could_succeed(TERMS, cost_cents, gifts, ids, buffer_bps) >= before
