"""What the product relies on at the processor: the same tests at the simulator and, with a key, at Stripe's sandbox."""

from collections.abc import Callable
from typing import Any

import pytest
import stripe

from tests.local import stripe_openapi, stripe_types
from tests.local.stripe_sandbox import Simulated, Till, fresh_key, sandbox
from tests.local.stripe_simulator_process import Simulator

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


@pytest.fixture(params=["simulator", "sandbox"])
def till(request: pytest.FixtureRequest) -> Till:
    """The till of one processor."""
    if request.param == "sandbox":
        return Till(sandbox())
    simulator: Simulator = request.getfixturevalue("simulator")
    return Till(Simulated(simulator, simulator.client, request.getfixturevalue("account")))


def test_a_saved_card_is_charged_away_from_its_owner(till: Till) -> None:
    customer, method = till.customer("pm_card_visa")
    intent = till.charge(customer, method)
    assert (intent.status, intent.amount_received, intent.currency) == ("succeeded", 5000, "eur")
    assert (intent.customer, intent.payment_method, intent.metadata["contract"]) == (customer, method, "1")


def test_every_charge_gets_one_balance_transaction_whose_net_is_amount_less_fee(till: Till) -> None:
    intent = till.charge(*till.customer("pm_card_visa"), cents=4321)
    expand = {"expand": ["balance_transaction"]}
    booked = till.wait(
        lambda: till.v1.charges.retrieve(intent.latest_charge, expand, till.options()).balance_transaction
    )
    assert (booked.type, booked.reporting_category, booked.source) == ("charge", "charge", intent.latest_charge)
    assert booked.net == booked.amount - booked.fee
    assert booked.fee == sum(detail.amount for detail in booked.fee_details) > 0
    listed = till.v1.balance_transactions.list({"source": intent.latest_charge}, till.options()).data
    assert [row.id for row in listed] == [booked.id]


@pytest.mark.parametrize(
    ("method", "code", "decline_code"),
    [
        ("pm_card_chargeCustomerFail", "card_declined", "generic_decline"),
        ("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", None),
        ("pm_card_authenticationRequired", "authentication_required", "authentication_required"),
    ],
)
def test_a_decline_keeps_an_intent_that_can_be_tried_again(
    till: Till, method: str, code: str, decline_code: str | None
) -> None:
    customer = till.v1.customers.create({"email": "contract@example.org"}, till.options()).id
    with pytest.raises(stripe.CardError) as refusal:
        till.charge(customer, method)
    error: Any = refusal.value.error
    assert (refusal.value.http_status, error.code) == (402, code)
    assert decline_code is None or error.decline_code == decline_code
    intent = till.v1.payment_intents.retrieve(error.payment_intent["id"], {}, till.options())
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error.code == code
    assert intent.amount_received == 0


def test_a_key_used_again_answers_the_same_and_refuses_other_parameters(till: Till) -> None:
    customer, method = till.customer("pm_card_visa")
    key = fresh_key()
    first, again = (till.charge(customer, method, key=key) for _ in range(2))
    assert first.id == again.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    with pytest.raises(stripe.IdempotencyError):
        till.charge(customer, method, cents=5001, key=key)


def test_refunds_in_parts_end_where_the_charge_ends(till: Till) -> None:
    charge = till.charge(*till.customer("pm_card_visa")).latest_charge
    part = till.v1.refunds.create({"charge": charge, "amount": 2000}, till.options())
    assert (part.amount, part.charge, part.status) == (2000, charge, "succeeded")
    with pytest.raises(stripe.InvalidRequestError):
        till.v1.refunds.create({"charge": charge, "amount": 3001}, till.options())
    assert till.v1.refunds.create({"charge": charge}, till.options()).amount == 3000
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        till.v1.refunds.create({"charge": charge}, till.options())
    assert refusal.value.code == "charge_already_refunded"


def test_a_refund_that_succeeded_may_fail_and_is_booked_back(till: Till) -> None:
    charge = till.charge(*till.customer("pm_card_refundFail")).latest_charge
    refund = till.v1.refunds.create({"charge": charge}, till.options())
    assert refund.status == "succeeded"
    expand = {"expand": ["failure_balance_transaction"]}

    def failed() -> Any:
        found = till.v1.refunds.retrieve(refund.id, expand, till.options())
        return found if found.status == "failed" else None

    returned = till.wait(failed)
    assert returned.failure_reason
    assert (returned.failure_balance_transaction.type, returned.failure_balance_transaction.amount) == (
        "refund_failure",
        5000,
    )


def test_a_disputed_charge_loses_its_money_and_cannot_be_refunded(till: Till) -> None:
    charge = till.charge(*till.customer("pm_card_createDispute")).latest_charge
    (dispute,) = till.wait(lambda: till.v1.disputes.list({"charge": charge}, till.options()).data)
    assert (dispute.status, dispute.reason, dispute.amount) == ("needs_response", "fraudulent", 5000)
    withdrawn = dispute.balance_transactions[0]
    assert (withdrawn.type, withdrawn.amount) == ("adjustment", -5000)
    assert withdrawn.net == withdrawn.amount - withdrawn.fee
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        till.v1.refunds.create({"charge": charge}, till.options())
    assert refusal.value.code == "charge_disputed"


def test_a_won_dispute_gives_the_amount_back(till: Till) -> None:
    charge = till.charge(*till.customer("pm_card_createDispute")).latest_charge
    (dispute,) = till.wait(lambda: till.v1.disputes.list({"charge": charge}, till.options()).data)
    till.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}}, till.options())

    def won() -> Any:
        found = till.v1.disputes.retrieve(dispute.id, {}, till.options())
        return found if found.status == "won" else None

    assert [row.amount for row in till.wait(won).balance_transactions] == [-5000, 5000]


def test_every_change_is_in_the_list_of_events_between_two_instants(till: Till) -> None:
    intent = till.charge(*till.customer("pm_card_visa"))
    window = {"created": {"gte": intent.created - 5}, "limit": 100, "type": "payment_intent.succeeded"}

    def told() -> list[Any]:
        events = till.v1.events.list(window, till.options()).auto_paging_iter()
        return [event for event in events if event.data.object["id"] == intent.id]

    assert len(till.wait(told)) == 1


def test_an_object_that_is_not_there_is_missing(till: Till) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        till.v1.payment_intents.retrieve("pi_thatdoesnotexist", {}, till.options())
    assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")


@pytest.mark.parametrize("key", ["sk_live_51abc", "rk_live_51abc", "whatever"])
def test_only_a_test_key_reaches_the_sandbox(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("COLLETTA_STRIPE_SANDBOX_KEY", key)
    with pytest.raises(pytest.fail.Exception, match="nothing was sent") as refusal:
        sandbox()
    assert key not in str(refusal.value)


@pytest.fixture
def answers(till: Till) -> list[Any]:
    """Objects of every kind that the product reads, as the processor answers them."""
    v1, options = till.v1, till.options()
    customer, method = till.customer("pm_card_visa")
    intent = till.charge(customer, method)
    till.charge(*till.customer("pm_card_createDispute"))
    refund = v1.refunds.create({"charge": intent.latest_charge}, options)
    page = {"mode": "setup", "currency": "eur", "customer": customer, "success_url": "https://example.org/"}
    session = v1.checkout.sessions.create(page, options)
    till.wait(lambda: v1.disputes.list({"limit": 1}, options).data)
    lists = (v1.charges, v1.balance_transactions, v1.disputes, v1.events, v1.setup_intents)
    single = [intent, refund, session, v1.balance.retrieve({}, options), v1.customers.retrieve(customer, {}, options)]
    single.append(v1.payment_methods.retrieve(method, {}, options))
    return [answer.to_dict() for answer in [*single, *(kind.list({"limit": 20}, options) for kind in lists)]]


@pytest.mark.parametrize("check", [stripe_types.problems, stripe_openapi.problems], ids=["library", "openapi"])
def test_answers_have_the_shape_that_stripe_publishes(
    answers: list[Any], check: Callable[[dict[str, Any]], list[str]]
) -> None:
    assert [found for answer in answers for found in check(answer)] == []
