"""The process: state over restarts and kills, the refusal of live keys, the way it ends."""

import ast
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import requests
import stripe

from colletta.local import stripe_simulator
from colletta.local.stripe_simulator.events import API_VERSION
from tests.local.stripe_simulator_process import Endpoint, Simulator, wait_until

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)


def test_the_simulator_speaks_the_version_of_the_pinned_library() -> None:
    assert stripe.api_version == API_VERSION


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_everything_is_there_after_a_restart(own_simulator: Simulator, endpoint: Endpoint, number: int) -> None:
    own_simulator.control("webhooks/pause")
    account = own_simulator.onboarded_account()
    session = own_simulator.donate(account)
    options = {"stripe_account": account, "idempotency_key": "refund-1"}
    params = {"payment_intent": session.payment_intent.id}
    refund = own_simulator.client.v1.refunds.create(params, options)
    own_simulator.end(number)
    own_simulator.start()
    again = own_simulator.client.v1.checkout.sessions.retrieve(session.id, {}, {"stripe_account": account})
    assert again.status == "complete"
    replayed = own_simulator.client.v1.refunds.create(params, options)
    assert replayed.id == refund.id
    assert replayed.last_response.headers["Idempotent-Replayed"] == "true"
    assert own_simulator.deliveries()["counts"]["pending"] == 8
    own_simulator.control("webhooks/resume")
    wait_until(lambda: "refund.created" in endpoint.types())


def test_a_kill_in_the_middle_of_donations_loses_none_that_was_answered(own_simulator: Simulator) -> None:
    account = own_simulator.onboarded_account()
    answered: list[str] = []

    def donate_until_the_end() -> None:
        while True:
            try:
                answered.append(own_simulator.donate(account).payment_intent.latest_charge.id)
            except (requests.RequestException, stripe.APIConnectionError):
                return

    people = [threading.Thread(target=donate_until_the_end) for _ in range(3)]
    for person in people:
        person.start()
    wait_until(lambda: len(answered) >= 20)
    own_simulator.end(signal.SIGKILL)
    for person in people:
        person.join()
    own_simulator.start()
    v1, options = own_simulator.client.v1, {"stripe_account": account}
    charges = list(v1.charges.list({"limit": 100}, options).auto_paging_iter())
    assert set(answered) <= {charge.id for charge in charges}
    booked = list(v1.balance_transactions.list({"limit": 100}, options).auto_paging_iter())
    assert {item.source for item in booked} == {charge.id for charge in charges}
    told = list(v1.events.list({"limit": 100, "type": "charge.succeeded"}, options).auto_paging_iter())
    assert {event.data.object["id"] for event in told} == {charge.id for charge in charges}


@pytest.mark.parametrize("value", ["sk_live_abc", "whatever,rk_live_abc"])
def test_it_refuses_to_run_beside_a_live_key(tmp_path: Path, value: str) -> None:
    environment = {**os.environ, "STRIPE_SECRET_KEY": value}
    command = Simulator(tmp_path, "http://127.0.0.1:9/").command()
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=20, check=False)
    assert ended.returncode == 2
    assert "STRIPE_SECRET_KEY" in ended.stderr
    assert value not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_module_of_it_imports_django_or_the_product() -> None:
    allowed = {"colletta", "flask", "werkzeug", *sys.stdlib_module_names}
    for source in Path(stripe_simulator.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name.partition(".")[0] in allowed, source
                assert name.partition(".")[0] != "colletta" or name.startswith("colletta.local.stripe_simulator"), (
                    source
                )
