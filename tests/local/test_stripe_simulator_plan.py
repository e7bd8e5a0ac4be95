"""The fault plan: the same seed and sequence meet the same faults; what Stripe would never send is recognised."""

import json
import signal
import time
from typing import Any

import pytest
import requests
import stripe

from colletta.local.stripe_simulator.faults.plan import EVENT_FAULTS, REQUEST_FAULTS, Plan
from tests.local.stripe_simulator_process import SECRET, Endpoint, Simulator, wait_until

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

RATES = {"error_429": 0.15, "error_500": 0.15, "drop_answer": 0.3}


def report(simulator: Simulator) -> Any:
    return requests.get(f"{simulator.base}/_simulator/plan", timeout=10).json()


def outcomes(simulator: Simulator, account: str, count: int) -> list[str]:
    """Ask for some payment pages and return what came back each time."""
    found = []
    for _ in range(count):
        try:
            simulator.new_session(account)
            found.append("answer")
        except stripe.APIConnectionError:
            found.append("dropped")
        except stripe.StripeError as error:
            found.append(str(error.http_status))
    return found


def test_the_same_seed_and_sequence_meet_the_same_faults(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    runs = []
    for seed in (7, 7, 8):
        own_simulator.control("plan", seed=seed, rates=RATES)
        runs.append(outcomes(own_simulator, account, 60))
    assert runs[0] == runs[1] != runs[2]
    assert {"answer", "dropped", "429", "500"} == set(runs[0])


def test_the_report_counts_what_was_injected_and_nothing_else(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    own_simulator.control("plan", seed=3, rates=RATES)
    found = outcomes(own_simulator, account, 50)
    injected = report(own_simulator)["injected"]
    assert injected["drop_answer"] == found.count("dropped")
    assert (injected["error_429"], injected["error_500"]) == (found.count("429"), found.count("500"))
    assert report(own_simulator)["seen"]["request"] == 50
    made = own_simulator.client.v1.checkout.sessions.list({"limit": 100}, {"stripe_account": account}).data
    assert len(made) == found.count("answer") + found.count("dropped")
    own_simulator.control("plan/stop")
    assert outcomes(own_simulator, account, 20) == ["answer"] * 20


def test_plan_and_counters_survive_a_kill(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    own_simulator.control("plan", seed=7, rates=RATES)
    whole = outcomes(own_simulator, account, 40)
    own_simulator.control("plan", seed=7, rates=RATES)
    first = outcomes(own_simulator, account, 20)
    own_simulator.end(signal.SIGKILL)
    own_simulator.start()
    assert first + outcomes(own_simulator, account, 20) == whole
    assert report(own_simulator)["seen"]["request"] == 40


def test_an_answer_may_come_after_the_clients_patience(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    own_simulator.control("plan", seed=1, rates={"timeout": 1.0}, timeout_seconds=3)
    hasty = stripe.StripeClient(
        "sk_test_tests", base_addresses={"api": own_simulator.base}, http_client=stripe.RequestsClient(timeout=0.5)
    )
    begin = time.monotonic()
    with pytest.raises(stripe.APIConnectionError):
        hasty.v1.customers.create({"email": "ada@example.org"}, {"stripe_account": account})
    assert time.monotonic() - begin < 2.5
    assert len(own_simulator.client.v1.customers.list({}, {"stripe_account": account}).data) == 1


def test_webhooks_come_twice_withheld_and_forged(own_simulator: Simulator, endpoint: Endpoint) -> None:
    account = own_simulator.onboarded_account()
    other = own_simulator.onboarded_account()
    wait_until(lambda: len(endpoint.received) == 2)
    endpoint.received.clear()
    rates = {"duplicate": 0.5, "withheld": 0.2, "forged": 0.4, "stale": 0.4, "wrong_account": 0.4}
    own_simulator.control("plan", seed=11, rates=rates)
    for _ in range(5):
        own_simulator.donate(account)
    counted = report(own_simulator)["injected"]
    assert all(counted[kind] > 0 for kind in rates)
    expected = 20 - counted["withheld"] + counted["duplicate"]
    extra = counted["forged"] + counted["stale"] + counted["wrong_account"]
    wait_until(lambda: len(endpoint.received) == expected + extra)
    received = [(json.loads(body), body, header) for body, header in endpoint.received]
    forged = [event for event, body, header in received if not _verifies(body, header, tolerance=None)]
    late = [event for event, body, header in received if not _verifies(body, header, tolerance=300)]
    strange = [event for event, _, _ in received if event["account"] == other]
    assert (len(forged), len(late)) == (counted["forged"], counted["forged"] + counted["stale"])
    assert len(strange) == counted["wrong_account"]
    listed = own_simulator.client.v1.events.list({"limit": 100}, {"stripe_account": account}).data
    sent = {event["id"] for event, _, _ in received}
    withheld = [event for event in listed if event.type != "account.updated" and event.id not in sent]
    assert len(withheld) == counted["withheld"]
    assert all(event["id"] not in {known.id for known in listed} for event in [*forged, *strange])


def test_what_stripe_would_never_send_is_sent_once_and_its_answer_kept(
    own_simulator: Simulator, endpoint: Endpoint
) -> None:
    account = own_simulator.onboarded_account()
    wait_until(lambda: len(endpoint.received) == 1)
    (event,) = own_simulator.client.v1.events.list({}, {"stripe_account": account}).data
    endpoint.statuses = [400, 400, 200]
    for kind in ("forged", "stale", "wrong_account"):
        own_simulator.control("act", action="webhooks.redeliver", event=event.id, **{"as": kind})
        wait_until(lambda kind=kind: own_simulator.deliveries()["fabricated"][kind]["answered"] == 1)
    assert own_simulator.deliveries()["fabricated"] == {
        "forged": {"made": 1, "answered": 1, "accepted": 0},
        "stale": {"made": 1, "answered": 1, "accepted": 0},
        "wrong_account": {"made": 1, "answered": 1, "accepted": 1},
    }
    assert own_simulator.deliveries()["counts"]["pending"] == 0


def test_delays_and_another_order_hold_events_back(own_simulator: Simulator, endpoint: Endpoint) -> None:
    own_simulator.control("plan", seed=1, rates={"delay": 1.0, "reorder": 1.0}, delay_seconds=60, reorder_seconds=5)
    own_simulator.onboarded_account()
    time.sleep(0.4)
    assert endpoint.received == []
    (delivery,) = own_simulator.deliveries()["deliveries"]
    assert 60 <= delivery["due_at"] - delivery["created"] <= 65


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"seed": 1, "rates": {"earthquake": 0.5}}, "unknown rates: earthquake"),
        ({"seed": 1, "rates": {"forged": 1.5}}, "between 0 and 1"),
        ({"rates": {}}, "seed"),
        ({"seed": 1, "rates": {}, "colour": "red"}, "colour"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(simulator: Simulator, plan: dict[str, Any], words: str) -> None:
    answer = requests.post(f"{simulator.base}/_simulator/plan", json=plan, timeout=10)
    assert answer.status_code == 400
    assert words in answer.json()["error"]["message"]


def test_a_rate_is_met_over_many_requests() -> None:
    plan = Plan(seed=42, rates=dict.fromkeys((*REQUEST_FAULTS, *EVENT_FAULTS), 0.3))
    for kind in plan.rates:
        struck = sum(plan.strikes(kind, number) for number in range(10_000))
        assert 2850 < struck < 3150, kind


def _verifies(body: bytes, header: str, *, tolerance: int | None) -> bool:
    try:
        stripe.Webhook.construct_event(body, header, SECRET, tolerance=tolerance)
    except stripe.SignatureVerificationError:
        return False
    return True
