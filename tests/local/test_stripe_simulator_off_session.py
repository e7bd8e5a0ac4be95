"""Charges while the person is away: success, each way to fail, and how a donor completes what the bank asks for."""

from typing import Any

import pytest
import requests
import stripe

from tests.local.stripe_saver import Saver
from tests.local.stripe_simulator_process import Simulator, visible_text

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

BACK = "http://milano.localhost:8000/tornata/?p=1"


@pytest.fixture
def saver(simulator: Simulator, account: str) -> Saver:
    """A customer of a new account."""
    return Saver(simulator, account)


def test_a_saved_card_is_charged_while_its_owner_is_away(saver: Saver) -> None:
    intent = saver.charge(saver.save("4000002500003155"), expand=["latest_charge.balance_transaction"])
    assert (intent.status, intent.amount_received) == ("succeeded", 5000)
    assert (intent.latest_charge.customer, intent.latest_charge.balance_transaction.fee) == (saver.customer.id, 100)
    assert intent.metadata["donation"] == intent.latest_charge.metadata["donation"] == "17"


@pytest.mark.parametrize(
    ("number", "code", "decline_code"),
    [
        ("4000000000000341", "card_declined", "generic_decline"),
        ("4000008260003178", "card_declined", "insufficient_funds"),
        ("4000002760003184", "authentication_required", "authentication_required"),
    ],
)
def test_a_decline_answers_402_and_the_attempt_stays(saver: Saver, number: str, code: str, decline_code: str) -> None:
    refusal = saver.declined(saver.save(number))
    assert (refusal.http_status, refusal.code, refusal.error.decline_code) == (402, code, decline_code)
    intent = saver.v1.payment_intents.retrieve(
        refusal.error.payment_intent["id"], {"expand": ["latest_charge"]}, saver.options
    )
    assert (intent.status, intent.payment_method) == ("requires_payment_method", None)
    assert (intent.last_payment_error.code, intent.last_payment_error.decline_code) == (code, decline_code)
    assert (intent.latest_charge.status, intent.latest_charge.balance_transaction) == ("failed", None)
    types = saver.simulator.event_types(saver.options["stripe_account"])
    assert types[-3:] == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("pm_card_visa_chargeDeclined", "card_declined"),
        ("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card"),
        ("pm_card_authenticationRequired", "authentication_required"),
        ("pm_card_radarBlock", "card_declined"),
    ],
)
def test_the_published_payment_methods_decline_as_their_cards(saver: Saver, token: str, code: str) -> None:
    assert saver.declined(token).code == code


def test_a_donor_authorises_the_same_intent_on_the_banks_page(saver: Saver) -> None:
    method = saver.save("4000002760003184")
    intent_id = saver.declined(method).error.payment_intent["id"]
    waiting = saver.v1.payment_intents.confirm(intent_id, {"payment_method": method, "return_url": BACK}, saver.options)
    assert waiting.status == "requires_action"
    page = saver.simulator.page(waiting.next_action.redirect_to_url.url)
    assert "50,00 €" in visible_text(requests.get(page, timeout=10))
    answer = requests.post(page, data={"answer": "authorise"}, allow_redirects=False, timeout=10)
    assert answer.headers["Location"] == f"{BACK}&payment_intent={intent_id}&redirect_status=succeeded"
    paid = saver.v1.payment_intents.retrieve(intent_id, {"expand": ["latest_charge"]}, saver.options)
    assert paid.status == "succeeded"
    assert paid.latest_charge.payment_method_details.card.three_d_secure.result == "authenticated"
    assert requests.post(page, data={"answer": "authorise"}, allow_redirects=False, timeout=10).status_code == 303
    assert len(saver.v1.balance_transactions.list({}, saver.options).data) == 1


def test_a_donor_who_refuses_at_the_bank_is_charged_nothing(saver: Saver) -> None:
    given: Any = {
        "amount": 5000,
        "currency": "eur",
        "customer": saver.customer.id,
        "payment_method": "pm_card_authenticationRequired",
        "confirm": True,
        "return_url": BACK,
    }
    waiting = saver.v1.payment_intents.create(given, saver.options)
    page = saver.simulator.page(waiting.next_action.redirect_to_url.url)
    answer = requests.post(page, data={"answer": "refuse"}, allow_redirects=False, timeout=10)
    assert answer.headers["Location"].endswith("redirect_status=failed")
    refused = saver.v1.payment_intents.retrieve(waiting.id, {}, saver.options)
    assert (refused.status, refused.latest_charge) == ("requires_payment_method", None)
    assert refused.last_payment_error.code == "payment_intent_authentication_failure"


def test_a_key_sent_again_gives_the_same_decline_and_tries_no_card_twice(saver: Saver) -> None:
    method = saver.save("4000000000000341")
    saver.options["idempotency_key"] = "collect-17-1"
    first, again = saver.declined(method), saver.declined(method)
    del saver.options["idempotency_key"]
    assert first.error.payment_intent["id"] == again.error.payment_intent["id"]
    assert len(saver.v1.charges.list({}, saver.options).data) == 1


def test_what_stripe_asks_of_a_confirmation_is_asked_here(saver: Saver) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="`confirm` is true"):
        saver.charge("pm_card_visa", confirm=False)
    with pytest.raises(stripe.InvalidRequestError, match="you must provide a `return_url`"):
        saver.charge("pm_card_visa", off_session=False)
    with pytest.raises(stripe.InvalidRequestError, match="No such customer"):
        saver.charge("pm_card_visa", customer="cus_nobody")
    intent = saver.v1.payment_intents.create({"amount": 5000, "currency": "eur"}, saver.options)
    with pytest.raises(stripe.InvalidRequestError, match="missing a payment method") as refusal:
        saver.v1.payment_intents.confirm(intent.id, {}, saver.options)
    assert refusal.value.code == "payment_intent_unexpected_state"
    assert saver.v1.payment_intents.cancel(intent.id, {}, saver.options).status == "canceled"
