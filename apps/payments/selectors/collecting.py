"""Reads and locks of accounts and attempts in the current city, and where their money is in the ledger."""

from datetime import datetime

from apps.payments.models import ConnectedAccount, Mandate, PaymentAttempt
from apps.payments.states import AT_THE_PROCESSOR, AttemptKind, AttemptState


def get_account(account_pk: int) -> ConnectedAccount:
    """Return a connected account with its body; raises ConnectedAccount.DoesNotExist."""
    return ConnectedAccount.objects.select_related("organisation").get(pk=account_pk)


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


def get_attempt_of_charge(charge_id: str) -> PaymentAttempt:
    """Return the attempt that a charge paid, with its account; raises PaymentAttempt.DoesNotExist."""
    return PaymentAttempt.objects.select_related("account").exclude(charge_id="").get(charge_id=charge_id)


def count_paid_by_card(fingerprint: str, *, since: datetime) -> int:
    """Return how many attempts one card has paid since an instant."""
    paid = PaymentAttempt.objects.filter(fingerprint=fingerprint, state=AttemptState.PAID)
    return paid.filter(settled_at__gt=since).count()


def money_account(attempt: PaymentAttempt) -> str:
    """Return the code of the ledger's account where the money of an attempt arrives."""
    if attempt.kind in AT_THE_PROCESSOR:
        return f"psp:{attempt.account.account_id}"
    place = "bank" if attempt.kind == AttemptKind.TRANSFER else "till"
    return f"{place}:{attempt.account.organisation_id}"


def money_key(attempt: PaymentAttempt) -> str:
    """Return the ledger's key of the money of an attempt that was paid."""
    return f"charge:{attempt.charge_id}" if attempt.kind in AT_THE_PROCESSOR else attempt.charge_id


def get_mandate(mandate_id: int) -> Mandate:
    """Return a mandate with the attempt that saved its card, and the account; raises Mandate.DoesNotExist."""
    return Mandate.objects.select_related("attempt__account").get(pk=mandate_id)


def get_mandate_of(attempt_id: int) -> Mandate:
    """Return the mandate that an attempt is to save a card for; raises Mandate.DoesNotExist."""
    return Mandate.objects.select_related("attempt__account").get(attempt_id=attempt_id)
