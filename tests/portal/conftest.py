"""What the tests of the pages begin from."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.payments import gateway
from tests.factories import city, story
from tests.harness.stripe import StripeSimulator


@pytest.fixture
def visitor(milano: Any, client_of: Callable[..., Client]) -> Client:
    """Somebody who opens Milano's portal."""
    return client_of(milano)


@pytest.fixture
def processor_out_of_reach(settings: Any) -> Iterator[None]:
    """Nobody answers at the payment processor's address."""
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    gateway.client.cache_clear()
    yield
    gateway.client.cache_clear()


@pytest.fixture
def open_payable(milano: Any, stripe_simulator: StripeSimulator) -> Callable[..., Campaign]:
    """Return how to open a campaign whose account the simulator knows, under some rules."""

    def opened(**rules: Any) -> Campaign:
        campaign, now = story.make_draft(story.make_call(**rules)), story.clock.now()
        return story.campaigns.open_campaign(
            campaign_id=campaign.pk,
            account_pk=city.add_account(stripe_simulator).pk,
            closes_at=now + story.timedelta(days=30),
            actor="test",
            now=now,
        )

    return opened


@pytest.fixture
def payable(open_payable: Callable[..., Campaign]) -> str:
    """The form of an open campaign whose account the simulator knows."""
    return f"/campagne/{open_payable().slug}/dona/"
