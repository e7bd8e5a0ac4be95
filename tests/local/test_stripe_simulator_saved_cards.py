"""Cards saved for later on the hosted page or by the API: whose they are, which banks refuse, what a setup leaves."""

from types import SimpleNamespace
from typing import Any

import pytest
import requests
import stripe

from tests.local.stripe_saver import Saver
from tests.local.stripe_simulator_process import Simulator, visible_text

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


@pytest.fixture
def saver(simulator: Simulator, account: str) -> Saver:
    """A customer of a new account."""
    return Saver(simulator, account)


def test_a_card_is_saved_on_the_hosted_page_and_moves_no_money(saver: Saver) -> None:
    session = saver.open_setup(custom_text={"submit": {"message": "Autorizzo 50 euro entro il 30 giugno."}})
    assert (session.payment_status, session.amount_total) == ("no_payment_required", None)
    words = visible_text(requests.get(saver.simulator.page(session.url), timeout=10))
    assert "Salva la carta" in words
    assert "Autorizzo 50 euro entro il 30 giugno." in words
    answer = saver.simulator.submit(session)
    assert answer.headers["Location"].endswith(session.id)
    expand: Any = {"expand": ["setup_intent.payment_method"]}
    done = saver.v1.checkout.sessions.retrieve(session.id, expand, saver.options)
    method = done.setup_intent.payment_method
    assert (done.status, done.setup_intent.status, done.setup_intent.usage) == ("complete", "succeeded", "off_session")
    assert done.setup_intent.metadata["donation"] == "17"
    assert (method.customer, method.card.brand, method.card.last4) == (saver.customer.id, "visa", "4242")
    assert (method.card.exp_month, method.card.exp_year) == (4, 2040)
    assert saver.v1.balance_transactions.list({}, saver.options).data == []
    assert saver.simulator.event_types(saver.options["stripe_account"]) == [
        "customer.created",
        "setup_intent.created",
        "payment_method.attached",
        "setup_intent.succeeded",
        "checkout.session.completed",
    ]


def test_a_card_that_the_bank_refuses_is_not_saved(saver: Saver) -> None:
    session = saver.open_setup()
    page = saver.simulator.submit(session, "4000000000000002")
    assert page.status_code == 402
    assert "Carta non salvata" in visible_text(page)
    setup = saver.v1.setup_intents.retrieve(session.setup_intent, {}, saver.options)
    assert (setup.status, setup.last_setup_error.decline_code) == ("requires_payment_method", "generic_decline")
    with pytest.raises(stripe.CardError):
        saver.v1.payment_methods.attach("pm_card_visa_chargeDeclined", {"customer": saver.customer.id}, saver.options)
    assert saver.v1.customers.payment_methods.list(saver.customer.id, {}, saver.options).data == []


def test_the_fingerprint_is_the_same_for_the_same_number_only(saver: Saver) -> None:
    cards = [saver.save(number) for number in ("4242424242424242", "4242424242424242", "4000003800000008")]
    one, same, other = (saver.v1.payment_methods.retrieve(card, {}, saver.options).card.fingerprint for card in cards)
    assert one == same != other


def test_a_card_belongs_to_its_customer_and_serves_once_without_one(saver: Saver) -> None:
    method = saver.save("4242424242424242")
    stranger = saver.v1.customers.create({"email": "bob@example.org"}, saver.options)
    with pytest.raises(stripe.InvalidRequestError, match="belongs to the Customer"):
        saver.charge(method, customer=stranger.id)
    saver.v1.payment_methods.detach(method, {}, saver.options)
    with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
        saver.charge(method)


def test_a_payment_can_save_its_card_as_well(saver: Saver, simulator: Simulator) -> None:
    session = simulator.new_session(
        saver.options["stripe_account"],
        customer=saver.customer.id,
        customer_email=None,
        payment_intent_data={"setup_future_usage": "off_session"},
    )
    assert simulator.submit(SimpleNamespace(url=session.url)).status_code == 303
    (saved,) = saver.v1.customers.payment_methods.list(saver.customer.id, {}, saver.options).data
    assert saver.charge(saved.id).status == "succeeded"


def test_an_expired_setup_saves_nothing(saver: Saver) -> None:
    session = saver.open_setup()
    assert saver.v1.checkout.sessions.expire(session.id, {}, saver.options).status == "expired"
    assert "Tempo scaduto" in visible_text(saver.simulator.submit(session))
    assert saver.v1.setup_intents.retrieve(session.setup_intent, {}, saver.options).status == "canceled"


def test_another_account_sees_neither_customer_nor_card(saver: Saver, simulator: Simulator) -> None:
    method = saver.save("4242424242424242")
    other: Any = {"stripe_account": simulator.onboarded_account()}
    for read, identifier in (
        (saver.v1.customers.retrieve, saver.customer.id),
        (saver.v1.payment_methods.retrieve, method),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            read(identifier, {}, other)
        assert refusal.value.code == "resource_missing"
