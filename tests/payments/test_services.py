"""Accounts, attempts and refunds against the simulator: intents first, facts that must agree, isolation by account."""

from datetime import timedelta

import pytest
from django_tenants.utils import tenant_context

from apps.payments import gateway, selectors
from apps.payments import services as payments
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.payments.models import ConnectedAccount, PaymentAttempt, Refund
from apps.payments.services import FactsDisagree
from apps.payments.states import AttemptState, RefundState
from apps.people import services as people
from tenants.registry import selectors as registry
from tests.factories import city as milan
from tests.factories.city import NOW
from tests.harness.stripe import StripeSimulator

pytestmark = pytest.mark.usefixtures("milano")


def attempt_of(account: ConnectedAccount, cents: int = 50_00) -> PaymentAttempt:
    attempt = payments.prepare_attempt(account_pk=account.pk, amount_cents=cents, now=NOW)
    payments.describe_attempt(
        attempt=attempt,
        subject="donation:1",
        title="Donazione",
        locale="it",
        email="ada@example.org",
        success_url="http://milano.localhost/si/",
        cancel_url="http://milano.localhost/no/",
    )
    return attempt


def paid_attempt(account: ConnectedAccount, simulator: StripeSimulator) -> PaymentAttempt:
    attempt = payments.open_checkout(attempt_id=attempt_of(account).pk, now=NOW)
    simulator.pay(attempt.session_url)
    facts = payments.read_attempt(attempt_id=attempt.pk, now=NOW)
    assert facts is not None
    payments.mark_paid(attempt=attempt, facts=facts, now=NOW)
    return attempt


@pytest.fixture
def account(milano: object, stripe_simulator: StripeSimulator) -> ConnectedAccount:
    return milan.add_account(stripe_simulator)


def test_a_body_that_is_connected_twice_has_one_account_routed_to_its_city(stripe_simulator: StripeSimulator) -> None:
    body = people.register_organisation(
        kind="third_sector", name="Orti APS", tax_code="", email="orti@example.org", is_demo=True, now=NOW
    )
    first = payments.connect_organisation(organisation_id=body.pk, now=NOW)
    second = payments.connect_organisation(organisation_id=body.pk, now=NOW)
    assert first.account_id == second.account_id
    assert registry.schema_of_account(first.account_id) == "c_milano"
    assert not first.charges_enabled


def test_an_account_whose_answer_was_lost_is_the_same_at_the_next_try(stripe_simulator: StripeSimulator) -> None:
    body = people.register_organisation(
        kind="third_sector", name="Orti APS", tax_code="", email="orti@example.org", is_demo=True, now=NOW
    )
    stripe_simulator.fail("drop_answer", "/v1/accounts")
    with pytest.raises(GatewayUncertain):
        payments.connect_organisation(organisation_id=body.pk, now=NOW)
    key = ConnectedAccount.objects.get().idempotency_key
    account = payments.connect_organisation(organisation_id=body.pk, now=NOW)
    assert account.idempotency_key == key
    assert account.account_id.startswith("acct_")


def test_an_account_can_charge_after_its_onboarding(account: ConnectedAccount) -> None:
    assert account.charges_enabled
    assert account.details_submitted


def test_a_hosted_page_is_opened_once_and_kept(account: ConnectedAccount) -> None:
    attempt = attempt_of(account)
    pages = {payments.open_checkout(attempt_id=attempt.pk, now=NOW).session_url for _ in range(2)}
    assert len(pages) == 1
    assert selectors.get_attempt(attempt.pk).state == AttemptState.OPEN


def test_the_processor_knows_of_an_attempt_only_what_it_must(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    attempt = payments.open_checkout(attempt_id=attempt_of(account).pk, now=NOW)
    session = stripe_simulator.client.v1.checkout.sessions.retrieve(
        attempt.session_id, {}, {"stripe_account": account.account_id}
    )
    assert session.to_dict()["metadata"] == {"tenant": "c_milano", "attempt": str(attempt.pk), "subject": "donation:1"}
    assert session.amount_total == 50_00


@pytest.mark.parametrize("change", [{"amount_cents": 50_01}, {"session_id": "other"}], ids=["amount", "another page"])
def test_facts_that_are_not_ours_are_refused(
    account: ConnectedAccount, stripe_simulator: StripeSimulator, change: dict[str, object]
) -> None:
    attempt = payments.open_checkout(attempt_id=attempt_of(account).pk, now=NOW)
    if "session_id" in change:
        change = {"session_id": payments.open_checkout(attempt_id=attempt_of(account).pk, now=NOW).session_id}
        PaymentAttempt.objects.exclude(pk=attempt.pk).update(session_id="")
    PaymentAttempt.objects.filter(pk=attempt.pk).update(**change)
    with pytest.raises(FactsDisagree):
        payments.read_attempt(attempt_id=attempt.pk, now=NOW)


def test_a_page_that_is_closed_cannot_be_paid(account: ConnectedAccount, stripe_simulator: StripeSimulator) -> None:
    attempt = payments.open_checkout(attempt_id=attempt_of(account).pk, now=NOW)
    facts = payments.close_attempt(attempt_id=attempt.pk, now=NOW)
    assert facts is not None
    assert facts.state == "expired"
    assert stripe_simulator.pay(attempt.session_url) != 303


def test_closing_a_page_that_was_paid_tells_that_it_was(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    attempt = payments.open_checkout(attempt_id=attempt_of(account).pk, now=NOW)
    stripe_simulator.pay(attempt.session_url)
    facts = payments.close_attempt(attempt_id=attempt.pk, now=NOW)
    assert facts is not None
    assert (facts.state, facts.amount_cents, facts.fee_cents) == ("paid", 50_00, 1_00)


@pytest.mark.parametrize("kind", ["error_500", "error_429", "drop_answer"])
def test_no_answer_is_not_a_failure(account: ConnectedAccount, stripe_simulator: StripeSimulator, kind: str) -> None:
    attempt = attempt_of(account)
    stripe_simulator.fail(kind, "/v1/checkout/sessions")
    with pytest.raises(GatewayUncertain):
        payments.open_checkout(attempt_id=attempt.pk, now=NOW)
    assert selectors.get_attempt(attempt.pk).state == AttemptState.PREPARED
    assert payments.open_checkout(attempt_id=attempt.pk, now=NOW).state == AttemptState.OPEN


def test_one_account_never_sees_the_payments_of_another(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    attempt = payments.open_checkout(attempt_id=attempt_of(account).pk, now=NOW)
    other = milan.add_account(stripe_simulator)
    with pytest.raises(GatewayRefused):
        gateway.fetch_session(other.account_id, attempt.session_id)


def test_a_refund_gives_the_charge_back_and_keeps_its_proof(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    attempt = paid_attempt(account, stripe_simulator)
    refund = payments.prepare_refund(attempt=attempt, reason="late", now=NOW)
    facts = payments.ask_refund(refund_id=refund.pk, now=NOW)
    again = payments.ask_refund(refund_id=refund.pk, now=NOW)
    assert facts == again
    refund = selectors.lock_refund(refund.pk)
    payments.settle_refund(refund=refund, facts=facts, now=NOW)
    assert (refund.state, refund.refund_id) == (RefundState.SUCCEEDED, facts.refund_id)


def test_an_old_refund_intent_is_looked_up_before_it_is_sent(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    attempt = paid_attempt(account, stripe_simulator)
    refund = payments.prepare_refund(attempt=attempt, reason="late", now=NOW)
    stripe_simulator.fail("drop_answer", "/v1/refunds")
    with pytest.raises(GatewayUncertain):
        payments.ask_refund(refund_id=refund.pk, now=NOW)
    Refund.objects.update(idempotency_key="00000000-0000-4000-8000-000000000000")
    facts = payments.ask_refund(refund_id=refund.pk, now=NOW + timedelta(hours=24))
    assert facts.amount_cents == 50_00


def test_every_movement_of_an_account_can_be_listed(
    account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    attempt = paid_attempt(account, stripe_simulator)
    refund = payments.prepare_refund(attempt=attempt, reason="late", now=NOW)
    facts = payments.ask_refund(refund_id=refund.pk, now=NOW)
    movements = [
        (each.kind, each.source, each.amount_cents, each.fee_cents)
        for each in gateway.list_balance_movements(account.account_id)
    ]
    assert sorted(movements) == [
        ("charge", attempt.charge_id, 50_00, 1_00),
        ("refund", facts.refund_id, -50_00, 0),
    ]


def test_an_account_of_one_city_is_unknown_in_another(account: ConnectedAccount, city: object) -> None:
    with tenant_context(city("venezia")), pytest.raises(ConnectedAccount.DoesNotExist):  # type: ignore[operator]
        payments.refresh_account(account_id=account.account_id, now=NOW)
