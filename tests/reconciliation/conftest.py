"""A campaign with two gifts, and an instant at which they have long settled."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from apps.campaigns.models import Campaign
from apps.kernel import clock
from tests.factories import city as milan
from tests.harness.stripe import StripeSimulator
from tests.reconciliation.books import LATER


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    """A campaign with gifts of 50 and 600 euro."""
    campaign = milan.add_campaign(milan.add_call(10_000_00), milan.add_account(stripe_simulator), cost_cents=1_000_00)
    for cents in (50_00, 600_00):
        milan.give(stripe_simulator, campaign, cents)
    return campaign


@pytest.fixture
def now() -> Iterator[datetime]:
    """An instant at which nothing of the set-up is in flight."""
    return clock.now() + LATER
