"""Refunds, fees, balance transactions and their lists. Amounts in cents."""

import threading
import time
from typing import Any

import pytest
import stripe

from colletta.local.stripe_simulator.balance import card_fee_cents
from tests.local.stripe_simulator_process import Simulator

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


@pytest.mark.parametrize(
    ("amount", "fee"), [(10_000, 175), (5000, 100), (50, 26), (33, 25), (34, 26), (1234, 44), (99_999_999, 1_500_025)]
)
def test_the_fee_of_a_card_is_one_and_a_half_per_cent_and_25_cents_half_up(amount: int, fee: int) -> None:
    assert card_fee_cents(amount) == fee


def test_a_refund_in_parts_never_exceeds_what_is_left(simulator: Simulator, account: str) -> None:
    intent = simulator.donate(account, cents=5000).payment_intent
    v1, options = simulator.client.v1, {"stripe_account": account}
    first = v1.refunds.create({"payment_intent": intent.id, "amount": 2000, "metadata": {"refund": "1"}}, options)
    assert (first.status, first.amount, first.charge) == ("succeeded", 2000, intent.latest_charge.id)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount") as refusal:
        v1.refunds.create({"payment_intent": intent.id, "amount": 3001}, options)
    assert refusal.value.param == "amount"
    rest = v1.refunds.create({"charge": intent.latest_charge.id}, options)
    assert rest.amount == 3000
    charge = v1.charges.retrieve(intent.latest_charge.id, {}, options)
    assert (charge.amount_refunded, charge.refunded) == (5000, True)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        v1.refunds.create({"charge": charge.id}, options)
    assert refusal.value.code == "charge_already_refunded"
    assert v1.refunds.retrieve(first.id, {}, options).metadata["refund"] == "1"
    for search in ({"charge": charge.id}, {"payment_intent": intent.id}):
        assert [item.id for item in v1.refunds.list(search, options).data] == [rest.id, first.id]


def test_a_refund_is_booked_without_giving_the_fee_back(simulator: Simulator, account: str) -> None:
    intent = simulator.donate(account, cents=10_000).payment_intent
    v1, options = simulator.client.v1, {"stripe_account": account}
    refund = v1.refunds.create({"payment_intent": intent.id, "expand": ["balance_transaction"]}, options)
    booked = refund.balance_transaction
    assert (booked.type, booked.amount, booked.fee, booked.net) == ("refund", -10_000, 0, -10_000)
    assert booked.source == refund.id
    charged = v1.balance_transactions.list({"source": intent.latest_charge.id}, options).data
    assert [(item.type, item.amount, item.fee, item.net) for item in charged] == [("charge", 10_000, 175, 9825)]
    funds = v1.balance.retrieve({}, options)
    assert funds.available[0].amount + funds.pending[0].amount == -175


def test_a_refund_is_told_by_three_events(simulator: Simulator, account: str) -> None:
    intent = simulator.donate(account).payment_intent
    v1, options = simulator.client.v1, {"stripe_account": account}
    refund = v1.refunds.create({"payment_intent": intent.id}, options)
    events = v1.events.list({"limit": 3}, options).data
    assert [event.type for event in events] == ["refund.updated", "refund.created", "charge.refunded"]
    assert events[1].data.object["id"] == refund.id
    assert events[2].data.object["amount_refunded"] == 5000


def test_concurrent_refunds_together_never_exceed_the_charge(simulator: Simulator, account: str) -> None:
    intent = simulator.donate(account, cents=5000).payment_intent
    v1, options = simulator.client.v1, {"stripe_account": account}
    accepted: list[int] = []

    def refund() -> None:
        try:
            accepted.append(v1.refunds.create({"payment_intent": intent.id, "amount": 2000}, options).amount)
        except stripe.InvalidRequestError as refusal:
            assert "greater than unrefunded" in str(refusal)

    people = [threading.Thread(target=refund) for _ in range(10)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert accepted == [2000, 2000]


def test_what_was_not_paid_cannot_be_refunded(simulator: Simulator, account: str) -> None:
    v1, options = simulator.client.v1, {"stripe_account": account}
    session = simulator.new_session(account)
    simulator.submit(session, "4000000000000002")
    charge = v1.charges.list({}, options).data[0]
    wrong: list[dict[str, Any]] = [
        {"charge": charge.id},
        {"payment_intent": charge.payment_intent},
        {"charge": charge.id, "payment_intent": charge.payment_intent},
        {},
    ]
    for params in wrong:
        with pytest.raises(stripe.InvalidRequestError):
            v1.refunds.create(params, options)
    assert v1.balance_transactions.list({}, options).data == []


def test_balance_transactions_are_filtered_and_read_through_every_page(simulator: Simulator, account: str) -> None:
    v1, options = simulator.client.v1, {"stripe_account": account}
    begin = int(time.time())
    intents = [simulator.donate(account, cents=1000 + number).payment_intent for number in range(5)]
    v1.refunds.create({"payment_intent": intents[0].id}, options)
    pages = v1.balance_transactions.list({"limit": 2}, options)
    assert pages.has_more
    assert [item.amount for item in pages.auto_paging_iter()] == [-1000, 1004, 1003, 1002, 1001, 1000]
    older = v1.balance_transactions.list({"starting_after": pages.data[1].id, "limit": 2}, options)
    assert [item.amount for item in older.data] == [1003, 1002]
    newer = v1.balance_transactions.list({"ending_before": older.data[0].id, "limit": 1}, options)
    assert [item.amount for item in newer.data] == [1004]
    assert len(v1.balance_transactions.list({"type": "refund"}, options).data) == 1
    assert len(v1.balance_transactions.list({"created": {"gte": begin}}, options).data) == 6
    assert v1.balance_transactions.list({"created": {"lt": begin}}, options).data == []
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        v1.balance_transactions.list({"starting_after": "txn_unknown"}, options)
    assert refusal.value.code == "resource_missing"
