"""The published test cards on the hosted page: declines, 3-D Secure both ways, fields that are wrong."""

import pytest
import requests

from tests.local.stripe_simulator_process import Simulator, visible_text

pytest_plugins = ("tests.local.stripe_simulator_fixtures",)

THREE_D_SECURE_CARD = "4000002500003155"


@pytest.mark.parametrize(
    ("number", "codes", "words"),
    [
        ("4000000000000002", ("card_declined", "generic_decline"), "La carta è stata rifiutata"),
        ("4000000000009995", ("card_declined", "insufficient_funds"), "I fondi della carta non bastano"),
        ("4000000000000069", ("expired_card", "expired_card"), "La carta è scaduta"),
    ],
)
def test_a_declined_card_stays_on_the_page_and_moves_no_money(
    simulator: Simulator, account: str, number: str, codes: tuple[str, str], words: str
) -> None:
    session = simulator.new_session(account)
    page = simulator.submit(session, number)
    assert page.status_code == 402
    assert words in visible_text(page)
    intent = simulator.intent_of(account, session.id)
    assert intent.status == "requires_payment_method"
    assert (intent.last_payment_error.code, intent.last_payment_error.decline_code) == codes
    assert (intent.latest_charge.status, intent.latest_charge.balance_transaction) == ("failed", None)
    assert simulator.event_types(account)[-2:] == ["charge.failed", "payment_intent.payment_failed"]
    assert simulator.submit(session).status_code == 303
    assert simulator.intent_of(account, session.id).id == intent.id
    assert len(simulator.client.v1.balance_transactions.list({}, {"stripe_account": account}).data) == 1


def test_three_d_secure_authorised_takes_the_money(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    answer = simulator.submit(session, THREE_D_SECURE_CARD)
    challenge = requests.compat.urljoin(simulator.base, answer.headers["Location"])
    assert simulator.intent_of(account, session.id).status == "requires_action"
    words = visible_text(requests.get(challenge, timeout=10))
    assert "Autorizza" in words
    assert "Rifiuta" in words
    done = requests.post(challenge, data={"answer": "authorise"}, allow_redirects=False, timeout=10)
    assert done.headers["Location"].endswith(session.id)
    intent = simulator.intent_of(account, session.id)
    assert intent.status == "succeeded"
    assert intent.latest_charge.payment_method_details.card.three_d_secure.result == "authenticated"


def test_three_d_secure_refused_leaves_the_session_open(simulator: Simulator, account: str) -> None:
    session = simulator.new_session(account)
    answer = simulator.submit(session, THREE_D_SECURE_CARD)
    challenge = requests.compat.urljoin(simulator.base, answer.headers["Location"])
    page = requests.post(challenge, data={"answer": "refuse"}, allow_redirects=False, timeout=10)
    assert page.status_code == 402
    assert "non è stato autorizzato" in visible_text(page)
    intent = simulator.intent_of(account, session.id)
    assert (intent.status, intent.latest_charge) == ("requires_payment_method", None)
    assert intent.last_payment_error.code == "payment_intent_authentication_failure"
    assert "charge.succeeded" not in simulator.event_types(account)
    assert requests.post(challenge, data={"answer": "authorise"}, timeout=10).status_code == 200
    assert simulator.intent_of(account, session.id).status == "requires_payment_method"
    assert simulator.submit(session).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": "4242424242424241"}, "Il numero della carta non è valido"),
        ({"number": "4111111111111111"}, "solo le carte di prova"),
        ({"number": ""}, "Scriva il numero della carta"),
        ({"expiry": "01/20"}, "La carta è scaduta: controlli mese e anno"),
        ({"expiry": "13/40"}, "Scriva la scadenza"),
        ({"cvc": "1"}, "Scriva le 3 cifre"),
        ({"name": " "}, "Scriva il nome"),
    ],
)
def test_a_wrong_field_is_explained_beside_it(
    simulator: Simulator, account: str, fields: dict[str, str], words: str
) -> None:
    session = simulator.new_session(account)
    page = simulator.submit(session, **{"number": "4242 4242 4242 4242", **fields})
    assert page.status_code == 422
    assert words in visible_text(page)
    assert 'aria-invalid="true"' in page.text
    assert 'value="123"' not in page.text
    assert simulator.event_types(account) == []
