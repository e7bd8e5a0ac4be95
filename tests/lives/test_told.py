"""The outcome that is told beforehand is the one that comes, whatever gifts a campaign has."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from apps.campaigns.models import Campaign
from apps.matching import services as matching
from tests.lives import books, coming, returning, told, worlds
from tests.lives.life import DONORS, Life, undone
from tests.lives.worlds import World

EXAMPLES = 40
ALONE = sorted(name for name, rules in worlds.CHARGED_NOW.items() if "judged" not in rules or "exhaustion" not in rules)
WAYS = ("paid", "open", "disputed", "taken back", "transfer", "announced", "by hand", "recorded")
gifts = st.tuples(st.sampled_from(WAYS), st.integers(0, 1), st.integers(0, len(DONORS) - 1), st.integers(0, 6))


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def come(life: Life, way: str, campaign_id: int, donor: int, amount: int) -> None:
    known, gift = set(life.books.gifts), coming.gift_of(donor, amount)
    if way in ("transfer", "announced"):
        coming.announce(life, campaign_id, gift)
    elif way in ("by hand", "recorded"):
        coming.bring(life, campaign_id, gift, "accept" if way == "by hand" else "wait")
    else:
        coming.give(life, campaign_id, gift, "open" if way == "open" else "paid")
    life.check()
    for begun in [each for pk, each in life.books.gifts.items() if pk not in known]:
        if way == "transfer":
            coming.arrive(life, begun, off_by_cents=0, days_ago=0, wish="accept")
        elif way == "disputed":
            returning.dispute(life, begun, heard=True)
        elif way == "taken back":
            returning.take_back(life, begun)
    life.check()


def end(life: Life, campaign: Campaign) -> None:
    """Let the deadline of one campaign come, and its outcome when payments are waited for no more."""
    life.now = campaign.closes_at
    life.work(matching.close_campaign, key=str(campaign.pk))
    life.now += timedelta(days=10)
    life.work(matching.settle_campaign, key=str(campaign.pk))


def test_an_outcome_is_what_was_told(milano: object, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {name: worlds.build(name) for name in ALONE}
    Campaign.objects.filter(pk__in=[world.campaigns[1].pk for world in found.values()]).update(
        closes_at=found[ALONE[0]].campaigns[0].closes_at + timedelta(days=30)
    )
    states = set()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(name=st.sampled_from(ALONE), coming_in=st.lists(gifts, min_size=1, max_size=6))
    @example(name=ALONE[0], coming_in=[("paid", 0, 0, 6)])
    @example(name=ALONE[0], coming_in=[("open", 0, 0, 6)])
    def holds(name: str, coming_in: list[tuple[str, int, int, int]]) -> None:
        with undone(monkeypatch) as begin:
            states.add(_told_and_done(begin(found[name], 0), found[name], coming_in))

    holds()
    assert states == {"funded", "not_funded"}


def _told_and_done(life: Life, world: World, coming_in: list[tuple[str, int, int, int]]) -> str:
    for way, place, donor, amount in coming_in:
        come(life, way, life.campaign_ids[place], donor, amount)
    shown = matching.preview_outcome(campaign_id=world.campaigns[0].pk, now=life.now)
    assert books.read(world.call.pk, life.campaign_ids) == life.books
    end(life, world.campaigns[0])
    assert told.wrong(shown, life.books, books.read(world.call.pk, life.campaign_ids)) == []
    return shown.state
