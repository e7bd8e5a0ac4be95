"""Idempotency keys: the same answer for the same request, an error for another, nothing kept for a refusal."""

import sqlite3
import threading
import time
from typing import Any

import pytest
import requests
import stripe

from tests.local.stripe_simulator_process import Simulator

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


def keyed(account: str, key: str) -> Any:
    return {"stripe_account": account, "idempotency_key": key}


def test_the_same_key_and_parameters_give_the_same_answer(simulator: Simulator, account: str) -> None:
    first = simulator.new_session(account, options={"idempotency_key": "donation-1"})
    again = simulator.new_session(account, options={"idempotency_key": "donation-1"})
    assert again.to_dict() == first.to_dict()
    assert "Idempotent-Replayed" not in first.last_response.headers
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert again.last_response.headers["Original-Request"] == first.last_response.request_id
    assert len(simulator.client.v1.checkout.sessions.list({}, {"stripe_account": account}).data) == 1


def test_the_same_key_with_other_parameters_is_an_error(simulator: Simulator, account: str) -> None:
    simulator.new_session(account, cents=5000, options={"idempotency_key": "donation-1"})
    with pytest.raises(stripe.IdempotencyError, match="same parameters"):
        simulator.new_session(account, cents=5001, options={"idempotency_key": "donation-1"})


def test_the_same_key_on_another_endpoint_is_an_error(simulator: Simulator, account: str) -> None:
    intent = simulator.donate(account).payment_intent
    simulator.new_session(account, options={"idempotency_key": "shared"})
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        simulator.client.v1.refunds.create({"payment_intent": intent.id}, keyed(account, "shared"))


def test_a_key_belongs_to_one_account(simulator: Simulator, account: str) -> None:
    other = simulator.onboarded_account()
    first = simulator.new_session(account, options={"idempotency_key": "donation-1"})
    second = simulator.new_session(other, options={"idempotency_key": "donation-1"})
    assert first.id != second.id


def test_an_error_of_execution_is_given_again(simulator: Simulator, account: str) -> None:
    intent = simulator.donate(account, cents=5000).payment_intent
    params: Any = {"payment_intent": intent.id, "amount": 6000}
    for replayed in (None, "true"):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            simulator.client.v1.refunds.create(params, keyed(account, "too-much"))
        assert refusal.value.http_status == 400
        assert refusal.value.headers.get("Idempotent-Replayed") == replayed


def test_a_refusal_before_execution_keeps_nothing(simulator: Simulator, account: str) -> None:
    intent = simulator.donate(account, cents=5000).payment_intent
    with pytest.raises(stripe.InvalidRequestError):
        simulator.client.v1.refunds.create({"colour": "red"}, keyed(account, "retry"))  # type: ignore[typeddict-unknown-key]
    live = stripe.StripeClient("sk_live_x", base_addresses={"api": simulator.base})
    with pytest.raises(stripe.AuthenticationError):
        live.v1.refunds.create({"payment_intent": intent.id}, keyed(account, "retry"))
    assert simulator.client.v1.refunds.create({"payment_intent": intent.id}, keyed(account, "retry")).amount == 5000


def test_a_key_is_forgotten_after_24_hours_and_not_before(simulator: Simulator, account: str) -> None:
    first = simulator.new_session(account, options={"idempotency_key": "old"})
    for age, same in ((24 * 3600 - 60, True), (24 * 3600 + 60, False)):
        with sqlite3.connect(simulator.state, timeout=10) as db:
            db.execute("UPDATE idempotency SET created = ? WHERE account = ?", (int(time.time()) - age, account))
        again = simulator.new_session(account, options={"idempotency_key": "old"})
        assert (again.id == first.id) is same


def test_two_requests_at_once_with_one_key_conflict(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    intent = own_simulator.donate(account).payment_intent
    own_simulator.control("faults", kind="delay", path="/v1/refunds", seconds=1.5)
    statuses: list[int] = []

    def refund() -> None:
        answer = requests.post(
            f"{own_simulator.base}/v1/refunds",
            data={"payment_intent": intent.id},
            headers={"Stripe-Account": account, "Idempotency-Key": "same"},
            auth=("sk_test_x", ""),
            timeout=10,
        )
        statuses.append(answer.status_code)
        if answer.status_code == 409:
            assert answer.json()["error"]["code"] == "idempotency_key_in_use"

    people = [threading.Thread(target=refund) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(statuses) == [200, 409]
    assert len(own_simulator.client.v1.refunds.list({}, {"stripe_account": account}).data) == 1


def test_an_answer_lost_after_the_commit_is_recovered_by_the_librarys_retry(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    intent = own_simulator.donate(account).payment_intent
    own_simulator.control("faults", kind="drop_answer", path="/v1/refunds", count=1)
    with pytest.raises(stripe.APIConnectionError):
        own_simulator.client.v1.refunds.create({"payment_intent": intent.id}, keyed(account, "lost"))
    refund = own_simulator.client.v1.refunds.create({"payment_intent": intent.id}, keyed(account, "lost"))
    assert refund.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(own_simulator.client.v1.refunds.list({}, {"stripe_account": account}).data) == 1


@pytest.mark.parametrize(("kind", "error"), [("error_429", stripe.RateLimitError), ("error_500", stripe.APIError)])
def test_a_failure_on_demand_happens_as_often_as_asked_and_changes_nothing(
    simulator: Simulator, account: str, kind: str, error: type[stripe.StripeError]
) -> None:
    simulator.control("faults", kind=kind, path="/v1/checkout", count=2)
    for _ in range(2):
        with pytest.raises(error):
            simulator.new_session(account, options={"idempotency_key": "again"})
    session = simulator.new_session(account, options={"idempotency_key": "again"})
    assert "Idempotent-Replayed" not in session.last_response.headers
    assert len(simulator.client.v1.checkout.sessions.list({}, {"stripe_account": account}).data) == 1
