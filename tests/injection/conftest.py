"""Milano with one of everything, its people signed in, and a mail server."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from apps.kernel import clock
from apps.people import services as people
from apps.people.roles import Role
from tests.harness.stripe import StripeSimulator
from tests.injection.scene import DOOR, Scene


@pytest.fixture
def scene(
    milano: Any,
    city: Callable[[str], Any],
    client_of: Callable[..., Client],
    stripe_simulator: StripeSimulator,
    settings: Any,
    tmp_path: Any,
) -> Scene:
    """Milano with one of everything, and the operator of the platform."""
    settings.MEDIA_ROOT = tmp_path
    national = city("nazionale")
    operator = client_of(national)
    with tenant_context(national):
        user = people.create_user(
            email="op@anci.example", name="Rosa", password=None, roles=[Role.OPERATOR], now=clock.now(), actor="test"
        )
        operator.force_login(user, backend=DOOR)
    return Scene(milano, city("venezia"), national, operator, client_of, stripe_simulator)
