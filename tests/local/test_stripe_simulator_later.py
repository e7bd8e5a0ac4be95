"""What happens later: refunds that fail or wait, payouts, late balance transactions, accounts past due. Cents."""

import signal
from typing import Any

import pytest
import stripe

from tests.local.stripe_simulator_process import Simulator, visible_text, wait_until

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

REFUND_FAILS = "4000000000005126"
REFUND_WAITS = "4000000000007726"
AVAILABLE_AT_ONCE = "4000000000000077"


def charge_of(simulator: Simulator, account: str, number: str, *, cents: int = 5000) -> Any:
    session = simulator.new_session(account, cents=cents)
    assert simulator.submit(session, number).status_code == 303
    return simulator.intent_of(account, session.id).latest_charge


def movements(simulator: Simulator, account: str) -> list[tuple[str, int]]:
    rows = simulator.client.v1.balance_transactions.list({"limit": 100}, {"stripe_account": account}).data
    return [(row.type, row.amount) for row in reversed(rows)]


def test_a_refund_that_succeeded_fails_later_and_the_money_comes_back(simulator: Simulator, account: str) -> None:
    v1, options = simulator.client.v1, {"stripe_account": account}
    charge = charge_of(simulator, account, REFUND_FAILS)
    refund = v1.refunds.create({"charge": charge.id}, options)
    assert refund.status == "succeeded"
    assert v1.charges.retrieve(charge.id, {}, options).refunded
    simulator.control("later/hurry")
    expand: Any = {"expand": ["failure_balance_transaction"]}
    failed = v1.refunds.retrieve(refund.id, expand, options)
    assert (failed.status, failed.failure_reason) == ("failed", "lost_or_stolen_card")
    returned = failed.failure_balance_transaction
    assert (returned.type, returned.amount, returned.source) == ("refund_failure", 5000, refund.id)
    again = v1.charges.retrieve(charge.id, {}, options)
    assert (again.amount_refunded, again.refunded) == (0, False)
    assert movements(simulator, account) == [("charge", 5000), ("refund", -5000), ("refund_failure", 5000)]
    assert "refund.failed" in simulator.event_types(account)


def test_a_pending_refund_succeeds_later(simulator: Simulator, account: str) -> None:
    v1, options = simulator.client.v1, {"stripe_account": account}
    refund = v1.refunds.create({"charge": charge_of(simulator, account, REFUND_WAITS).id}, options)
    assert (refund.status, refund.pending_reason) == ("pending", "processing")
    assert "refund.updated" not in simulator.event_types(account)
    simulator.control("later/hurry")
    assert v1.refunds.retrieve(refund.id, {}, options).status == "succeeded"
    assert simulator.event_types(account)[-1] == "refund.updated"


def test_what_is_to_happen_later_survives_a_kill(own_simulator: Simulator) -> None:
    own_simulator.control("behaviour", refund_seconds=1.0)
    account = own_simulator.onboarded_account()
    charge = charge_of(own_simulator, account, REFUND_FAILS)
    v1, options = own_simulator.client.v1, {"stripe_account": account}
    refund = v1.refunds.create({"charge": charge.id}, options)
    own_simulator.end(signal.SIGKILL)
    own_simulator.start()
    wait_until(lambda: v1.refunds.retrieve(refund.id, {}, options).status == "failed")
    assert movements(own_simulator, account)[-1] == ("refund_failure", 5000)


def test_a_refund_waits_for_money_where_it_needs_it(own_simulator: Simulator) -> None:
    own_simulator.control("behaviour", refunds_need_balance=True)
    account = own_simulator.onboarded_account()
    v1, options = own_simulator.client.v1, {"stripe_account": account}
    refund = v1.refunds.create({"charge": charge_of(own_simulator, account, "4242424242424242").id}, options)
    assert (refund.status, refund.pending_reason) == ("pending", "insufficient_funds")
    assert refund.balance_transaction is None
    own_simulator.control("later/hurry")
    assert v1.refunds.retrieve(refund.id, {}, options).status == "pending"
    own_simulator.donate(account)
    own_simulator.control("later/hurry")
    assert v1.refunds.retrieve(refund.id, {}, options).status == "succeeded"
    assert movements(own_simulator, account)[-1] == ("refund", -5000)


def test_a_payout_needs_available_money_and_arrives_later(simulator: Simulator, account: str) -> None:
    v1, options = simulator.client.v1, {"stripe_account": account}
    simulator.donate(account)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        v1.payouts.create({"amount": 4900, "currency": "eur"}, options)
    assert refusal.value.code == "balance_insufficient"
    simulator.control("act", action="balance.release", account=account)
    payout = v1.payouts.create({"amount": 4900, "currency": "eur"}, options)
    assert (payout.status, payout.automatic) == ("pending", False)
    simulator.control("later/hurry")
    assert v1.payouts.retrieve(payout.id, {}, options).status == "paid"
    assert v1.balance.retrieve({}, options).available[0].amount == 0
    assert movements(simulator, account)[-1] == ("payout", -4900)
    assert simulator.event_types(account)[-2:] == ["payout.created", "payout.paid"]


def test_a_payout_that_the_bank_refuses_comes_back(simulator: Simulator, account: str) -> None:
    v1, options = simulator.client.v1, {"stripe_account": account}
    charge_of(simulator, account, AVAILABLE_AT_ONCE)
    payout = v1.payouts.create({"amount": 1000, "currency": "eur"}, options)
    simulator.control("act", action="payout.fail", payout=payout.id)
    failed = v1.payouts.retrieve(payout.id, {"expand": ["failure_balance_transaction"]}, options)
    assert (failed.status, failed.failure_code) == ("failed", "account_closed")
    assert (failed.failure_balance_transaction.type, failed.failure_balance_transaction.amount) == (
        "payout_failure",
        1000,
    )
    assert v1.balance.retrieve({}, options).available[0].amount == 4900


def test_a_charge_can_be_booked_after_its_answer(own_simulator: Simulator) -> None:
    own_simulator.control("behaviour", late_balance_seconds=60)
    account = own_simulator.onboarded_account()
    v1, options = own_simulator.client.v1, {"stripe_account": account}
    charge = charge_of(own_simulator, account, "4242424242424242")
    assert (charge.status, charge.balance_transaction) == ("succeeded", None)
    assert movements(own_simulator, account) == []
    own_simulator.control("later/hurry")
    booked = v1.charges.retrieve(charge.id, {"expand": ["balance_transaction"]}, options).balance_transaction
    assert (booked.amount, booked.fee) == (5000, 100)
    assert own_simulator.event_types(account)[-1] == "charge.updated"


def test_an_account_past_due_takes_no_money_until_it_gives_what_it_owes(simulator: Simulator, account: str) -> None:
    v1, options = simulator.client.v1, {"stripe_account": account}
    session = simulator.new_session(account)
    simulator.control("act", action="account.past_due", account=account)
    owing = v1.accounts.retrieve(account)
    assert (owing.charges_enabled, owing.payouts_enabled) == (False, False)
    assert owing.requirements.past_due == ["company.verification.document"]
    assert owing.requirements.disabled_reason == "requirements.past_due"
    refused = simulator.submit(session)
    assert refused.status_code == 409
    assert "non può ricevere pagamenti" in visible_text(refused)
    for create, params in (
        (v1.checkout.sessions.create, {"mode": "setup", "success_url": "http://milano.localhost:8000/"}),
        (v1.payment_intents.create, {"amount": 5000, "currency": "eur"}),
    ):
        with pytest.raises(stripe.InvalidRequestError, match="cannot currently make charges"):
            create(params, options)
    simulator.control("act", action="account.restore", account=account)
    assert simulator.submit(session).status_code == 303


def test_everything_asked_to_go_wrong_can_be_put_right(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    own_simulator.control("faults", kind="error_500", path="/v1/")
    own_simulator.control("plan", seed=1, rates={"error_429": 1.0})
    own_simulator.control("behaviour", late_balance_seconds=60)
    own_simulator.control("act", action="decline.next", decline_code="expired_card")
    own_simulator.control("faults/clear")
    own_simulator.donate(account)
    assert movements(own_simulator, account) == [("charge", 5000)]


def test_the_next_payment_can_be_declined_on_demand_once(simulator: Simulator, account: str) -> None:
    simulator.control("act", action="decline.next", decline_code="insufficient_funds")
    session = simulator.new_session(account)
    assert simulator.submit(session).status_code == 402
    assert simulator.submit(session).status_code == 303
