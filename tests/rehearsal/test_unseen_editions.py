"""Editions that nobody has seen are data too: invented ones, whose outcomes are computed by hand."""

from pathlib import Path

import pytest

from tests.harness.fresh import FreshDatabase
from tests.rehearsal.replays import replay_json, row, write

PRO_RATA = """
key: bologna-2027
municipality: bologna
title: Bandi di quartiere
note: pool shared in proportion; net amounts; at most € 1.000,00 per donor; three donors; gifts stay on failure
rules:
  kind: threshold
  threshold_bps: 4000
  base: capped_remaining
  match_share_bps: 6000
  cap_per_project_cents: 2000000
  pool_cents: 400000
  exhaustion: pro_rata
  judged: at_close
  on_failure: keep
  campaign_days: 40
  counting:
    channels: [online, bank_transfer]
    amounts: net
    excluded_relations: [related_party, proponent]
    per_donor_ceiling_cents: 100000
    min_distinct_donors: 3
starts_at: 2027-02-01
campaigns:
  - {key: cortile, title: Un cortile per tutti, cost_cents: 500000}
  - {key: palestra, title: Palestra popolare, cost_cents: 1000000}
  - {key: radio, title: Radio di quartiere, cost_cents: 400000}
donations:
  - {at: +1, campaign: cortile, amount_cents: 150000, donor: a1}
  - {at: +2, campaign: cortile, amount_cents: 100000, donor: a2, fee_cents: 2500}
  - {at: +3, campaign: cortile, amount_cents: 10000, donor: a3}
  - {at: +4, campaign: palestra, amount_cents: 100000, donor: b1, channel: bank_transfer}
  - {at: +4, campaign: palestra, amount_cents: 100000, donor: b2, channel: bank_transfer}
  - {at: +5, campaign: palestra, amount_cents: 100000, donor: b3}
  - {at: +6, campaign: palestra, amount_cents: 300000, donor: presidente, relation: proponent}
  - {at: +7, campaign: palestra, amount_cents: 50000, donor: cassa, channel: offline}
  - {at: +8, campaign: palestra, amount_cents: 100000, donor: ditta, donor_kind: legal_entity}
  - {at: +9, campaign: radio, amount_cents: 80000, donor: c1}
  - {at: +9, campaign: radio, amount_cents: 80000, donor: c2}
"""

RANKING = """
key: genova-2028
rules:
  kind: threshold
  threshold_bps: 5000
  base: remaining_cost
  cap_per_project_cents: 400000
  exhaustion: ranking
  judged: at_close
fundings:
  - {at: 2028-04-01, amount_cents: 500000}
  - {at: 2028-06-01, amount_cents: 200000}
campaigns:
  - {key: terzo, cost_cents: 800000, rank: 3, opens_at: 2028-04-01, closes_at: 2028-05-01}
  - {key: primo, cost_cents: 800000, rank: 1, opens_at: 2028-04-01, closes_at: 2028-05-01}
  - {key: secondo, cost_cents: 800000, rank: 2, opens_at: 2028-04-01, closes_at: 2028-05-01}
donations: |
  at,campaign,amount_cents
  2028-04-02,terzo,400000
  2028-04-03T10:00:00+02:00,secondo,400000
  2028-04-29 18:00,primo,400000
"""

PER_DONATION = """
key: donostia-2029
rules:
  kind: per_donation
  ratio_bps: 5000
  cap_per_donor_cents: 2000
  cap_per_project_cents: 10000
  pool_cents: 6000
  campaign_days: 30
starts_at: 2029-01-01
campaigns:
  - {key: taller, cost_cents: 25000}
donations: |
  at,campaign,amount_cents,donor
  +1,taller,5000,ada
  +2,taller,1000,ada
  +3,taller,3000,bruno
  +4,taller,10000,carla
  +5,taller,2000,dino
"""


@pytest.fixture
def folder(fresh_database: FreshDatabase, tmp_path: Path) -> Path:
    return tmp_path


def test_a_short_pool_is_shared_in_proportion_over_what_counts(folder: Path) -> None:
    """Due € 2.925,00 and € 6.000,00 of € 4.000,00: 131.092,44 and 268.907,56 cents; the cent goes to the second."""
    told = replay_json(write(folder, PRO_RATA))
    cortile, palestra, radio = (row(told, key) for key in ("cortile", "palestra", "radio"))
    assert (cortile["entitlement_cents"], cortile["matched_cents"]) == (292_500, 131_092)
    assert (palestra["entitlement_cents"], palestra["matched_cents"]) == (600_000, 268_908)
    assert (radio["state"], radio["raised_cents"], radio["refunded_cents"]) == ("not_funded", 160_000, 0)
    latest = {each["campaign"]: each for each in told["decisions"]}
    assert latest["cortile"]["eligible_cents"] == 100_000 + 97_500 + 10_000
    assert latest["palestra"]["eligible_cents"] == 400_000
    assert latest["radio"]["reasons"] == ["too_few_donors"]
    assert told["proof"]["findings"] == []


def test_the_ranking_is_served_in_its_order_and_later_money_goes_on_in_it(folder: Path) -> None:
    told = replay_json(write(folder, RANKING))
    assert [row(told, key)["matched_cents"] for key in ("primo", "secondo", "terzo")] == [400_000, 300_000, 0]
    assert [each["amount_cents"] for each in told["reservations"] if each["kind"] == "call_funded"] == [
        500_000,
        200_000,
    ]
    rollover = [each for each in told["decisions"] if each["phase"] == "rollover"]
    assert [(each["campaign"], each["granted_cents"]) for each in rollover] == [("secondo", 300_000)]
    assert told["proof"]["findings"] == []


def test_each_gift_is_matched_until_donor_project_or_pool_has_no_room(folder: Path) -> None:
    """Due: 2.000 of 2.500, none, 1.500, 2.000 of 5.000, then 500 of 1.000 because the pool is spent."""
    told = replay_json(write(folder, PER_DONATION))
    taller = row(told, "taller")
    reserved = [each for each in told["reservations"] if each["kind"] == "match_reserved"]
    assert [(each["gift"], each["amount_cents"]) for each in reserved] == [(1, 2_000), (3, 1_500), (4, 2_000), (5, 500)]
    assert (taller["state"], taller["raised_cents"], taller["matched_cents"]) == ("funded", 21_000, 6_000)
    assert told["pool"]["free_cents"] == 0
    assert told["proof"]["findings"] == []


def test_an_edition_under_the_rules_of_another_family_says_what_if(folder: Path) -> None:
    other = write(folder, PER_DONATION, "other.yaml")
    told = replay_json(write(folder, RANKING), "--rules", str(other))
    assert told["pool"]["source"] == "fundings"
    assert told["alternative"]["pool"]["source"] == "rules"
    assert told["alternative"]["totals"]["campaigns_funded"] == 0
    assert told["differences"]["totals"]["matched_cents"]["difference"] == -700_000
