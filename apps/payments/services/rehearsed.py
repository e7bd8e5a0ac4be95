"""What the processor and the banks would say, made up for a rehearsal: refused in every other schema.

Nothing here speaks to anybody; the rows are those that the real answers leave.
"""

from datetime import datetime
from uuid import uuid4

from apps.payments import selectors
from apps.payments.gateway import PaymentFacts, RefundFacts
from apps.payments.models import ConnectedAccount, PaymentAttempt
from tenants.registry.schema import require_rehearsal


def make_up_account(*, organisation_id: int, now: datetime) -> ConnectedAccount:
    """Give a body an account that can charge, as if the processor had opened it."""
    require_rehearsal()
    return ConnectedAccount.objects.create(
        organisation_id=organisation_id,
        idempotency_key=uuid4(),
        account_id=f"acct_rehearsal_{organisation_id}",
        charges_enabled=True,
        details_submitted=True,
        refreshed_at=now,
        created_at=now,
    )


def make_up_attempt(*, account_pk: int, amount_cents: int, now: datetime) -> PaymentAttempt:
    """Write a try to collect an amount that nobody is told of."""
    require_rehearsal()
    return PaymentAttempt.objects.create(
        account_id=account_pk,
        idempotency_key=uuid4(),
        amount_cents=amount_cents,
        request={},
        created_at=now,
    )


def make_up_payment(*, attempt: PaymentAttempt, fee_cents: int) -> PaymentFacts:
    """Say that an attempt was paid, and what it cost."""
    require_rehearsal()
    return PaymentFacts(
        session_id="",
        url="",
        state="paid",
        attempt=str(attempt.pk),
        amount_cents=attempt.amount_cents,
        currency="eur",
        charge_id=f"ch_rehearsal_{attempt.pk}",
        fee_cents=fee_cents,
    )


def make_up_refund(*, refund_id: int) -> RefundFacts:
    """Say that a refund which is owed has arrived."""
    require_rehearsal()
    refund = selectors.get_refund(refund_id)
    refund.refund_id = f"re_rehearsal_{refund_id}"
    refund.save(update_fields=["refund_id"])
    return RefundFacts(refund.refund_id, "succeeded", refund.amount_cents, "")
