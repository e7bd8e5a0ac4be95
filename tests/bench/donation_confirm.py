"""Donations confirmed per second, one process, against the very same statements replayed by pgbench.

`ledger` starts where the processor's answer is known; `webhook` starts at the signed event and fetches the session
again, so it also pays for the simulator's answer. The third line is `ledger` with commits that do not wait for the
disk, where nothing hides what the program itself costs.
"""

from collections.abc import Callable

from tests.bench.lab import Lab, opened
from tests.bench.replayed import ROUNDS, Work, compare

GIFTS = {"ledger": 40, "webhook": 15}
GOAL = 0.15


def run() -> None:
    """Measure both paths."""
    with opened() as lab:
        _measure(lab, "ledger", GIFTS["ledger"], _collecting)
        _measure(lab, "webhook", GIFTS["webhook"], _receiving)
        lab.execute("ALTER ROLE colletta_app SET synchronous_commit = off")
        _measure(lab, "ledger.without_disk", GIFTS["ledger"], _collecting)


def _measure(lab: Lab, name: str, gifts: int, prepare: Callable[[Lab, int], list[Work]]) -> None:
    from tests.bench.scene import CITY_SCHEMA

    works = prepare(lab, gifts * (ROUNDS + 1))
    compare(lab, f"donation_confirm.{name}", works, schema=CITY_SCHEMA, unit="donations/s", goal=GOAL)


def _collecting(lab: Lab, gifts: int) -> list[Work]:
    from tests.bench import scene

    made = scene.make(lab.visitor)
    return [lambda gift=gift: scene.collect(gift, made.now) for gift in scene.begin(made, gifts)]


def _receiving(lab: Lab, gifts: int) -> list[Work]:
    from django.conf import settings

    from tests.bench import scene

    made = scene.make(lab.visitor)
    for gift in scene.begin(made, gifts):
        assert lab.visitor.pay(gift.attempt.session_url) == 303
    events = lab.visitor.events(made.campaign.account.account_id, "checkout.session.completed")
    secret = settings.STRIPE_WEBHOOK_SECRETS[0]
    signed = [lab.visitor.sign(event, secret=secret) for event in events]
    return [lambda each=each: _receive(*each) for each in signed]


def _receive(payload: bytes, signature: str) -> None:
    from django.db import connection

    from apps.kernel import clock
    from apps.webhooks import services
    from apps.webhooks.models import WebhookEvent

    connection.set_schema_to_public()
    now = clock.now()
    services.receive_event(payload=payload, signature=signature, now=now)
    event_pk = WebhookEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]
    services.process_event(event_pk=event_pk, now=now)
