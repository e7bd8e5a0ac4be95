"""The simulator as a real process, a webhook endpoint that listens to it, and a person who pays: for tests."""

import http.server
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
import stripe

from tests.harness.ports import free_port

SECRET = "whsec_of_the_tests"
SUCCESS_CARD = "4242424242424242"


def wait_until(condition: Callable[[], Any], *, seconds: float = 15) -> Any:
    """Return the first true value of a condition; fails after some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"nothing after {seconds} s")


class Endpoint:
    """A webhook endpoint: keeps what it receives and answers as the test says."""

    def __init__(self) -> None:
        self.received: list[tuple[bytes, str]] = []
        self.statuses: list[int] = []
        self.hold = threading.Event()
        self.hold.set()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/webhooks/stripe/"

    def events(self) -> list[Any]:
        """Return the received events, each verified by the library itself."""
        return [stripe.Webhook.construct_event(body, header, SECRET) for body, header in list(self.received)]

    def types(self) -> list[str]:
        return [event.type for event in self.events()]

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                endpoint.received.append((body, self.headers["Stripe-Signature"]))
                endpoint.hold.wait()
                self.send_response(endpoint.statuses.pop(0) if endpoint.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *arguments: Any) -> None:
                """Stay silent."""

        return Handler


class Simulator:
    """One process of the simulator on one state file."""

    def __init__(self, folder: Path, webhook_url: str) -> None:
        self.port = free_port()
        self.state = folder / "stripe.sqlite"
        self.webhook_url = webhook_url
        self.base = f"http://127.0.0.1:{self.port}"
        self.client = stripe.StripeClient("sk_test_tests", base_addresses={"api": self.base})
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        options = {"port": self.port, "state": self.state, "webhook-url": self.webhook_url, "webhook-secret": SECRET}
        arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        return [sys.executable, "-m", "colletta.local.stripe_simulator", *arguments]

    def start(self) -> None:
        self.process = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL)
        wait_until(self.is_up)

    def is_up(self) -> bool:
        try:
            return requests.get(f"{self.base}/_simulator/healthz", timeout=2).ok
        except requests.ConnectionError:
            return False

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        assert self.process is not None
        os.kill(self.process.pid, number)
        return self.process.wait(timeout=15)

    def control(self, path: str, /, **body: Any) -> Any:
        answer = requests.post(f"{self.base}/_simulator/{path}", json=body, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def deliveries(self, **query: Any) -> Any:
        return requests.get(f"{self.base}/_simulator/webhooks/deliveries", params=query, timeout=10).json()

    def page(self, url: str) -> str:
        """Return a hosted page's address without the name ``localhost``."""
        return url.replace("http://localhost:", "http://127.0.0.1:")

    def new_account(self, **params: Any) -> stripe.Account:
        """Create a connected account that has not been onboarded."""
        given = {"country": "IT", "business_profile": {"name": "Orti di Quartiere APS"}, **params}
        return self.client.v1.accounts.create(given)

    def onboarded_account(self, **params: Any) -> str:
        """Create a connected account that can charge and return its id."""
        account = self.new_account(**params)
        link = self.client.v1.account_links.create(
            {
                "account": account.id,
                "type": "account_onboarding",
                "refresh_url": "http://milano.localhost:8000/ancora",
                "return_url": "http://milano.localhost:8000/fatto",
            }
        )
        assert requests.post(self.page(link.url), allow_redirects=False, timeout=10).status_code == 303
        return account.id

    def new_session(
        self, account: str, *, cents: int = 5000, options: dict[str, str] | None = None, **params: Any
    ) -> Any:
        """Create a Checkout Session of one donation."""
        price = {"currency": "eur", "unit_amount": cents, "product_data": {"name": "Donazione: Un orto per tutti"}}
        given: Any = {
            "mode": "payment",
            "line_items": [{"price_data": price, "quantity": 1}],
            "success_url": "http://milano.localhost:8000/grazie/?s={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://milano.localhost:8000/annullata/",
            "customer_email": "ada@example.org",
            "locale": "it",
            "metadata": {"donation": "17"},
            "payment_intent_data": {"metadata": {"donation": "17"}},
            **params,
        }
        return self.client.v1.checkout.sessions.create(given, {"stripe_account": account, **(options or {})})

    def submit(self, session: Any, number: str = SUCCESS_CARD, **fields: str) -> requests.Response:
        """Submit the card form of a session."""
        form = {"number": number, "expiry": "04/40", "cvc": "123", "name": "Ada Lovelace", **fields}
        return requests.post(self.page(session.url), data=form, allow_redirects=False, timeout=10)

    def donate(self, account: str, *, cents: int = 5000) -> Any:
        """Pay a new session and return it with its PaymentIntent and charge."""
        session = self.new_session(account, cents=cents)
        assert self.submit(session).status_code == 303
        return self.client.v1.checkout.sessions.retrieve(
            session.id, {"expand": ["payment_intent.latest_charge.balance_transaction"]}, {"stripe_account": account}
        )

    def event_types(self, account: str) -> list[str]:
        """Return the types of the account's events, oldest first, without its onboarding."""
        events = self.client.v1.events.list({"limit": 100}, {"stripe_account": account}).data
        return [event.type for event in reversed(events) if event.type != "account.updated"]

    def intent_of(self, account: str, session_id: str) -> Any:
        """Return the PaymentIntent of a session with its latest charge."""
        params: Any = {"expand": ["payment_intent.latest_charge"]}
        options: Any = {"stripe_account": account}
        return self.client.v1.checkout.sessions.retrieve(session_id, params, options).payment_intent


def visible_text(page: requests.Response) -> str:
    """Return the words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())
