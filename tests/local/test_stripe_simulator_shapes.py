"""Everything that the simulator says, lists and events included, has the shape that Stripe publishes."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
import stripe

from tests.local import stripe_openapi, stripe_types
from tests.local.stripe_simulator_process import Simulator

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

KINDS = (
    "balance_transactions",
    "charges",
    "checkout/sessions",
    "customers",
    "disputes",
    "events",
    "payment_intents",
    "payouts",
    "refunds",
    "setup_intents",
)
CARDS = (
    "4242424242424242",
    "4000000000000002",
    "4000000000000077",
    "4000000000000259",
    "4000000000001976",
    "4000000000005126",
    "4000000000007726",
    "4000002500003155",
)
Check = Callable[[dict[str, Any]], list[str]]


@pytest.fixture(scope="module")
def said(simulator: Simulator) -> list[dict[str, Any]]:
    """Every list of one account to which everything has happened, without a part of the library in between."""
    account = simulator.onboarded_account()
    _live(simulator, account)
    lists = [_get(simulator, f"/v1/{kind}?limit=100", account) for kind in KINDS]
    assert all(body["data"] for body in lists)
    return [*lists, _get(simulator, "/v1/balance", account), _get(simulator, "/v1/accounts", "")]


@pytest.mark.parametrize("check", [stripe_types.problems, stripe_openapi.problems], ids=["library", "openapi"])
def test_everything_said_has_the_published_shape(said: list[dict[str, Any]], check: Check) -> None:
    assert [found for body in said for found in check(body)] == []


@pytest.mark.parametrize("check", [stripe_types.problems, stripe_openapi.problems], ids=["library", "openapi"])
@pytest.mark.parametrize(
    ("change", "words"),
    [({"amount": "5000"}, "5000"), ({"id": None}, "id"), ({"created": ...}, "created")],
)
def test_the_checks_notice_what_is_wrong(
    said: list[dict[str, Any]], check: Check, change: dict[str, Any], words: str
) -> None:
    refund = next(body["data"][0] for body in said if body.get("url") == "/v1/refunds")
    wrong = {name: value for name, value in {**refund, **change}.items() if value is not ...}
    found = check(wrong)
    assert len(found) == 1
    assert words in found[0]


def test_the_library_check_notices_fields_and_words_that_do_not_exist(said: list[dict[str, Any]]) -> None:
    session = next(body["data"][0] for body in said if body.get("url") == "/v1/checkout/sessions")
    assert stripe_types.problems(session) == []
    assert "colour" in stripe_types.problems({**session, "colour": "red"})[0]
    assert "finished" in stripe_types.problems({**session, "status": "finished"})[0]


def _live(simulator: Simulator, account: str) -> None:
    """Make everything happen once."""
    v1, options = simulator.client.v1, {"stripe_account": account}
    for number in CARDS:
        session = simulator.new_session(account)
        answer = simulator.submit(session, number)
        if answer.headers.get("Location", "").startswith("/pay/"):
            challenge = simulator.base + answer.headers["Location"]
            requests.post(challenge, data={"answer": "authorise"}, allow_redirects=False, timeout=10)
        if number in ("4000000000005126", "4000000000007726"):
            v1.refunds.create({"payment_intent": simulator.intent_of(account, session.id).id}, options)
    simulator.control("later/hurry")
    customer = v1.customers.create({"email": "ada@example.org"}, options)
    saving: Any = {"customer": customer.id, "confirm": True, "return_url": "http://milano.localhost:8000/"}
    v1.setup_intents.create({**saving, "payment_method": "pm_card_authenticationRequired"}, options)
    with pytest.raises(stripe.CardError):
        v1.setup_intents.create({**saving, "payment_method": "pm_card_visa_chargeDeclined"}, options)
    page: Any = {"mode": "setup", "currency": "eur", "customer": customer.id, "success_url": "http://localhost:8000/"}
    simulator.submit(v1.checkout.sessions.create(page, options))
    v1.checkout.sessions.expire(v1.checkout.sessions.create(page, options).id, {}, options)
    payout = v1.payouts.create({"amount": 100, "currency": "eur"}, options)
    won, lost = v1.disputes.list({}, options).data
    simulator.control("act", action="dispute.escalate", dispute=won.id)
    simulator.control("act", action="dispute.close", dispute=won.id, outcome="won")
    simulator.control("act", action="dispute.close", dispute=lost.id, outcome="lost")
    simulator.control("act", action="payout.fail", payout=payout.id)
    simulator.control("act", action="account.past_due", account=account)


def _get(simulator: Simulator, path: str, account: str) -> dict[str, Any]:
    headers = {"Authorization": "Bearer sk_test_tests", **({"Stripe-Account": account} if account else {})}
    body: dict[str, Any] = requests.get(simulator.base + path, headers=headers, timeout=10).json()
    return body
