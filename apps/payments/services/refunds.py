"""A charge given back: prepared, asked for, settled."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.kernel.states import advance
from apps.payments import gateway, selectors
from apps.payments.gateway import GatewayRefused, RefundFacts
from apps.payments.models import PaymentAttempt, Refund
from apps.payments.services.keys import KEY_LIFETIME
from apps.payments.states import REFUND, RefundState
from tenants.registry.schema import current_schema


def prepare_refund(*, attempt: PaymentAttempt, reason: str, now: datetime) -> Refund:
    """Write the intent to give a whole charge back; once per attempt, by constraint."""
    return prepare_refunds(attempts=[attempt], reason=reason, now=now)[0]


def prepare_refunds(*, attempts: Sequence[PaymentAttempt], reason: str, now: datetime) -> list[Refund]:
    """Write the intents to give whole charges back, in one statement; once per attempt, by constraint."""
    return Refund.objects.bulk_create(
        Refund(
            attempt=attempt, idempotency_key=uuid4(), amount_cents=attempt.amount_cents, reason=reason, created_at=now
        )
        for attempt in attempts
    )


def ask_refund(*, refund_id: int, now: datetime) -> RefundFacts:
    """Ask the processor for a prepared refund, or read one that it knows.

    An intent older than `KEY_LIFETIME` is looked up by its charge first: its key may have been forgotten. A charge
    that somebody gave back whole in the processor's own console is found too.
    Raises GatewayUncertain, GatewayRefused.
    """
    refund = selectors.get_refund(refund_id)
    account_id = refund.attempt.account.account_id
    if refund.refund_id:
        return gateway.fetch_refund(account_id, refund.refund_id)
    known = _find(refund) if now - refund.created_at > KEY_LIFETIME else None
    facts = known or _send(refund)
    with transaction.atomic():
        refund = selectors.lock_refund(refund_id)
        if refund.state == RefundState.PREPARED:
            refund.refund_id = facts.refund_id
            refund.state = advance(REFUND, RefundState(refund.state), RefundState.PENDING)
            refund.save(update_fields=["refund_id", "state"])
    return facts


def settle_refund(*, refund: Refund, facts: RefundFacts, now: datetime) -> None:
    """Store the definite outcome of a locked refund; a failure may follow a success."""
    refund.state = advance(REFUND, RefundState(refund.state), RefundState(facts.state))
    refund.failure, refund.settled_at = facts.failure, now
    refund.save(update_fields=["state", "failure", "settled_at"])


def cancel_refund(*, refund: Refund, now: datetime) -> None:
    """Say of a locked refund that was never sent that nothing is owed any more."""
    refund.state = advance(REFUND, RefundState(refund.state), RefundState.CANCELLED)
    refund.settled_at = now
    refund.save(update_fields=["state", "settled_at"])


def _send(refund: Refund) -> RefundFacts:
    try:
        return gateway.create_refund(
            refund.attempt.account.account_id,
            charge_id=refund.attempt.charge_id,
            amount_cents=refund.amount_cents,
            key=str(refund.idempotency_key),
            metadata=_metadata(refund),
        )
    except GatewayRefused:
        given_back_elsewhere = _find(refund)
        if given_back_elsewhere is None:
            raise
        return given_back_elsewhere


def _find(refund: Refund) -> RefundFacts | None:
    return gateway.find_refund(
        refund.attempt.account.account_id,
        refund.attempt.charge_id,
        amount_cents=refund.amount_cents,
        metadata=_metadata(refund),
    )


def _metadata(refund: Refund) -> dict[str, str]:
    return {"tenant": current_schema(), "refund": str(refund.pk)}
