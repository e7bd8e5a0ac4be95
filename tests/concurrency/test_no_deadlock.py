"""Gifts, deadlines, settlements and new money meet at one pool: they wait for each other, and never in a circle."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import transaction

from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.ledger import selectors as ledger
from apps.matching import selectors
from apps.matching import services as matching
from apps.payments.models import ConnectedAccount
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import DEADLINE, NOW

pytestmark = pytest.mark.committed

Together = Callable[..., list[Any]]
LATER = DEADLINE + timedelta(days=10)


def collect(donation: Donation) -> None:
    matching.collect_donation(donation_id=donation.pk, facts=crowd.paid(donation), now=NOW)


def crossed(call: Call, account: ConnectedAccount, closes_at: Any = DEADLINE) -> Campaign:
    """Open a campaign of 1 000 euro and let it reach its threshold."""
    campaign = city.add_campaign(call, account, 1_000_00, closes_at)
    collect(crowd.begin(campaign, 500_00))
    return campaign


def wait_for(waiting: int) -> None:
    deadline = time.monotonic() + 20
    while crowd.backends_waiting_for_a_lock() < waiting:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_campaign_closes_while_the_pool_that_it_waits_for_is_served(together: Together) -> None:
    """The pool is held; new money queues for it first, the deadline second; then the pool is let go."""
    call = city.add_call(500_00)
    account = crowd.add_account()
    crossed(call, account, LATER)
    waiting = crossed(call, account)
    act_id = city.add_act(call)
    held = Event()

    def hold_the_pool() -> None:
        with transaction.atomic():
            selectors.lock_pool(call.pk)
            held.set()
            wait_for(2)

    def fund() -> None:
        held.wait(20)
        matching.fund_pool(call_id=call.pk, act_id=act_id, amount_cents=500_00, now=NOW, actor="test")

    def close() -> None:
        held.wait(20)
        wait_for(1)
        matching.close_campaign(key=str(waiting.pk), now=DEADLINE)

    assert together(hold_the_pool, fund, close) == [None, None, None]
    assert crowd.proved_pool(call).free_cents == 0
    assert selectors.claim_of(waiting.pk).reserved_cents == 500_00  # type: ignore[union-attr]


@pytest.mark.parametrize("rounds", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_everything_at_once_on_one_pool_ends_exact(together: Together, rounds: int) -> None:
    for number in range(rounds):
        everything_at_once(together, number)
    assert ledger.verify() == []


def everything_at_once(together: Together, number: int) -> None:
    """Two settle (one of them frees money), two cross, three close, one funds, two give more, one gives money back."""
    call = city.add_call(900_00)
    account = crowd.add_account()
    holder, failing = crossed(call, account), city.add_campaign(call, account, 1_000_00)
    more = [crowd.begin(holder, 5_00) for _ in range(2)]
    collect(crowd.begin(failing, 20_00))
    matching.close_campaign(key=str(holder.pk), now=DEADLINE)
    queued = [crossed(call, account, LATER) for _ in range(3)]
    crossing = [crowd.begin(city.add_campaign(call, account, 1_000_00, LATER), 500_00) for _ in range(2)]
    act_id = city.add_act(call)
    jobs: list[Callable[[], None]] = [
        *(partial(matching.settle_campaign, key=str(campaign.pk), now=LATER) for campaign in (holder, failing)),
        *(partial(collect, donation) for donation in [*crossing, *more]),
        *(partial(matching.close_campaign, key=str(campaign.pk), now=LATER) for campaign in queued),
        partial(matching.fund_pool, call_id=call.pk, act_id=act_id, amount_cents=300_00, now=NOW, actor="test"),
    ]
    jobs = jobs[number % len(jobs) :] + jobs[: number % len(jobs)]
    assert together(*jobs) == [None] * len(jobs)
    figures = crowd.proved_pool(call)
    assert figures.funded_cents == 1_200_00
    waiting_cents = sum(claim.missing_cents for claim in selectors.list_waiting_claims(call.pk))
    assert figures.free_cents == 0 or waiting_cents == 0
