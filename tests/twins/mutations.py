"""The protections of the money path taken away, one at a time, where the product has them; and a test run without.

Each mutation is what a careless change of the code would leave. Owns no test data.
"""

import time
from collections.abc import Callable
from typing import Any

import pytest
import stripe
from django.db import transaction
from stripe._payment_intent_service import PaymentIntentService
from stripe._refund_service import RefundService
from stripe.checkout._session_service import SessionService

from apps.ledger import selectors as ledger
from apps.matching import selectors as matching
from apps.payments import gateway
from apps.payments.gateway import PaymentFacts, RefundFacts

Patch = pytest.MonkeyPatch
Red = (Exception, pytest.fail.Exception)


def turns_red(test: Callable[..., None], *arguments: Any, **named: Any) -> str:
    """Run a test that has to fail now, undo what it wrote, and return why it failed."""
    before = transaction.savepoint()
    try:
        test(*arguments, **named)
    except Red as failure:
        return f"{type(failure).__name__}: {failure}"
    finally:
        transaction.savepoint_rollback(before)
    raise AssertionError(f"{test.__name__} is green without its protection")


def stays_green(test: Callable[..., None], *arguments: Any, **named: Any) -> None:
    """Run a test that has to pass, and undo what it wrote."""
    before = transaction.savepoint()
    try:
        test(*arguments, **named)
    finally:
        transaction.savepoint_rollback(before)


def send_no_key(patch: Patch) -> None:
    """Take the idempotency key out of every request that moves money: the library then makes a new one each time."""
    for service in (SessionService, PaymentIntentService, RefundService):
        _without_key(patch, service)


def _without_key(patch: Patch, service: Any) -> None:
    create = service.create

    def keyless(self: Any, params: Any = None, options: Any = None) -> Any:
        options = {name: value for name, value in (options or {}).items() if name != "idempotency_key"}
        return create(self, params, options)

    patch.setattr(service, "create", keyless)


def lock_no_pool(patch: Patch, dwell_seconds: float = 0.05) -> None:
    """Read what is free in a pool without locking it, and take a moment before acting on it, as a busy worker does."""

    def read_pool(call_id: int) -> int:
        code = f"pool:{call_id}"
        free_cents = ledger.balances([code])[code].available_cents
        time.sleep(dwell_seconds)
        return free_cents

    patch.setattr(matching, "lock_pool", read_pool)


def check_no_signature(patch: Patch) -> None:
    """Take whatever is posted to the webhook for signed."""
    patch.setattr(stripe.WebhookSignature, "verify_header", classmethod(lambda cls, *_, **__: True))


def believe_the_event(patch: Patch, event: dict[str, Any]) -> None:
    """Take what an event says of a payment at that moment, instead of fetching it again."""

    def as_said(account_id: str, session_id: str) -> PaymentFacts:
        said = event["data"]["object"]
        return PaymentFacts(
            session_id=session_id,
            url="",
            state="paid" if said["payment_status"] == "paid" else said["status"],
            attempt=said["metadata"]["attempt"],
            amount_cents=said["amount_total"],
            currency=said["currency"],
            charge_id=f"of {said['payment_intent']}",
            fee_cents=0,
        )

    patch.setattr(gateway, "fetch_session", as_said)


def believe_the_first_word(patch: Patch) -> None:
    """Keep of a refund what the processor said when it was asked for, instead of fetching it again."""
    create, told = gateway.create_refund, {}

    def remember(*arguments: Any, **named: Any) -> RefundFacts:
        facts = create(*arguments, **named)
        told[facts.refund_id] = facts
        return facts

    patch.setattr(gateway, "create_refund", remember)
    patch.setattr(gateway, "fetch_refund", lambda account_id, refund_id: told[refund_id])
