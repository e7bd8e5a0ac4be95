"""Every edition of the data replays from its file alone, and comes to the totals that were reported."""

from functools import cache
from typing import Any

import pytest

from apps.calls.editions import reading
from tests.harness.fresh import FreshDatabase
from tests.rehearsal.replays import FOLDER, replay_json

pytestmark = pytest.mark.slow


@cache
def told(key: str) -> dict[str, Any]:
    return replay_json(FOLDER / f"{key}.yaml")


@pytest.mark.parametrize("key", reading.list_keys())
def test_an_edition_replays_and_its_money_adds_up(key: str, fresh_database: FreshDatabase) -> None:
    result, terms = told(key), reading.get_edition(key).terms()
    pool, totals = result["pool"], result["totals"]
    assert result["proof"]["findings"] == []
    assert result["refusals"] == []
    assert pool["funded_cents"] == pool["committed_cents"] + pool["free_cents"]
    assert pool["reserved_cents"] == 0
    assert totals["gathered_cents"] == totals["raised_cents"] + totals["refunded_cents"]
    assert totals["matched_cents"] == pool["committed_cents"]
    assert totals["campaigns_funded"] + totals["campaigns_not_funded"] == len(result["campaigns"])
    for campaign in result["campaigns"]:
        cap_cents = terms.caps_by_category.get(campaign["category"], terms.cap_per_project_cents)
        assert 0 <= campaign["matched_cents"] <= min(cap_cents, campaign["entitlement_cents"])
        assert campaign["state"] == "funded" or (campaign["matched_cents"], campaign["raised_cents"]) == (0, 0)


@pytest.mark.parametrize("key", reading.list_keys())
def test_every_reported_total_comes_out_to_the_cent(key: str, fresh_database: FreshDatabase) -> None:
    assert {name: each["difference"] for name, each in told(key)["reported"].items() if each["difference"]} == {}


def test_milano_2016_holds_the_totals_of_the_pilot(fresh_database: FreshDatabase) -> None:
    totals = told("milano-2016")["totals"]
    assert (totals["campaigns_online"], totals["campaigns_funded"]) == (18, 16)
    assert (totals["raised_cents"], totals["matched_cents"]) == (333_136_00, 323_882_00)
    assert totals["total_cents"] == 657_018_00
    assert (totals["donors_natural_persons"], totals["donors_legal_entities"]) == (1492, 154)
    assert totals["largest_donation_cents"] == 6_000_00


def test_the_two_editions_of_venezia_hold_their_joint_totals(fresh_database: FreshDatabase) -> None:
    outcome = reading.get_edition("venezia-2022").outcome
    for name in ("campaigns_online", "campaigns_funded", "donors", "raised_cents", "matched_cents"):
        assert sum(told(key)["totals"][name] for key in outcome["editions"]) == outcome[name]


def test_milano_2020_has_more_than_four_thousand_donations_a_fifth_of_them_transfers() -> None:
    gifts = reading.get_edition("milano-2020").donations
    transfers = sum(gift.channel == "bank_transfer" for gift in gifts)
    assert len(gifts) > 4000
    assert transfers == len(gifts) * 2010 // 10_000


def test_gipuzkoas_boost_doubles_the_gifts_of_its_day(fresh_database: FreshDatabase) -> None:
    """The boost holds from the 480th hour of each campaign, for a day; the rectification has announced it before."""
    result, edition = told("gipuzkoa-meta"), reading.get_edition("gipuzkoa-meta")
    opened = edition.campaigns[0].opens_at
    reserved: dict[int, int] = {}
    for each in result["reservations"]:
        if each["kind"] == "match_reserved":
            reserved[each["gift"]] = each["amount_cents"]
    boosted = [
        (number, gift)
        for number, gift in enumerate(edition.donations, start=1)
        if 480 <= (gift.at - opened).total_seconds() / 3600 < 504 and number in reserved
    ]
    assert boosted
    assert any(reserved[number] == 2 * gift.amount_cents for number, gift in boosted)
    assert all(reserved[number] == min(2 * gift.amount_cents, 100_00) for number, gift in boosted)
