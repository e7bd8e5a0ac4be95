"""One try to collect an amount: prepared, opened, read, closed."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.payments import gateway, selectors
from apps.payments.gateway import PaymentFacts
from apps.payments.models import PaymentAttempt
from apps.payments.services.keys import KEY_LIFETIME
from apps.payments.states import ATTEMPT, AttemptKind, AttemptState
from tenants.registry.schema import current_schema


class FactsDisagree(DomainError):
    """What the processor says does not agree with our row: somebody has to look at it."""

    code = "payment_facts_disagree"
    status = 409


def prepare_attempt(
    *, account_pk: int, amount_cents: int, now: datetime, kind: AttemptKind = AttemptKind.CHECKOUT
) -> PaymentAttempt:
    """Write the intent to collect an amount; the caller's transaction commits it before the processor is called."""
    return PaymentAttempt.objects.create(
        kind=kind,
        account_id=account_pk,
        idempotency_key=uuid4(),
        amount_cents=amount_cents,
        request={},
        created_at=now,
    )


def describe_attempt(
    *, attempt: PaymentAttempt, subject: str, title: str, locale: str, email: str, success_url: str, cancel_url: str
) -> None:
    """Store the request of a prepared attempt, so that any retry sends the very same one."""
    metadata = {"tenant": current_schema(), "attempt": str(attempt.pk), "subject": subject}
    attempt.request = {
        "mode": "payment",
        "locale": locale,
        "customer_email": email,
        "client_reference_id": subject,
        "success_url": success_url,
        "cancel_url": cancel_url,
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata, "description": title[:200]},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": "eur",
                    "unit_amount": attempt.amount_cents,
                    "product_data": {"name": title[:200]},
                },
            }
        ],
    }
    attempt.save(update_fields=["request"])


def open_checkout(*, attempt_id: int, now: datetime) -> PaymentAttempt:
    """Ask the processor for the hosted page of an attempt and store its address.

    Safe to repeat: the same key gives the same page. An attempt older than `KEY_LIFETIME` is never sent again: its
    address reached nobody, so nobody can have paid.
    Raises GatewayUncertain, GatewayRefused.
    """
    attempt = selectors.get_attempt(attempt_id)
    if attempt.state != AttemptState.PREPARED:
        return attempt
    if now - attempt.created_at > KEY_LIFETIME:
        return _expire_unsent(attempt_id, now)
    facts = gateway.open_session(attempt.account.account_id, params=attempt.request, key=str(attempt.idempotency_key))
    with transaction.atomic():
        attempt = selectors.lock_attempt(attempt_id)
        if attempt.state == AttemptState.PREPARED:
            attempt.session_id, attempt.session_url = facts.session_id, facts.url
            attempt.state = advance(ATTEMPT, AttemptState(attempt.state), AttemptState.OPEN)
            attempt.save(update_fields=["session_id", "session_url", "state"])
    return attempt


def read_attempt(*, attempt_id: int, now: datetime) -> PaymentFacts | None:
    """Fetch what the processor says of an attempt now; None when it was never told of it and never will be.

    Raises GatewayUncertain, and FactsDisagree when amount, currency or metadata are not ours.
    """
    attempt = open_checkout(attempt_id=attempt_id, now=now)
    if not attempt.session_id:
        return None
    facts = gateway.fetch_session(attempt.account.account_id, attempt.session_id)
    return _agreed(attempt, facts)


def close_attempt(*, attempt_id: int, now: datetime) -> PaymentFacts | None:
    """Close the hosted page of an attempt, then return what the processor says of it; see `read_attempt`."""
    attempt = open_checkout(attempt_id=attempt_id, now=now)
    if not attempt.session_id:
        return None
    facts = gateway.expire_session(attempt.account.account_id, attempt.session_id)
    return _agreed(attempt, facts)


def mark_paid(*, attempt: PaymentAttempt, facts: PaymentFacts, now: datetime) -> None:
    """Store the charge and the fee of a locked attempt that was paid."""
    attempt.state = advance(ATTEMPT, AttemptState(attempt.state), AttemptState.PAID)
    attempt.charge_id, attempt.fee_cents, attempt.settled_at = facts.charge_id, facts.fee_cents, now
    attempt.fingerprint = facts.fingerprint
    attempt.save(update_fields=["state", "charge_id", "fee_cents", "fingerprint", "settled_at"])


def mark_expired(*, attempt: PaymentAttempt, now: datetime) -> None:
    """Say of a locked attempt that nothing was or will be paid on it."""
    attempt.state = advance(ATTEMPT, AttemptState(attempt.state), AttemptState.EXPIRED)
    attempt.settled_at = now
    attempt.save(update_fields=["state", "settled_at"])


def _expire_unsent(attempt_id: int, now: datetime) -> PaymentAttempt:
    with transaction.atomic():
        attempt = selectors.lock_attempt(attempt_id)
        if attempt.state == AttemptState.PREPARED:
            mark_expired(attempt=attempt, now=now)
    return attempt


def _agreed(attempt: PaymentAttempt, facts: PaymentFacts) -> PaymentFacts:
    ours = (attempt.amount_cents, "eur", str(attempt.pk))
    if (facts.amount_cents, facts.currency, facts.attempt) != ours:
        raise FactsDisagree("Il pagamento non corrisponde alla donazione.", attempt=attempt.pk)
    return facts
