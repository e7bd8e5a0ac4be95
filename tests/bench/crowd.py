"""A campaign with as many collected gifts as wanted: one real gift, and rows copied from it."""

from collections.abc import Callable
from copy import copy
from typing import Any
from uuid import uuid4

CENTS, FEE_CENTS = 25_00, 63


def fill(made: Any, campaign: Any, count: int) -> None:
    """Give a campaign so many collected gifts of 25 euro, with their ledger; the service collects the last one."""
    from apps.donations.services import tally
    from apps.ledger import services as ledger
    from apps.ledger.services import Line
    from tests.bench import scene
    from tests.factories import city

    first = city.start(campaign, CENTS, now=made.now)
    attempts = _copies(first.attempt, count - 1, lambda: {"idempotency_key": uuid4(), "session_id": ""})
    for number, attempt in enumerate(attempts):
        attempt.state, attempt.fee_cents = "paid", FEE_CENTS
        attempt.charge_id = f"ch_bench_{campaign.pk}_{number}"
        attempt.settled_at = made.now
    attempts = type(first.attempt).objects.bulk_create(attempts)
    gifts = _copies(first, count - 1, lambda: {"request_key": uuid4(), "donor_key": uuid4().hex[:32]})
    for gift, attempt in zip(gifts, attempts, strict=True):
        gift.attempt, gift.state, gift.collected_at = attempt, "collected", made.now
    tally.put_in([gift.pk for gift in type(first).objects.bulk_create(gifts)])
    psp, donations = f"psp:{campaign.account.account_id}", f"campaign:{campaign.pk}:donations"
    lines = [Line(psp, donations, CENTS), Line(f"campaign:{campaign.pk}:fees", psp, FEE_CENTS)] * len(attempts)
    ledger.post(kind="donation", key=f"bench:{campaign.pk}", occurred_at=made.now, source="bench", lines=lines)
    scene.collect(first, made.now)


def _copies(row: Any, count: int, fresh: Callable[[], dict[str, object]]) -> list[Any]:
    made = []
    for _ in range(count):
        other = copy(row)
        other._state = copy(row._state)
        other.pk = None
        for name, value in fresh().items():
            setattr(other, name, value)
        made.append(other)
    return made
