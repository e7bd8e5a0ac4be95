"""What the tests of the pages begin from."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from apps.payments import gateway


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
