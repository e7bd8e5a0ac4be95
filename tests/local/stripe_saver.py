"""A customer whose cards are saved on the hosted page and charged while the person is away: for tests."""

from typing import Any

import pytest
import requests
import stripe

from tests.local.stripe_simulator_process import Simulator


class Saver:
    """One customer of one account, whose cards are saved and charged."""

    def __init__(self, simulator: Simulator, account: str) -> None:
        self.simulator = simulator
        self.v1 = simulator.client.v1
        self.options: Any = {"stripe_account": account}
        self.customer = self.v1.customers.create({"email": "ada@example.org", "name": "Ada"}, self.options)

    def open_setup(self, **params: Any) -> Any:
        given: Any = {
            "mode": "setup",
            "currency": "eur",
            "customer": self.customer.id,
            "success_url": "http://milano.localhost:8000/salvata/?s={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://milano.localhost:8000/annullata/",
            "setup_intent_data": {"metadata": {"donation": "17"}},
            **params,
        }
        return self.v1.checkout.sessions.create(given, self.options)

    def save(self, number: str) -> str:
        """Save a card on the hosted page, authorising it where the bank asks; return the PaymentMethod."""
        session = self.open_setup()
        answer = self.simulator.submit(session, number)
        assert answer.status_code == 303
        if answer.headers["Location"].startswith("/pay/"):
            challenge = self.simulator.base + answer.headers["Location"]
            answer = requests.post(challenge, data={"answer": "authorise"}, allow_redirects=False, timeout=10)
        assert answer.headers["Location"].startswith("http://milano.localhost:8000/salvata/")
        done = self.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent"]}, self.options)
        assert done.setup_intent.status == "succeeded"
        return str(done.setup_intent.payment_method)

    def charge(self, method: str, **params: Any) -> Any:
        given: Any = {
            "amount": 5000,
            "currency": "eur",
            "customer": self.customer.id,
            "payment_method": method,
            "confirm": True,
            "off_session": True,
            "metadata": {"donation": "17"},
            **params,
        }
        return self.v1.payment_intents.create(given, self.options)

    def declined(self, method: str, **params: Any) -> stripe.CardError:
        with pytest.raises(stripe.CardError) as refusal:
            self.charge(method, **params)
        return refusal.value
