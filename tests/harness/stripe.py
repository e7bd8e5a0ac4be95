"""The Stripe simulator as a process for every test that moves money: one per pytest worker, started at first use.

Its webhooks reach nobody: a test that needs an event takes it from the simulator's list and delivers it itself.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from colletta.local.stripe_simulator.webhooks import signature_header
from tests.harness.ports import free_port
from tests.local.stripe_simulator_process import SECRET, SUCCESS_CARD, Simulator

__all__ = ["stripe_process", "stripe_simulator"]


class StripeSimulator(Simulator):
    """The simulator, with what people do on its hosted pages."""

    def connect(self, account_id: str) -> None:
        """Complete the onboarding of a connected account, as its body would."""
        address = "http://milano.localhost:8000/"
        link = self.client.v1.account_links.create(
            {"account": account_id, "type": "account_onboarding", "refresh_url": address, "return_url": address}
        )
        assert requests.post(self.page(link.url), allow_redirects=False, timeout=10).status_code == 303

    def pay(self, session_url: str, card: str = SUCCESS_CARD) -> int:
        """Submit the card form of a hosted page; return the status: 303 went on, 402 was declined."""
        return self.submit(SimpleNamespace(url=session_url), card).status_code

    def authorise(self, session_url: str) -> None:
        """Complete the bank's challenge on a hosted page."""
        page = f"{self.page(session_url)}/autorizza"
        assert requests.post(page, data={"answer": "authorise"}, allow_redirects=False, timeout=10).status_code == 303

    def fail(self, kind: str, path: str, method: str = "POST", count: int = 1) -> None:
        """Ask for a fault in the next requests under a path: drop_answer, error_429, error_500."""
        self.control("faults", kind=kind, path=path, method=method, count=count)

    def events(self, account_id: str, kind: str) -> list[dict[str, Any]]:
        """Return the events of one type of an account, newest first."""
        page = self.client.v1.events.list({"type": kind, "limit": 100}, {"stripe_account": account_id})
        return [{**event.to_dict(), "account": account_id} for event in page.data]

    def sign(self, event: dict[str, Any], *, secret: str = SECRET, age_seconds: int = 0) -> tuple[bytes, str]:
        """Return the raw body of an event and its `Stripe-Signature`."""
        payload = json.dumps(event).encode()
        return payload, signature_header(payload, secret, timestamp=int(time.time()) - age_seconds)


@pytest.fixture(scope="session")
def stripe_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StripeSimulator]:
    """The process itself; tests use `stripe_simulator`."""
    folder: Path = tmp_path_factory.mktemp("stripe")
    simulator = StripeSimulator(folder, f"http://127.0.0.1:{free_port()}/")
    simulator.start()
    simulator.control("webhooks/pause")
    yield simulator
    simulator.end()


@pytest.fixture
def stripe_simulator(stripe_process: StripeSimulator, settings: Any) -> Iterator[StripeSimulator]:
    """The simulator that the product talks to in this test, without faults left over."""
    from apps.payments import gateway

    settings.STRIPE_API_BASE = stripe_process.base
    settings.STRIPE_WEBHOOK_SECRETS = [SECRET]
    gateway.client.cache_clear()
    stripe_process.control("faults/clear")
    yield stripe_process
    gateway.client.cache_clear()
