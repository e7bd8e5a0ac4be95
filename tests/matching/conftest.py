"""What the tests of the match begin from."""

from collections.abc import Callable

import pytest

from apps.donations.models import Donation
from apps.payments.models import ConnectedAccount
from tests.factories import city
from tests.harness.stripe import StripeSimulator


@pytest.fixture
def account(milano: object, stripe_simulator: StripeSimulator) -> ConnectedAccount:
    return city.add_account(stripe_simulator)


@pytest.fixture
def give(stripe_simulator: StripeSimulator) -> Callable[..., Donation]:
    return lambda *arguments, **named: city.give(stripe_simulator, *arguments, **named)
