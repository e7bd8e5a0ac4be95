"""The simulator's pages in a browser: axe finds nothing, nothing scrolls sideways, nothing is asked of strangers."""

from typing import Any

import pytest
import requests
from playwright.sync_api import Browser

from tests.browser.look import Looker
from tests.local.stripe_simulator_process import Simulator

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_desk_and_hosted_pages_are_accessible(own_simulator: Simulator, browser: Browser, width: int) -> None:
    simulator = own_simulator
    account = simulator.onboarded_account()
    charge = simulator.donate(account).payment_intent.latest_charge
    simulator.control("act", action="dispute.open", charge=charge.id)
    options: Any = {"stripe_account": account}
    simulator.client.v1.refunds.create({"charge": simulator.donate(account).payment_intent.latest_charge.id}, options)
    simulator.control("plan", seed=1, rates={"forged": 1.0})
    simulator.donate(account)
    setup: Any = {"mode": "setup", "currency": "eur", "success_url": "http://milano.localhost:8000/"}
    saving = simulator.client.v1.checkout.sessions.create(setup, options)
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="it-IT")
    looker = Looker(context.new_page())
    base = f"http://localhost:{simulator.port}"
    for address in (f"{base}/_simulator/?fatto=Prova", saving.url, simulator.new_session(account).url):
        looker.look(address)
    looker.page.get_by_role("button", name="Paga").click()
    looker.page.wait_for_selector("[role=alert]")
    looker.look_again()
    waiting = simulator.new_session(account)
    requests.post(
        simulator.page(waiting.url),
        data={"number": "4000002760003184", "expiry": "04/40", "cvc": "123", "name": "Ada"},
        timeout=10,
    )
    looker.look(f"{waiting.url}/autorizza")
    context.close()
    assert [wrong for wrong in looker.wrong if "422" not in wrong] == []
