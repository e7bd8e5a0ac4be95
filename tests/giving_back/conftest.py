"""A call with a pool, a body that can charge, and an open campaign of 1 000 euro with threshold 500."""

from collections.abc import Callable
from typing import Any

import pytest

from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.matching import selectors
from apps.payments.models import ConnectedAccount
from apps.people import services as people
from apps.people.roles import Role
from tests.factories import city
from tests.factories.city import NOW
from tests.giving_back.desk import DISPUTED, follow, give, later, read
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator

PASSWORD = "una-parola-lunga-42"


@pytest.fixture
def account(milano: object, stripe_simulator: StripeSimulator) -> ConnectedAccount:
    return city.add_account(stripe_simulator)


@pytest.fixture
def call(milano: object) -> Call:
    return city.add_call(600_00)


@pytest.fixture
def campaign(call: Call, account: ConnectedAccount) -> Campaign:
    return city.add_campaign(call, account, 1_000_00)


@pytest.fixture
def disputed(campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator) -> Donation:
    """A gift of 500 euro that made the campaign cross its threshold, then was disputed."""
    donation = give(stripe_simulator, campaign, 500_00, DISPUTED)
    assert selectors.held_cents_of(campaign.pk) == 500_00
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id)
    return read(donation)


@pytest.fixture
def office(milano: Any, client_of: Any, clock: Clock) -> Callable[[Role], Any]:
    """Sign in with a role, at the instant of the tests."""
    clock.move_to(NOW)

    def sign_in(role: Role) -> Any:
        email = f"{role}@example.org"
        people.create_user(email=email, name=str(role), password=PASSWORD, roles=[role], now=NOW, actor="test")
        client = client_of(milano)
        assert client.post("/gestione/accedi/", {"username": email, "password": PASSWORD}).status_code == 302
        return client

    return sign_in
