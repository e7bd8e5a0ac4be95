"""Signed webhooks: delivered, retried, withheld, duplicated, delayed, sent again."""

import sqlite3
import time

import pytest
import requests
import stripe

from tests.local.stripe_simulator_process import SECRET, Endpoint, Simulator, wait_until

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

DONATION_EVENTS = {
    "charge.succeeded",
    "checkout.session.completed",
    "payment_intent.created",
    "payment_intent.succeeded",
}


def test_a_donation_is_told_with_a_signature_that_the_library_verifies(
    own_simulator: Simulator, endpoint: Endpoint
) -> None:
    account = own_simulator.onboarded_account()
    session = own_simulator.donate(account)
    wait_until(lambda: len(endpoint.received) == 5)
    events = endpoint.events()
    assert {event.type for event in events} == DONATION_EVENTS | {"account.updated"}
    assert {event.account for event in events} == {account}
    assert {event.api_version for event in events} == {stripe.api_version}
    completed = next(event for event in events if event.type == "checkout.session.completed")
    assert completed.data.object["id"] == session.id
    assert own_simulator.client.v1.events.retrieve(completed.id, {}, {"stripe_account": account}).id == completed.id
    body, header = endpoint.received[0]
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body.replace(b"account", b"acc0unt"), header, SECRET)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, header, "whsec_other")


def test_an_event_of_the_platform_itself_is_listed_but_not_sent(own_simulator: Simulator, endpoint: Endpoint) -> None:
    session = own_simulator.new_session("")
    assert own_simulator.submit(session).status_code == 303
    assert {event.type for event in own_simulator.client.v1.events.list().data} == DONATION_EVENTS
    assert own_simulator.deliveries()["counts"]["pending"] == 0
    assert endpoint.received == []


def test_a_failed_delivery_comes_back_after_one_second_then_two(own_simulator: Simulator, endpoint: Endpoint) -> None:
    endpoint.statuses = [500, 302]
    begin = time.monotonic()
    own_simulator.onboarded_account()
    wait_until(lambda: len(endpoint.received) == 3)
    assert time.monotonic() - begin >= 3
    wait_until(lambda: own_simulator.deliveries()["counts"]["delivered"] == 1)
    assert len({event.id for event in endpoint.events()}) == 1
    (delivery,) = own_simulator.deliveries(state="delivered")["deliveries"]
    assert (delivery["attempts"], delivery["status"]) == (3, 200)


def test_a_delivery_is_given_up_after_a_day(own_simulator: Simulator, endpoint: Endpoint) -> None:
    endpoint.statuses = [500, 500, 500]
    own_simulator.onboarded_account()
    wait_until(lambda: len(endpoint.received) == 1)
    wait_until(lambda: own_simulator.deliveries()["deliveries"][0]["attempts"] == 1)
    with sqlite3.connect(own_simulator.state, timeout=10) as db:
        db.execute("UPDATE delivery SET created = created - 86400")
    wait_until(lambda: own_simulator.deliveries()["counts"]["failed"] == 1)
    assert len(endpoint.received) == 2


def test_withheld_webhooks_arrive_after_the_resume(own_simulator: Simulator, endpoint: Endpoint) -> None:
    own_simulator.control("webhooks/pause")
    account = own_simulator.onboarded_account()
    own_simulator.donate(account)
    time.sleep(0.5)
    assert endpoint.received == []
    assert own_simulator.deliveries()["counts"] == {"pending": 5, "delivered": 0, "failed": 0}
    own_simulator.control("webhooks/resume")
    wait_until(lambda: len(endpoint.received) == 5)


def test_options_duplicate_shuffle_and_choose_events(own_simulator: Simulator, endpoint: Endpoint) -> None:
    own_simulator.control(
        "webhooks/options",
        duplicate=True,
        shuffle_seconds=1.0,
        enabled_events=["charge.succeeded", "checkout.session.completed"],
    )
    account = own_simulator.onboarded_account()
    for _ in range(5):
        own_simulator.donate(account)
    wait_until(lambda: len(endpoint.received) == 20)
    assert sorted(set(endpoint.types())) == ["charge.succeeded", "checkout.session.completed"]
    ids = [event.id for event in endpoint.events()]
    assert all(ids.count(identifier) == 2 for identifier in ids)
    listed = own_simulator.client.v1.events.list({"limit": 100}, {"stripe_account": account}).data
    assert ids != [event.id for event in reversed(listed) if event.id in ids for _ in range(2)]


def test_a_delay_postpones_and_hurry_ends_it(own_simulator: Simulator, endpoint: Endpoint) -> None:
    own_simulator.control("webhooks/options", delay_seconds=60)
    own_simulator.onboarded_account()
    time.sleep(0.4)
    assert endpoint.received == []
    assert own_simulator.control("webhooks/hurry") == {"hurried": 1}
    wait_until(lambda: len(endpoint.received) == 1)


def test_an_event_can_be_sent_again(own_simulator: Simulator, endpoint: Endpoint) -> None:
    own_simulator.onboarded_account()
    wait_until(lambda: len(endpoint.received) == 1)
    event = endpoint.events()[0]
    own_simulator.control("webhooks/redeliver", event=event.id)
    wait_until(lambda: len(endpoint.received) == 2)
    assert endpoint.events()[1].id == event.id


def test_a_slow_endpoint_does_not_hold_up_the_api(own_simulator: Simulator, endpoint: Endpoint) -> None:
    endpoint.hold.clear()
    account = own_simulator.onboarded_account()
    begin = time.monotonic()
    own_simulator.donate(account)
    assert time.monotonic() - begin < 2
    wait_until(lambda: len(endpoint.received) == 4)
    assert own_simulator.end() == 0


def test_a_wrong_control_says_what_exists(own_simulator: Simulator) -> None:
    answer = requests.post(f"{own_simulator.base}/_simulator/faults", json={"kind": "earthquake"}, timeout=10)
    assert answer.status_code == 400
    assert "drop_answer" in answer.json()["error"]["message"]


def test_the_list_of_events_is_read_by_time_and_by_delivery(own_simulator: Simulator, endpoint: Endpoint) -> None:
    account = own_simulator.onboarded_account()
    wait_until(lambda: own_simulator.deliveries()["counts"]["delivered"] == 1)
    own_simulator.control("webhooks/pause")
    begin = int(time.time())
    own_simulator.donate(account)
    v1, options = own_simulator.client.v1, {"stripe_account": account}
    late = v1.events.list({"created": {"gte": begin}, "delivery_success": False}, options).data
    assert {event.type for event in late} == DONATION_EVENTS
    assert [event.type for event in v1.events.list({"delivery_success": True}, options).data] == ["account.updated"]
    pages = v1.events.list({"limit": 2, "types": sorted(DONATION_EVENTS)}, options)
    assert pages.has_more
    assert [event.id for event in pages.auto_paging_iter()] == [event.id for event in late]
    assert v1.events.list({"created": {"lt": begin - 3600}}, options).data == []
