"""Reads and locks of accounts, attempts and refunds in the current city."""

from apps.payments.models import ConnectedAccount, PaymentAttempt, Refund
from apps.payments.states import AT_THE_PROCESSOR, AttemptKind, RefundState


def get_account(account_pk: int) -> ConnectedAccount:
    """Return a connected account; raises ConnectedAccount.DoesNotExist."""
    return ConnectedAccount.objects.get(pk=account_pk)


def get_account_by_id(account_id: str) -> ConnectedAccount:
    """Return the connected account with the processor's id; raises ConnectedAccount.DoesNotExist."""
    return ConnectedAccount.objects.get(account_id=account_id)


def list_accounts() -> list[ConnectedAccount]:
    """Return the connected accounts of the city that the processor knows."""
    return list(ConnectedAccount.objects.exclude(account_id="").order_by("pk"))


def get_attempt(attempt_id: int) -> PaymentAttempt:
    """Return an attempt with its account; raises PaymentAttempt.DoesNotExist."""
    return PaymentAttempt.objects.select_related("account").get(pk=attempt_id)


def lock_attempt(attempt_id: int) -> PaymentAttempt:
    """Lock an attempt for the rest of the transaction and return it with its account."""
    attempts = PaymentAttempt.objects.select_related("account").select_for_update(no_key=True, of=("self",))
    return attempts.get(pk=attempt_id)


def get_refund(refund_id: int) -> Refund:
    """Return a refund with its attempt and account; raises Refund.DoesNotExist."""
    return Refund.objects.select_related("attempt__account").get(pk=refund_id)


def get_refund_of(attempt_id: int) -> Refund | None:
    """Return the refund of an attempt, or None."""
    return Refund.objects.filter(attempt_id=attempt_id).first()


def lock_refund(refund_id: int) -> Refund:
    """Lock a refund for the rest of the transaction."""
    return Refund.objects.select_for_update(no_key=True).get(pk=refund_id)


def list_failed_refunds() -> list[Refund]:
    """Return the refunds that the processor could not carry out, oldest first."""
    return list(Refund.objects.select_related("attempt").filter(state=RefundState.FAILED).order_by("settled_at"))


def money_account(attempt: PaymentAttempt) -> str:
    """Return the code of the ledger's account where the money of an attempt arrives."""
    if attempt.kind in AT_THE_PROCESSOR:
        return f"psp:{attempt.account.account_id}"
    place = "bank" if attempt.kind == AttemptKind.TRANSFER else "till"
    return f"{place}:{attempt.account.organisation_id}"


def money_key(attempt: PaymentAttempt) -> str:
    """Return the ledger's key of the money of an attempt that was paid."""
    return f"charge:{attempt.charge_id}" if attempt.kind in AT_THE_PROCESSOR else attempt.charge_id
