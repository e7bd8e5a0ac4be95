"""Checkout: the hosted page, the published test cards, 3-D Secure, expiry; what the API says afterwards."""

import json
import sqlite3
import threading
import time

import pytest
import requests
import stripe

from tests.local.stripe_simulator_process import Simulator, visible_text, wait_until

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

THREE_D_SECURE_CARD = "4000002500003155"


def event_types(simulator: Simulator, account: str) -> list[str]:
    """Return the types of the account's events, oldest first, without its onboarding."""
    events = simulator.client.v1.events.list({"limit": 100}, {"stripe_account": account}).data
    return [event.type for event in reversed(events) if event.type != "account.updated"]


def intent_of(simulator: Simulator, account: str, session_id: str) -> stripe.PaymentIntent:
    options = {"stripe_account": account}
    return simulator.client.v1.checkout.sessions.retrieve(
        session_id, {"expand": ["payment_intent.latest_charge"]}, options
    ).payment_intent


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
    intent = intent_of(simulator, account, session.id)
    assert (intent.status, intent.amount_received) == ("succeeded", 10_000)
    assert intent.metadata["donation"] == "17"
    assert intent.latest_charge.metadata["donation"] == "17"
    assert intent.latest_charge.payment_method_details.card.last4 == "4242"
    assert event_types(simulator, account) == [
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


@pytest.mark.parametrize(
    ("number", "codes", "words"),
    [
        ("4000000000000002", ("card_declined", "generic_decline"), "La carta è stata rifiutata"),
        ("4000000000009995", ("card_declined", "insufficient_funds"), "I fondi della carta non bastano"),
        ("4000000000000069", ("expired_card", "expired_card"), "La carta è scaduta"),
    ],
)
def test_a_declined_card_stays_on_the_page_and_moves_no_money(
    simulator: Simulator, account: str, number: str, codes: tuple[str, str], words: str
) -> None:
    session = simulator.new_session(account)
    page = simulator.submit(session, number)
    assert page.status_code == 402
    assert words in visible_text(page)
    intent = intent_of(simulator, account, session.id)
    assert intent.status == "requires_payment_method"
    assert (intent.last_payment_error.code, intent.last_payment_error.decline_code) == codes
    assert (intent.latest_charge.status, intent.latest_charge.balance_transaction) == ("failed", None)
    assert event_types(simulator, account)[-2:] == ["charge.failed", "payment_intent.payment_failed"]
    assert simulator.submit(session).status_code == 303
    assert intent_of(simulator, account, session.id).id == intent.id
    assert len(simulator.client.v1.balance_transactions.list({}, {"stripe_account": account}).data) == 1


def test_three_d_secure_authorised_takes_the_money(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    answer = simulator.submit(session, THREE_D_SECURE_CARD)
    challenge = requests.compat.urljoin(simulator.base, answer.headers["Location"])
    assert intent_of(simulator, account, session.id).status == "requires_action"
    words = visible_text(requests.get(challenge, timeout=10))
    assert "Autorizza" in words
    assert "Rifiuta" in words
    done = requests.post(challenge, data={"answer": "authorise"}, allow_redirects=False, timeout=10)
    assert done.headers["Location"].endswith(session.id)
    intent = intent_of(simulator, account, session.id)
    assert intent.status == "succeeded"
    assert intent.latest_charge.payment_method_details.card.three_d_secure.result == "authenticated"


def test_three_d_secure_refused_leaves_the_session_open(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    answer = simulator.submit(session, THREE_D_SECURE_CARD)
    challenge = requests.compat.urljoin(simulator.base, answer.headers["Location"])
    page = requests.post(challenge, data={"answer": "refuse"}, allow_redirects=False, timeout=10)
    assert page.status_code == 402
    assert "non è stato autorizzato" in visible_text(page)
    intent = intent_of(simulator, account, session.id)
    assert (intent.status, intent.latest_charge) == ("requires_payment_method", None)
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert "charge.succeeded" not in event_types(simulator, account)
    assert requests.post(challenge, data={"answer": "authorise"}, timeout=10).status_code == 200
    assert intent_of(simulator, account, session.id).status == "requires_payment_method"
    assert simulator.submit(session).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": "4242424242424241"}, "Il numero della carta non è valido"),
        ({"number": "4111111111111111"}, "solo le carte di prova"),
        ({"number": ""}, "Scriva il numero della carta"),
        ({"expiry": "01/20"}, "La carta è scaduta: controlli mese e anno"),
        ({"expiry": "13/40"}, "Scriva la scadenza"),
        ({"cvc": "1"}, "Scriva le 3 cifre"),
        ({"name": " "}, "Scriva il nome"),
    ],
)
def test_a_wrong_field_is_explained_beside_it(
    simulator: Simulator, account: str, fields: dict[str, str], words: str
) -> None:
    session = simulator.new_session(account)
    page = simulator.submit(session, **{"number": "4242 4242 4242 4242", **fields})
    assert page.status_code == 422
    assert words in visible_text(page)
    assert 'aria-invalid="true"' in page.text
    assert 'value="123"' not in page.text
    assert event_types(simulator, account) == []


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
    assert intent_of(simulator, account, session.id).status == "canceled"
    assert event_types(simulator, account)[-1] == "checkout.session.expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of expired"):
        v1.checkout.sessions.expire(session.id, {}, options)


def test_time_alone_expires_a_session(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    with sqlite3.connect(simulator.state, timeout=10) as db:
        db.execute("UPDATE object SET body = json_set(body, '$.expires_at', 1) WHERE id = ?", (session.id,))
    wait_until(lambda: "checkout.session.expired" in event_types(simulator, account))


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
