"""Checkout: the hosted page, a paid session, a double submit, expiry; what the API says afterwards."""

import json
import sqlite3
import threading
import time

import pytest
import requests
import stripe

from tests.local.stripe_simulator_process import Simulator, visible_text, wait_until

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


def test_the_page_shows_amount_merchant_and_a_labelled_form_without_scripts(simulator: Simulator, account: str) -> None:
    page = requests.get(simulator.page(simulator.new_session(account, cents=123456).url), timeout=10)
    words = visible_text(page)
    assert "1.234,56\u00a0€" in page.text
    assert "Orti di Quartiere APS" in words
    assert '<html lang="it">' in page.text
    assert "<script" not in page.text
    for field in ("number", "expiry", "cvc", "name"):
        assert f'<label for="{field}">' in page.text
        assert f'id="{field}"' in page.text
    assert "http://milano.localhost:8000/annullata/" in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'self' http://milano.localhost:8000" in policy


def test_a_paid_session_leads_to_the_success_page_and_shows_everywhere(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account, cents=10_000, client_reference_id="don-17")
    assert session.payment_intent is None
    answer = simulator.submit(session)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"http://milano.localhost:8000/grazie/?s={session.id}"
    paid = simulator.client.v1.checkout.sessions.retrieve(session.id, {}, {"stripe_account": account})
    assert (paid.status, paid.payment_status, paid.client_reference_id) == ("complete", "paid", "don-17")
    assert paid.metadata["donation"] == "17"
    assert paid.customer_details.email == "ada@example.org"
    intent = simulator.intent_of(account, session.id)
    assert (intent.status, intent.amount_received) == ("succeeded", 10_000)
    assert intent.metadata["donation"] == "17"
    assert intent.latest_charge.metadata["donation"] == "17"
    assert intent.latest_charge.payment_method_details.card.last4 == "4242"
    assert simulator.event_types(account) == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ]


def test_nested_expansion_reaches_the_balance_transaction(simulator: Simulator, account: str) -> None:
    session = simulator.donate(account)
    options = {"stripe_account": account}
    v1 = simulator.client.v1
    listed = v1.checkout.sessions.list({"payment_intent": session.payment_intent.id, "limit": 1}, options)
    assert [item.id for item in listed.data] == [session.id]
    charges = v1.charges.list(
        {"payment_intent": session.payment_intent.id, "expand": ["data.balance_transaction"]}, options
    )
    assert charges.data[0].balance_transaction.net == 5000 - 100
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        v1.charges.retrieve(charges.data[0].id, {"expand": ["amount"]}, options)


def test_a_double_submit_pays_once(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    answers: list[requests.Response] = []
    people = [threading.Thread(target=lambda: answers.append(simulator.submit(session))) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert {answer.headers["Location"] for answer in answers} == {
        f"http://milano.localhost:8000/grazie/?s={session.id}"
    }
    assert len(simulator.client.v1.charges.list({}, {"stripe_account": account}).data) == 1


def test_a_paid_session_says_that_it_is_paid(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    simulator.submit(session)
    assert "Pagamento già completato" in visible_text(requests.get(simulator.page(session.url), timeout=10))


def test_an_expired_session_takes_no_card(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    simulator.submit(session, "4000000000000002")
    v1, options = simulator.client.v1, {"stripe_account": account}
    assert v1.checkout.sessions.expire(session.id, {}, options).status == "expired"
    assert "Pagamento scaduto" in visible_text(simulator.submit(session))
    assert v1.checkout.sessions.retrieve(session.id, {}, options).payment_status == "unpaid"
    assert simulator.intent_of(account, session.id).status == "canceled"
    assert simulator.event_types(account)[-1] == "checkout.session.expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of expired"):
        v1.checkout.sessions.expire(session.id, {}, options)


def test_time_alone_expires_a_session(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    with sqlite3.connect(simulator.state, timeout=10) as db:
        db.execute("UPDATE object SET body = json_set(body, '$.expires_at', 1) WHERE id = ?", (session.id,))
    wait_until(lambda: "checkout.session.expired" in simulator.event_types(account))


def test_an_expiry_out_of_bounds_or_an_amount_too_small_is_refused(simulator: Simulator, account: str) -> None:
    now = int(time.time())
    for expires_at in (now + 60, now + 25 * 3600):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            simulator.new_session(account, expires_at=expires_at)
        assert refusal.value.param == "expires_at"
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        simulator.new_session(account, cents=49)
    assert refusal.value.code == "amount_too_small"


def test_no_card_number_is_written_to_the_state(simulator: Simulator, account: str) -> None:
    simulator.donate(account)
    with sqlite3.connect(simulator.state, timeout=10) as db:
        bodies = [body for (body,) in db.execute("SELECT body FROM object")]
    assert all("4242424242424242" not in json.dumps(body) for body in bodies)
