"""Accounts by code: their balances, their locks, and their opening at first use."""

from collections.abc import Iterable, Sequence

from django.db.models import Sum

from apps.ledger.chart import AccountKind, Side, nature_of
from apps.ledger.models import Account
from apps.ledger.rules import Balance, balance_of


def balances(codes: Sequence[str]) -> dict[str, Balance]:
    """Return the balance of each account in cents, zeros for one that is not open yet, in one query.

    Raises UnknownAccountCode.
    """
    for code in codes:
        nature_of(code)
    return _by_code(codes, Account.objects.filter(code__in=codes))


def list_balances(kinds: Sequence[AccountKind]) -> dict[str, Balance]:
    """Return the balance of every open account of some kinds in cents, by code, in one query."""
    accounts = list(Account.objects.filter(kind__in=kinds).order_by("code"))
    return {account.code: _balance(account) for account in accounts}


def total_posted_cents() -> dict[AccountKind, int]:
    """Return, in cents and in the normal direction of each kind, what all its accounts hold together."""
    rows = Account.objects.values("kind", "normal_side").annotate(
        debits=Sum("debits_posted_cents"), credits=Sum("credits_posted_cents")
    )
    sign = {Side.DEBIT: 1, Side.CREDIT: -1}
    return {
        AccountKind(row["kind"]): int(row["debits"] - row["credits"]) * sign[Side(row["normal_side"])]
        for row in rows.order_by("kind")
    }


def lock_accounts(codes: Sequence[str]) -> dict[str, Balance]:
    """Lock accounts until the transaction ends, in order of id, and return their balances in cents as locked.

    Opens those that are missing. A transaction that touches several accounts in several steps locks them all here
    first, in one call. Raises UnknownAccountCode.
    """
    wanted = set(codes)
    locked = _lock(wanted)
    if len(locked) < len(wanted):
        open_accounts(codes)
        locked = _lock(wanted)
    return _by_code(codes, locked)


def open_accounts(codes: Sequence[str]) -> None:
    """Open the accounts that are missing, as the chart has them; raises UnknownAccountCode.

    Whoever opens the same account at the same time is waited for; the order of codes keeps two such from deadlock.
    """
    natures = {code: nature_of(code) for code in sorted(set(codes))}
    Account.objects.bulk_create(
        [
            Account(code=code, kind=nature.kind, normal_side=nature.normal_side, guarded=nature.guarded)
            for code, nature in natures.items()
        ],
        ignore_conflicts=True,
    )


def _lock(codes: Iterable[str]) -> list[Account]:
    return list(Account.objects.filter(code__in=codes).order_by("pk").select_for_update(no_key=True))


def _by_code(codes: Iterable[str], accounts: Iterable[Account]) -> dict[str, Balance]:
    found = {account.code: _balance(account) for account in accounts}
    return {code: found.get(code, Balance()) for code in codes}


def _balance(account: Account) -> Balance:
    return balance_of(
        Side(account.normal_side),
        debits_posted=account.debits_posted_cents,
        credits_posted=account.credits_posted_cents,
        debits_pending=account.debits_pending_cents,
        credits_pending=account.credits_pending_cents,
    )
