"""What the tests of the interface begin from."""

from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.payments.models import ConnectedAccount
from tests.factories import city as milan
from tests.harness.stripe import StripeSimulator


@pytest.fixture
def api(milano: Any, client_of: Any) -> Client:
    return client_of(milano)


@pytest.fixture
def elsewhere(city: Any, client_of: Any) -> Client:
    return client_of(city("venezia"))


@pytest.fixture
def account(milano: object, stripe_simulator: StripeSimulator) -> ConnectedAccount:
    return milan.add_account(stripe_simulator)


@pytest.fixture
def campaign(account: ConnectedAccount, clock: Any) -> Campaign:
    clock.move_to(milan.NOW)
    return milan.add_campaign(milan.add_call(10_000_00), account, cost_cents=1_000_00)
