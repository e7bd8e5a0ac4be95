"""With Valkey away people still get in, and limits still hold: each process counts by itself."""

from collections.abc import Iterator
from socket import create_server
from time import monotonic
from typing import Any

import pytest
from django.core.cache import cache

from apps.kernel import counters
from apps.kernel.patience import Patience
from tests.personal.conftest import PASSWORD, add_citizen, enter

LOOPBACK, DISCARD = "127.0.0.1", 9
OF_AN_ACCOUNT = 8
"""Wrong passwords in ten minutes, as ACCOUNT_RATE_LIMITS says."""


@pytest.fixture(params=["silent", "refusing"])
def cache_away(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server of the cache does not answer, or is not there; what locks in the database is out of the way."""
    monkeypatch.setattr(counters, "patience", Patience("limits"))
    monkeypatch.setattr("apps.kernel.patience.REST_SECONDS", 3600.0)
    settings.AXES_FAILURE_LIMIT = 1_000
    with create_server((LOOPBACK, 0)) as server:
        port = server.getsockname()[1] if request.param == "silent" else DISCARD
        away = f"redis://{LOOPBACK}:{port}/0"
        settings.CACHES = {name: {**each, "LOCATION": away} for name, each in settings.CACHES.items()}
        yield
        cache.clear()


@pytest.mark.usefixtures("cache_away")
def test_who_knows_the_password_gets_in_without_waiting(visitor: Any) -> None:
    add_citizen()
    begun = monotonic()
    assert enter(visitor, password="sbagliata-del-tutto").status_code == 200
    assert enter(visitor).status_code == 302
    assert monotonic() - begun < 5


@pytest.mark.usefixtures("cache_away")
def test_passwords_cannot_be_tried_without_end(visitor: Any, client_of: Any, milano: Any) -> None:
    add_citizen()
    add_citizen("eva@example.org")
    for _ in range(OF_AN_ACCOUNT):
        assert enter(visitor, password="sbagliata-del-tutto").status_code == 200
    assert enter(visitor, password=PASSWORD).status_code != 302
    assert enter(client_of(milano), "eva@example.org").status_code == 302
