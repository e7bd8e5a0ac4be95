"""What the machine found, each as a short life of its own."""

import pytest

from tests.lives import coming, ending, returning, time_passing, worlds
from tests.lives.life import undone

FIFTY = coming.AMOUNTS_CENTS.index(50_00)


def test_a_gift_whose_dispute_was_won_gets_its_match_back_at_the_outcome(
    milano: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later gift has reserved it meanwhile: the outcome frees that before the earlier gift takes it."""
    world = worlds.build("each gift")
    campaign_id = world.campaigns[0].pk
    with undone(monkeypatch) as begin:
        life = begin(world, 0)
        for donor in (0, 1):
            coming.give(life, campaign_id, coming.gift_of(donor, FIFTY), "paid")
            life.check()
        first, _ = life.gifts("collected")
        returning.dispute(life, first, heard=True)
        life.check()
        assert [claim.reserved_cents for claim in life.books.claims] == [0, 40_00]
        returning.end_dispute(life, first, won=True)
        life.check()
        assert [claim.reserved_cents for claim in life.books.claims] == [30_01, 40_00]
        time_passing.close(life)
        time_passing.settle(life, campaign_id)
        life.check()
        assert [claim.committed_cents for claim in life.books.claims] == [40_00, 30_01]
        ending.end(life)
