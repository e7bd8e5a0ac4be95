"""Bad accounts, attempts and refunds, written past the services."""

from typing import Any
from uuid import uuid4

import pytest

from apps.payments.models import ConnectedAccount, PaymentAttempt, Refund
from apps.people import services as people
from apps.people.models import Organisation
from tests.factories.city import NOW
from tests.factories.constraints import refused

pytestmark = pytest.mark.usefixtures("milano")


def body(name: str = "Orti APS") -> Organisation:
    return people.register_organisation(kind="third_sector", name=name, tax_code="", email="", is_demo=True, now=NOW)


def write_account(**fields: Any) -> ConnectedAccount:
    values = {"idempotency_key": uuid4(), "created_at": NOW, "organisation": body(f"Ente {uuid4()}")}
    return ConnectedAccount.objects.create(**{**values, **fields})


def write_attempt(**fields: Any) -> PaymentAttempt:
    values = {"idempotency_key": uuid4(), "amount_cents": 50_00, "request": {}, "created_at": NOW}
    account = {} if "account" in fields else {"account": write_account()}
    return PaymentAttempt.objects.create(**{**values, **account, **fields})


def write_refund(**fields: Any) -> Refund:
    values = {"idempotency_key": uuid4(), "amount_cents": 50_00, "reason": "late", "created_at": NOW}
    attempt = {} if "attempt" in fields else {"attempt": write_attempt()}
    return Refund.objects.create(**{**values, **attempt, **fields})


def test_a_body_has_one_account() -> None:
    first = write_account()
    with refused("connected_account_once_per_organisation"):
        write_account(organisation=first.organisation)


def test_an_account_s_key_and_id_are_its_own() -> None:
    first = write_account(account_id="acct_1")
    with refused("connected_account_key_once"):
        write_account(idempotency_key=first.idempotency_key)
    with refused("connected_account_id_once"):
        write_account(account_id="acct_1")


def test_accounts_that_the_processor_does_not_know_yet_may_be_many() -> None:
    write_account()
    write_account()
    assert ConnectedAccount.objects.count() == 2


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("payment_amount_positive", {"amount_cents": 0}),
        ("payment_fee_within_amount", {"fee_cents": -1}),
        ("payment_fee_within_amount", {"fee_cents": 50_01}),
        ("payment_state_known", {"state": "lost"}),
        ("payment_paid_has_a_charge", {"state": "paid"}),
    ],
)
def test_a_bad_attempt_is_refused_by_name(constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write_attempt(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("payment_attempt_key_once", {"idempotency_key": uuid4()}),
        ("payment_session_once", {"session_id": "cs_1"}),
        ("payment_charge_once", {"charge_id": "ch_1"}),
    ],
)
def test_what_belongs_to_one_attempt_belongs_to_no_other(constraint: str, fields: dict[str, Any]) -> None:
    write_attempt(**fields)
    with refused(constraint):
        write_attempt(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("refund_amount_positive", {"amount_cents": 0}),
        ("refund_state_known", {"state": "lost"}),
        ("refund_succeeded_has_a_proof", {"state": "succeeded"}),
    ],
)
def test_a_bad_refund_is_refused_by_name(constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write_refund(**fields)


def test_a_charge_is_given_back_once() -> None:
    first = write_refund()
    with refused("refund_once_per_attempt"):
        write_refund(attempt=first.attempt)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [("refund_key_once", {"idempotency_key": uuid4()}), ("refund_id_once", {"refund_id": "re_1"})],
)
def test_what_belongs_to_one_refund_belongs_to_no_other(constraint: str, fields: dict[str, Any]) -> None:
    write_refund(**fields)
    with refused(constraint):
        write_refund(**fields)
