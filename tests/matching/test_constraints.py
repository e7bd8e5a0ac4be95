"""Bad claims, reservations and decisions, written past the services."""

from itertools import count
from typing import Any

import pytest

from apps.campaigns.models import Campaign
from apps.matching.models import DecisionRecord, MatchClaim, MatchReservation
from tests.factories import city
from tests.factories.city import NOW
from tests.factories.constraints import refused
from tests.harness.stripe import StripeSimulator
from tests.matching.books import collect

_places = count(1)


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    return city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), cost_cents=1_000_00)


def write_claim(campaign: Campaign, **fields: Any) -> MatchClaim:
    values = {
        "campaign": campaign,
        "call_id": campaign.call_id,
        "place": next(_places),
        "queued_at": NOW,
        "entitlement_cents": 100_00,
    }
    return MatchClaim.objects.create(**{**values, **fields})


def write_decision(campaign: Campaign, **fields: Any) -> DecisionRecord:
    values = {
        "campaign": campaign,
        "number": 1,
        "phase": "provisional",
        "rules_version_id": campaign.rules_version_id,
        "record": "{}",
        "sha256": "0" * 64,
        "decided_at": NOW,
    }
    return DecisionRecord.objects.create(**{**values, **fields})


def test_a_campaign_queues_once(campaign: Campaign) -> None:
    write_claim(campaign)
    with refused("match_claim_once_per_campaign"):
        write_claim(campaign)


def test_a_gift_queues_once_beside_its_campaign(campaign: Campaign) -> None:
    gift = collect(campaign, 10_00)
    write_claim(campaign)
    write_claim(campaign, donation=gift)
    with refused("match_claim_once_per_gift"):
        write_claim(campaign, donation=gift)


def test_a_place_in_a_call_is_given_once(campaign: Campaign) -> None:
    write_claim(campaign, place=900)
    gift = collect(campaign, 10_00)
    with refused("match_claim_place_once"):
        write_claim(campaign, donation=gift, place=900)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("match_claim_not_negative", {"entitlement_cents": -1}),
        ("match_claim_not_negative", {"reserved_cents": -1}),
        ("match_claim_not_negative", {"committed_cents": -1}),
        ("match_claim_settled_reserves_nothing", {"settled_at": NOW, "reserved_cents": 1}),
        ("match_claim_released_holds_nothing", {"released_at": NOW, "reserved_cents": 1}),
        ("match_claim_released_holds_nothing", {"released_at": NOW, "committed_cents": 1}),
    ],
)
def test_a_bad_claim_is_refused_by_name(campaign: Campaign, constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write_claim(campaign, **fields)


def test_a_reservation_is_numbered_once_and_reserves_something(campaign: Campaign) -> None:
    claim = write_claim(campaign)
    MatchReservation.objects.create(claim=claim, number=1, amount_cents=1)
    with refused("match_reservation_number_once"):
        MatchReservation.objects.create(claim=claim, number=1, amount_cents=1)
    with refused("match_reservation_positive"):
        MatchReservation.objects.create(claim=claim, number=2, amount_cents=0)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [("decision_phase_known", {"phase": "guessed"}), ("decision_hash_shape", {"sha256": "0" * 63 + "G"})],
)
def test_a_bad_decision_is_refused_by_name(campaign: Campaign, constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write_decision(campaign, **fields)


def test_a_decision_is_numbered_once_per_campaign(campaign: Campaign) -> None:
    write_decision(campaign)
    with refused("decision_number_once"):
        write_decision(campaign)
