"""The two processors of the contract tests: the simulator always, Stripe's own sandbox when a key is given.

`COLLETTA_STRIPE_SANDBOX_KEY` is a test key (`sk_test_…`) of a platform in Stripe's sandbox;
`COLLETTA_STRIPE_SANDBOX_ACCOUNT` names a connected account of it that can charge (without it the platform's own account
is used). A live key is refused before anything is sent.
"""

import dataclasses
import os
import time
from collections.abc import Callable
from typing import Any, Protocol
from uuid import uuid4

import pytest
import stripe

from tests.local.stripe_simulator_process import Simulator

KEY = "COLLETTA_STRIPE_SANDBOX_KEY"
ACCOUNT = "COLLETTA_STRIPE_SANDBOX_ACCOUNT"
HOW = f"set {KEY} to a test key (sk_test_…) to run this against Stripe's own sandbox"
PATIENCE_SECONDS = 60


class Processor(Protocol):
    """What a contract test needs: a client, the account to act for, and that time passes."""

    client: stripe.StripeClient
    account: str | None

    def hurry(self) -> None:
        """Do what the processor would do later, where it can be asked to."""


@dataclasses.dataclass(frozen=True)
class Simulated:
    """The simulator."""

    simulator: Simulator
    client: stripe.StripeClient
    account: str | None

    def hurry(self) -> None:
        """Do everything that is due later at once."""
        self.simulator.control("later/hurry")


@dataclasses.dataclass(frozen=True)
class Sandbox:
    """Stripe's sandbox."""

    client: stripe.StripeClient
    account: str | None

    def hurry(self) -> None:
        """Let real time pass."""
        time.sleep(2)


def sandbox() -> Sandbox:
    """Return Stripe's sandbox; skips without a key, fails for one that is not a test key."""
    key = os.environ.get(KEY, "")
    if not key:
        pytest.skip(HOW)
    if not key.startswith(("sk_test_", "rk_test_")):
        pytest.fail(f"{KEY} is not a test key: nothing was sent")
    return Sandbox(stripe.StripeClient(key), os.environ.get(ACCOUNT) or None)


@dataclasses.dataclass(frozen=True)
class Till:
    """What a contract test does at a processor. Amounts in cents."""

    processor: Processor

    @property
    def v1(self) -> Any:
        return self.processor.client.v1

    def options(self, key: str | None = None) -> Any:
        given = {"stripe_account": self.processor.account} if self.processor.account else {}
        return {**given, "idempotency_key": key} if key else given

    def customer(self, method: str) -> tuple[str, str]:
        """Save a card for a new customer; return both."""
        customer = self.v1.customers.create({"email": "contract@example.org"}, self.options())
        params = {
            "customer": customer.id,
            "payment_method": method,
            "payment_method_types": ["card"],
            "usage": "off_session",
            "confirm": True,
        }
        setup = self.v1.setup_intents.create(params, self.options())
        assert setup.status == "succeeded"
        return customer.id, setup.payment_method

    def charge(self, customer: str, method: str, *, cents: int = 5000, key: str | None = None, **more: Any) -> Any:
        """Charge a saved card while its owner is away."""
        params = {
            "amount": cents,
            "currency": "eur",
            "customer": customer,
            "payment_method": method,
            "payment_method_types": ["card"],
            "confirm": True,
            "off_session": True,
            "metadata": {"contract": "1"},
            **more,
        }
        return self.v1.payment_intents.create(params, self.options(key))

    def wait(self, condition: Callable[[], Any]) -> Any:
        """Return the first true value of a condition, letting what is due happen."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if value := condition():
                return value
            self.processor.hurry()
        raise AssertionError(f"nothing after {PATIENCE_SECONDS} s")


def fresh_key() -> str:
    """Return an idempotency key that was never used."""
    return str(uuid4())
