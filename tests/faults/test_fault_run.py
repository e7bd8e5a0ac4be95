"""The great fault run: everything dies, Stripe's answers are lost, its webhooks lie; not a cent is lost or doubled."""

import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import requests
from django_tenants.utils import schema_context

from tests.faults import books
from tests.faults.live import Live
from tests.faults.test_crashes import SCHEMA, close_and_drain, donors_of, give_while, open_campaigns, proved

pytestmark = [pytest.mark.committed, pytest.mark.slow]

FUNDED, FAILING, GIFTS_EACH = 40, 10, 20
WEBHOOKS = 10_000
SERVICES = ("worker", "web", "valkey", "postgres")
CRASH_EVERY_SECONDS = 8
LONGEST_SECONDS = 1_200
PLAN = {
    "seed": 20261122,
    "rates": {
        "drop_answer": 0.3,
        "error_500": 0.03,
        "error_429": 0.02,
        "duplicate": 0.3,
        "reorder": 0.5,
        "withheld": 0.02,
        "forged": 0.2,
        "stale": 0.1,
        "wrong_account": 0.1,
    },
    "reorder_seconds": 3.0,
}
LIES = ("duplicate", "forged", "stale", "wrong_account")


class Liar(threading.Thread):
    """Posts true events again and false ones, until told to stop or enough were answered."""

    def __init__(self, live: Live, events: list[dict[str, Any]], wanted: int, seed: int) -> None:
        super().__init__(daemon=True)
        self._live, self._events, self._wanted = live, events, wanted
        self._dice = random.Random(seed)
        self.answers: Counter[tuple[str, bool]] = Counter()

    def run(self) -> None:
        while sum(self.answers.values()) < self._wanted:
            kind = self._dice.choice(LIES)
            try:
                status = self._post(kind, self._dice.choice(self._events))
            except requests.RequestException:
                continue
            if status < 500:
                self.answers[kind, status == 200] += 1

    def _post(self, kind: str, event: dict[str, Any]) -> int:
        secret, age_seconds = self._live.stack.env["STRIPE_WEBHOOK_SECRETS"], 0
        if kind != "duplicate":
            event = {**event, "id": f"evt_{kind}{self._dice.getrandbits(48):012x}"}
        if kind == "forged":
            secret = "whsec_of_somebody_else"
        if kind == "stale":
            age_seconds = 301
        if kind == "wrong_account":
            event["account"] = self._dice.choice(self._events)["account"] + "x"
        payload, signature = self._live.simulator.sign(event, secret=secret, age_seconds=age_seconds)
        headers = {"Host": f"localhost:{self._live.stack.ports.web}", "Stripe-Signature": signature}
        address = f"{self._live.web}/webhooks/stripe/"
        return requests.post(address, data=payload, headers=headers, timeout=30).status_code


def events_of(live: Live, accounts: list[str]) -> list[dict[str, Any]]:
    return [event for account in accounts for event in live.simulator.events(account, "checkout.session.completed")]


def sent_by_stripe(live: Live) -> int:
    return sum(live.simulator.deliveries()["counts"].values())


def lie_while_it_settles(live: Live, accounts: list[str], crash: Callable[[], None]) -> Counter[tuple[str, bool]]:
    """Let the deadline come among crashes and lies, wait until nothing is owed, and return how the lies were met."""
    missing = max(0, WEBHOOKS - sent_by_stripe(live))
    liars = [Liar(live, events_of(live, accounts), missing // 4 + 1, seed) for seed in range(4)]
    for liar in liars:
        liar.start()
    close_and_drain(live, LONGEST_SECONDS, crash)
    for liar in liars:
        liar.join(LONGEST_SECONDS)
    live.drain(lambda: books.owed(live), seconds=LONGEST_SECONDS)
    return sum((liar.answers for liar in liars), Counter())


def test_1000_gifts_200_refunds_and_50_settlements_survive_everything(live: Live) -> None:
    began = time.monotonic()
    campaigns = open_campaigns(live, funded=FUNDED, failing=FAILING, gifts_each=GIFTS_EACH)
    donors = donors_of(live, campaigns, GIFTS_EACH)
    live.simulator.control("plan", **PLAN)
    crashes = itertools.cycle(SERVICES)
    give_while(donors, lambda: live.crash_next(crashes, after=CRASH_EVERY_SECONDS), at_once=8)
    given = time.monotonic()
    with schema_context(SCHEMA):
        accounts = [campaign.account.account_id for campaign in campaigns]
    answers = lie_while_it_settles(
        live, accounts, lambda: [live.crash_next(crashes, after=2) for _ in SERVICES] and None
    )
    settled = time.monotonic()
    report = live.simulator.control("plan/stop")
    found = proved(live, donors, refunds=FAILING * GIFTS_EACH)
    webhooks = sent_by_stripe(live) + sum(answers.values())
    print(f"given in {given - began:.0f} s, settled in {settled - given:.0f} s; injected {report['injected']}")
    print(f"fabricated {report['fabricated']}; lies {dict(answers)}; webhooks {webhooks}")
    assert set(SERVICES) <= set(live.kills)
    assert webhooks >= WEBHOOKS
    assert answers["forged", True] == answers["stale", True] == 0
    assert report["fabricated"]["forged"]["accepted"] == report["fabricated"]["stale"]["accepted"] == 0
    assert report["injected"]["drop_answer"] >= 0.2 * report["seen"]["request"]
    assert found.donations == FUNDED * GIFTS_EACH + FAILING * GIFTS_EACH == 1_000
