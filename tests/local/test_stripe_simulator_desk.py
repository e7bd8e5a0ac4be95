"""The page at `/_simulator/`: what it shows, what its buttons do, and that it needs no script."""

import re

import pytest
import requests
from playwright.sync_api import Browser

from tests.local.stripe_simulator_process import Simulator, visible_text

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


def desk(simulator: Simulator) -> requests.Response:
    return requests.get(f"{simulator.base}/_simulator/", timeout=10)


def press(simulator: Simulator, action: str, **form: str) -> requests.Response:
    return requests.post(f"{simulator.base}/_simulator/azioni/{action}", data=form, timeout=10)


def test_an_empty_desk_says_so_without_scripts(own_simulator: Simulator) -> None:
    page = desk(own_simulator)
    assert page.status_code == 200
    assert visible_text(page).count("Ancora niente.") == 6
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_every_field_has_a_label_and_every_button_a_name_of_its_own(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    own_simulator.donate(account)
    own_simulator.donate(account)
    page = desk(own_simulator).text
    fields = re.findall(r'<(?:input|select) id="([^"]+)"', page)
    assert len(fields) >= 16
    assert all(f'<label for="{field}">' in page for field in fields)
    assert page.count('<th scope="col">') == 13
    charges = page[page.index('id="pagamenti"') : page.index('id="rimborsi"')]
    names = re.findall(r"<button[^>]*>(.*?)</button>", charges)
    assert len(names) == len(set(names)) == 4


def test_the_desk_disputes_refuses_refunds_and_suspends(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    v1, options = own_simulator.client.v1, {"stripe_account": account}
    charge = own_simulator.donate(account).payment_intent.latest_charge
    words = visible_text(press(own_simulator, "dispute.open", charge=charge.id, words="Contesta: 50,00 €"))
    assert "Contesta: 50,00 €: fatto." in words
    assert "aperta: attende risposta" in words
    (dispute,) = v1.disputes.list({}, options).data
    assert "vinta" in visible_text(press(own_simulator, "dispute.close", dispute=dispute.id, outcome="won"))
    refund = v1.refunds.create({"charge": charge.id}, options)
    assert "fallito" in visible_text(press(own_simulator, "refund.fail", refund=refund.id))
    assert "sospeso: documenti scaduti" in visible_text(press(own_simulator, "account.past_due", account=account))
    assert not v1.accounts.retrieve(account).charges_enabled
    press(own_simulator, "account.restore", account=account)
    own_simulator.donate(account)
    press(own_simulator, "balance.release", account=account)
    assert "Fai fallire" in visible_text(press(own_simulator, "payout.create", account=account))


@pytest.mark.browser
def test_a_button_of_the_desk_works_in_a_browser(own_simulator: Simulator, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{own_simulator.base}/_simulator/")
    page.get_by_role("button", name="Sospendi le consegne").click()
    page.get_by_text("Ora sono sospese.").wait_for()
    page.close()


def test_the_desk_pauses_and_sends_webhooks_again(own_simulator: Simulator) -> None:
    assert "Ora sono sospese." in visible_text(press(own_simulator, "webhooks.pause"))
    account = own_simulator.onboarded_account()
    assert own_simulator.deliveries()["counts"]["pending"] == 1
    (event,) = own_simulator.client.v1.events.list({}, {"stripe_account": account}).data
    press(own_simulator, "webhooks.redeliver", event=event.id)
    assert own_simulator.deliveries()["counts"]["pending"] == 2
    assert "Ora sono sospese." not in visible_text(press(own_simulator, "webhooks.resume"))


def test_the_desk_asks_for_faults_and_for_a_plan(own_simulator: Simulator) -> None:
    base = f"{own_simulator.base}/_simulator"
    form = {"kind": "drop_answer", "path": "/v1/refunds", "count": "2"}
    words = visible_text(requests.post(f"{base}/guasti", data=form, timeout=10))
    assert "Risposte perse dopo la scrittura: ancora 2" in words
    words = visible_text(requests.post(f"{base}/piano", data={"seed": "7", "forged": "25"}, timeout=10))
    assert "In corso, seme 7" in words
    assert requests.get(f"{base}/plan", timeout=10).json()["plan"]["rates"]["forged"] == 0.25
    words = visible_text(requests.post(f"{base}/piano", data={"seed": "7", "stop": "1"}, timeout=10))
    assert "Nessun piano in corso." in words


def test_a_wrong_action_is_explained_and_a_foreign_page_refused(own_simulator: Simulator) -> None:
    wrong = press(own_simulator, "dispute.open", charge="ch_nobody")
    assert wrong.status_code == 422
    assert "Non si può fare" in visible_text(wrong)
    foreign = requests.post(
        f"{own_simulator.base}/_simulator/azioni/webhooks.pause",
        headers={"Origin": "http://elsewhere.example"},
        timeout=10,
    )
    assert foreign.status_code == 403
    assert not own_simulator.control("webhooks/options")["paused"]
