"""Disputes: opened by a test card or on demand, answered, won, lost; what the books and refunds say. Cents."""

from typing import Any

import pytest
import stripe

from tests.local.stripe_simulator_process import Simulator

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

DISPUTED_CARD = "4000000000000259"
INQUIRY_CARD = "4000000000001976"


def pay(simulator: Simulator, account: str, number: str) -> Any:
    session = simulator.new_session(account)
    assert simulator.submit(session, number).status_code == 303
    charge = simulator.intent_of(account, session.id).latest_charge
    simulator.control("later/hurry")
    return charge


def only_dispute(simulator: Simulator, account: str, charge: str) -> Any:
    (dispute,) = simulator.client.v1.disputes.list({"charge": charge}, {"stripe_account": account}).data
    return dispute


def booked(simulator: Simulator, account: str) -> list[tuple[str, str, int, int]]:
    rows = simulator.client.v1.balance_transactions.list({"limit": 100}, {"stripe_account": account}).data
    return [(row.type, row.reporting_category, row.amount, row.fee) for row in reversed(rows)]


def test_a_disputed_card_takes_the_money_and_a_fee_away(simulator: Simulator, account: str) -> None:
    charge = pay(simulator, account, DISPUTED_CARD)
    dispute = only_dispute(simulator, account, charge.id)
    assert (dispute.status, dispute.reason, dispute.amount) == ("needs_response", "fraudulent", 5000)
    assert dispute.payment_intent == charge.payment_intent
    assert not dispute.is_charge_refundable
    assert simulator.client.v1.charges.retrieve(charge.id, {}, {"stripe_account": account}).disputed
    assert booked(simulator, account) == [
        ("charge", "charge", 5000, 100),
        ("adjustment", "dispute", -5000, 2000),
    ]
    (withdrawn,) = dispute.balance_transactions
    assert (withdrawn.source, withdrawn.net) == (dispute.id, -7000)
    assert simulator.event_types(account)[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]


def test_a_refund_over_an_open_dispute_is_refused(simulator: Simulator, account: str) -> None:
    charge = pay(simulator, account, DISPUTED_CARD)
    with pytest.raises(stripe.InvalidRequestError, match="charged back") as refusal:
        simulator.client.v1.refunds.create({"charge": charge.id}, {"stripe_account": account})
    assert refusal.value.code == "charge_disputed"


@pytest.mark.parametrize(("word", "outcome"), [("winning_evidence", "won"), ("losing_evidence", "lost")])
def test_evidence_decides_as_stripes_test_words_say(
    simulator: Simulator, account: str, word: str, outcome: str
) -> None:
    charge = pay(simulator, account, DISPUTED_CARD)
    v1, options = simulator.client.v1, {"stripe_account": account}
    dispute = only_dispute(simulator, account, charge.id)
    given: Any = {"evidence": {"uncategorized_text": word}}
    assert v1.disputes.update(dispute.id, given, options).status == "under_review"
    simulator.control("later/hurry")
    assert v1.disputes.retrieve(dispute.id, {}, options).status == outcome
    types = simulator.event_types(account)
    if outcome == "won":
        assert booked(simulator, account)[-1] == ("adjustment", "dispute_reversal", 5000, 0)
        assert types[-3:-1] == ["charge.dispute.updated", "charge.dispute.funds_reinstated"]
        assert v1.refunds.create({"charge": charge.id}, options).status == "succeeded"
    else:
        assert len(booked(simulator, account)) == 2
        with pytest.raises(stripe.InvalidRequestError, match="charged back"):
            v1.refunds.create({"charge": charge.id}, options)
    assert "charge.dispute.closed" in types


def test_evidence_can_be_kept_without_being_submitted(simulator: Simulator, account: str) -> None:
    dispute = only_dispute(simulator, account, pay(simulator, account, DISPUTED_CARD).id)
    v1, options = simulator.client.v1, {"stripe_account": account}
    given: Any = {"evidence": {"product_description": "Donazione"}, "submit": False}
    kept = v1.disputes.update(dispute.id, given, options)
    assert (kept.status, kept.evidence.product_description) == ("needs_response", "Donazione")
    assert v1.disputes.close(dispute.id, {}, options).status == "lost"
    with pytest.raises(stripe.InvalidRequestError, match="already closed"):
        v1.disputes.update(dispute.id, given, options)


def test_an_inquiry_moves_no_money_until_it_is_escalated(simulator: Simulator, account: str) -> None:
    charge = pay(simulator, account, INQUIRY_CARD)
    dispute = only_dispute(simulator, account, charge.id)
    assert (dispute.status, dispute.is_charge_refundable) == ("warning_needs_response", True)
    assert len(booked(simulator, account)) == 1
    simulator.control("act", action="dispute.escalate", dispute=dispute.id)
    assert only_dispute(simulator, account, charge.id).status == "needs_response"
    assert booked(simulator, account)[-1] == ("adjustment", "dispute", -5000, 2000)


def test_an_inquiry_that_ends_leaves_the_charge_refundable(simulator: Simulator, account: str) -> None:
    charge = pay(simulator, account, INQUIRY_CARD)
    dispute = only_dispute(simulator, account, charge.id)
    simulator.control("act", action="dispute.close", dispute=dispute.id, outcome="lost")
    assert only_dispute(simulator, account, charge.id).status == "warning_closed"
    refund = simulator.client.v1.refunds.create({"charge": charge.id}, {"stripe_account": account})
    assert refund.status == "succeeded"


def test_any_paid_charge_can_be_disputed_on_demand_once(simulator: Simulator, account: str) -> None:
    charge = simulator.donate(account).payment_intent.latest_charge
    simulator.control("act", action="dispute.open", charge=charge.id, reason="product_not_received")
    dispute = only_dispute(simulator, account, charge.id)
    assert dispute.reason == "product_not_received"
    simulator.control("act", action="dispute.close", dispute=dispute.id, outcome="won")
    assert only_dispute(simulator, account, charge.id).status == "won"
    with pytest.raises(AssertionError, match="cannot be disputed"):
        simulator.control("act", action="dispute.open", charge=charge.id)
