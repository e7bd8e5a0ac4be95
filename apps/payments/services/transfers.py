"""What is particular to an attempt that is paid by bank transfer: another amount may come, and a match be undone."""

from apps.kernel.states import advance
from apps.payments.models import PaymentAttempt
from apps.payments.states import ATTEMPT, AttemptKind, AttemptState


def set_transfer_amount(*, attempt: PaymentAttempt, amount_cents: int) -> None:
    """Let a locked attempt that is not paid be for what arrived, in cents."""
    if attempt.kind != AttemptKind.TRANSFER or attempt.state == AttemptState.PAID:
        raise ValueError("only a transfer that is not paid may be for another amount")
    attempt.amount_cents = amount_cents
    attempt.save(update_fields=["amount_cents"])


def take_back_transfer(*, attempt: PaymentAttempt, amount_cents: int) -> None:
    """Say of a locked, paid transfer that its money was another's; the amount is again what was announced, in cents."""
    if attempt.kind != AttemptKind.TRANSFER:
        raise ValueError("only a transfer is ever unmatched")
    attempt.state = advance(ATTEMPT, AttemptState(attempt.state), AttemptState.PREPARED)
    attempt.amount_cents, attempt.charge_id, attempt.settled_at = amount_cents, "", None
    attempt.save(update_fields=["state", "amount_cents", "charge_id", "settled_at"])
