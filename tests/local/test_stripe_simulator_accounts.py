"""Connected accounts, onboarding, isolation by account and Stripe's errors, with the real library."""

import sqlite3

import pytest
import requests
import stripe

from tests.local.stripe_simulator_process import Simulator, visible_text

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


def test_a_new_account_cannot_charge_and_keeps_its_settings(simulator: Simulator) -> None:
    account = simulator.new_account(
        type="standard",
        email="ente@example.org",
        metadata={"tenant": "milano"},
        settings={"payouts": {"schedule": {"interval": "manual"}}},
    )
    again = simulator.client.v1.accounts.retrieve(account.id)
    assert not again.charges_enabled
    assert not again.details_submitted
    assert again.requirements.past_due
    assert again.settings.payouts.schedule.interval == "manual"
    assert again.metadata.to_dict() == {"tenant": "milano"}
    assert again.business_profile.name == "Orti di Quartiere APS"


def test_an_account_that_cannot_charge_is_refused_a_checkout(simulator: Simulator) -> None:
    account = simulator.new_account()
    with pytest.raises(stripe.InvalidRequestError, match="cannot currently make charges"):
        simulator.new_session(account.id)


def test_the_onboarding_page_enables_charges_and_tells_it(simulator: Simulator) -> None:
    account = simulator.new_account()
    link = simulator.client.v1.account_links.create(
        {
            "account": account.id,
            "type": "account_onboarding",
            "refresh_url": "http://milano.localhost:8000/ancora",
            "return_url": "http://milano.localhost:8000/fatto",
        }
    )
    page = requests.get(simulator.page(link.url), timeout=10)
    assert "Orti di Quartiere APS" in visible_text(page)
    answer = requests.post(simulator.page(link.url), allow_redirects=False, timeout=10)
    assert answer.headers["Location"] == "http://milano.localhost:8000/fatto"
    ready = simulator.client.v1.accounts.retrieve(account.id)
    assert ready.charges_enabled
    assert ready.details_submitted
    assert ready.requirements.past_due == []
    events = simulator.client.v1.events.list({"type": "account.updated"}, {"stripe_account": account.id})
    assert [event.account for event in events.data] == [account.id]
    assert events.data[0].data.object["charges_enabled"]


def test_an_old_onboarding_link_leads_to_its_refresh_address(simulator: Simulator) -> None:
    account = simulator.new_account()
    link = simulator.client.v1.account_links.create(
        {
            "account": account.id,
            "type": "account_onboarding",
            "refresh_url": "http://milano.localhost:8000/ancora",
            "return_url": "http://milano.localhost:8000/fatto",
        }
    )
    with sqlite3.connect(simulator.state, timeout=10) as db:
        token = link.url.rpartition("/")[2]
        db.execute("UPDATE object SET body = json_set(body, '$.expires_at', 1) WHERE id = ?", (token,))
    answer = requests.post(simulator.page(link.url), allow_redirects=False, timeout=10)
    assert answer.headers["Location"] == "http://milano.localhost:8000/ancora"
    assert not simulator.client.v1.accounts.retrieve(account.id).charges_enabled


def test_an_account_can_be_updated_and_unset_metadata_disappears(simulator: Simulator) -> None:
    account = simulator.new_account(metadata={"tenant": "milano", "old": "1"})
    changed = simulator.client.v1.accounts.update(
        account.id, {"metadata": {"old": ""}, "settings": {"payouts": {"schedule": {"interval": "daily"}}}}
    )
    assert changed.metadata.to_dict() == {"tenant": "milano"}
    assert changed.settings.payouts.schedule.interval == "daily"


def test_every_account_is_listed_through_the_pages_of_the_list(own_simulator: Simulator) -> None:
    created = {own_simulator.new_account().id for _ in range(7)}
    listed = [item.id for item in own_simulator.client.v1.accounts.list({"limit": 3}).auto_paging_iter()]
    assert len(listed) == 7
    assert set(listed) == created


def test_nothing_of_one_account_is_found_by_another(simulator: Simulator, account: str) -> None:
    session = simulator.donate(account)
    intent = session.payment_intent
    charge = intent.latest_charge
    other = {"stripe_account": simulator.onboarded_account()}
    v1 = simulator.client.v1
    events = v1.events.list({}, {"stripe_account": account}).data
    attempts = [
        lambda: v1.checkout.sessions.retrieve(session.id, {}, other),
        lambda: v1.payment_intents.retrieve(intent.id, {}, other),
        lambda: v1.charges.retrieve(charge.id, {}, other),
        lambda: v1.balance_transactions.retrieve(charge.balance_transaction.id, {}, other),
        lambda: v1.events.retrieve(events[0].id, {}, other),
        lambda: v1.refunds.create({"charge": charge.id}, other),
        lambda: v1.charges.retrieve(charge.id),
    ]
    for attempt in attempts:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            attempt()
        assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")
    assert v1.charges.list({"payment_intent": intent.id}, other).data == []
    assert v1.balance_transactions.list({}, other).data == []


def test_an_unknown_account_is_forbidden(simulator: Simulator) -> None:
    with pytest.raises(stripe.PermissionError) as refusal:
        simulator.client.v1.balance.retrieve({}, {"stripe_account": "acct_unknown"})
    assert (refusal.value.http_status, refusal.value.error.code) == (403, "account_invalid")


@pytest.mark.parametrize("key", ["sk_live_abc", "rk_live_abc", "pk_test_abc", "nonsense"])
def test_a_key_that_is_not_a_secret_test_key_is_refused(simulator: Simulator, key: str) -> None:
    client = stripe.StripeClient(key, base_addresses={"api": simulator.base})
    with pytest.raises(stripe.AuthenticationError):
        client.v1.balance.retrieve()


def test_errors_have_the_shape_and_headers_of_stripe(simulator: Simulator) -> None:
    answer = requests.post(f"{simulator.base}/v1/refunds", data={"colour": "red"}, auth=("sk_test_x", ""), timeout=10)
    assert answer.status_code == 400
    assert answer.headers["Request-Id"].startswith("req_")
    error = answer.json()["error"]
    assert (error["type"], error["code"], error["param"]) == ("invalid_request_error", "parameter_unknown", "colour")


def test_an_unknown_endpoint_says_so(simulator: Simulator) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL") as refusal:
        simulator.client.v1.coupons.create({})
    assert refusal.value.http_status == 404


def test_another_version_of_the_api_is_refused(simulator: Simulator) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="Invalid Stripe API version"):
        simulator.client.v1.balance.retrieve({}, {"stripe_version": "2020-08-27"})


def test_a_wrong_nested_parameter_is_named_in_full(simulator: Simulator, account: str) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        simulator.new_session(account, line_items=[{"price_data": {"currency": "eur", "unit_amount": "much"}}])
    assert refusal.value.param == "line_items[0][price_data][product_data]"
