"""Bad campaigns, written past the services."""

from datetime import timedelta
from typing import Any

import pytest

from apps.campaigns.models import Campaign
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.factories.constraints import refused
from tests.harness.stripe import StripeSimulator


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    return city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), cost_cents=1_000_00)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("campaign_cost_positive", {"cost_cents": 0}),
        ("campaign_state_known", {"state": "lost"}),
        ("campaign_closes_after_opening", {"closes_at": NOW}),
        ("campaign_closes_after_opening", {"opens_at": DEADLINE + timedelta(seconds=1)}),
        ("campaign_open_is_complete", {"rules_version": None}),
        ("campaign_open_is_complete", {"account": None}),
        ("campaign_open_is_complete", {"opens_at": None}),
        ("campaign_open_is_complete", {"closes_at": None}),
        ("campaign_settled_has_an_instant", {"state": "funded"}),
        ("campaign_settled_has_an_instant", {"state": "not_funded"}),
        ("campaign_settled_has_an_instant", {"settled_at": NOW}),
    ],
)
def test_a_bad_campaign_is_refused_by_name(campaign: Campaign, constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        Campaign.objects.filter(pk=campaign.pk).update(**fields)


def test_an_address_names_one_campaign(campaign: Campaign) -> None:
    other = city.add_campaign(campaign.call, campaign.account, cost_cents=1_000_00)
    with refused("campaign_slug_once"):
        Campaign.objects.filter(pk=other.pk).update(slug=campaign.slug)
