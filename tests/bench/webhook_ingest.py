"""Events of the processor taken in per second, one process, against the very same statements replayed by pgbench.

From the raw bytes to the answer 200: signature checked, stored once by its id, the worker nudged. Three in ten events
come a second time. Processing is not measured here: `donation_confirm.webhook` does.
"""

from typing import Any

from tests.bench.lab import Lab, opened
from tests.bench.replayed import ROUNDS, Work, compare

EVENTS = 120
AGAIN = 3
"""Of ten events, how many come twice."""

GOAL = 0.15


def run() -> None:
    """Measure the inbox."""
    with opened() as lab:
        works = _receiving(lab, EVENTS * (ROUNDS + 1))
        compare(lab, "webhook_ingest", works, schema="public", unit="events/s", goal=GOAL)


def _receiving(lab: Lab, count: int) -> list[Work]:
    from django.conf import settings

    secret = settings.STRIPE_WEBHOOK_SECRETS[0]
    numbers = [number - number % 10 if number % 10 > 9 - AGAIN else number for number in range(count)]
    signed = [lab.visitor.sign(_event(number), secret=secret) for number in numbers]
    return [lambda each=each: _receive(*each) for each in signed]


def _event(number: int) -> dict[str, Any]:
    subject = {"id": f"cs_{number}", "object": "checkout.session", "metadata": {"tenant": "c_milano", "attempt": "1"}}
    return {
        "id": f"evt_bench_{number}",
        "object": "event",
        "type": "checkout.session.completed",
        "account": "acct_bench",
        "livemode": False,
        "created": 1,
        "data": {"object": subject},
    }


def _receive(payload: bytes, signature: str) -> None:
    from django.test import RequestFactory

    from apps.webhooks.views import stripe_events

    request = RequestFactory().post(
        "/webhooks/stripe/", payload, content_type="application/json", headers={"Stripe-Signature": signature}
    )
    answer = stripe_events(request)
    if answer.status_code != 200:
        raise RuntimeError(f"an event was answered {answer.status_code}")
