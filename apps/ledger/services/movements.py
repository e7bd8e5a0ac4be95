"""The only ways in which money moves: post, reserve, commit a reservation, release it.

Each is one statement in the caller's transaction and in the current schema: it locks the accounts in order of id,
inserts the entry unless its key is there, inserts the transfers and moves the accounts' sums. Whoever comes second
with the same key waits for the accounts, then writes nothing.

Amounts are integer cents. `occurred_at` is the instant of the fact, `source` says where it is proved (`act:12`,
`stripe:ch_1`). Each function returns True when it wrote, and False when the key was there with the same lines.
All raise KeyReused when the key was there with other lines. InsufficientFunds and AlreadyResolved come from the
database's own constraints and leave the transaction unusable: a caller that wants to go on wraps the call in
`transaction.atomic()`. Deadlocks (40P01) and serialisation failures (40001) mean "try again" and pass unchanged.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection

from apps.kernel.errors import DomainError
from apps.ledger import statements
from apps.ledger.models import GUARD, RESOLVED_ONCE, Entry
from apps.ledger.rules import Line, describe_commit, describe_line, describe_release, fingerprint, sums_by_account
from apps.ledger.selectors import open_accounts
from apps.ledger.services.seals import owe_seal
from apps.ledger.states import TransferState


class InsufficientFunds(DomainError):
    """A guarded account does not hold enough, reservations counted."""

    code = "insufficient_funds"
    status = 409


class KeyReused(DomainError):
    """The idempotency key already stands for other lines."""

    code = "ledger_key_reused"
    status = 409


class AlreadyResolved(DomainError):
    """The reservation was committed or released before."""

    code = "reservation_already_resolved"
    status = 409


class UnknownReservation(DomainError):
    """No reservation has this key."""

    code = "unknown_reservation"
    status = 404


class AboveReserved(DomainError):
    """More would be committed than was reserved."""

    code = "above_reserved"
    status = 409


def post(*, kind: str, key: str, occurred_at: datetime, source: str, lines: Sequence[Line]) -> bool:
    """Move money for good, all lines or none.

    Raises InsufficientFunds, KeyReused, UnknownAccountCode.
    """
    if not lines:
        raise ValueError("an entry has at least one line")
    mark = fingerprint(describe_line(TransferState.POSTED, line) for line in lines)
    return _write_lines(_entry(kind, key, occurred_at, source, mark), lines, TransferState.POSTED)


def reserve(*, kind: str, key: str, occurred_at: datetime, source: str, line: Line) -> bool:
    """Set money aside: it is no longer available, and moves when `commit_reserved` names this key.

    Raises InsufficientFunds, KeyReused, UnknownAccountCode.
    """
    mark = fingerprint([describe_line(TransferState.PENDING, line)])
    return _write_lines(_entry(kind, key, occurred_at, source, mark), [line], TransferState.PENDING)


def commit_reserved(
    *, kind: str, key: str, occurred_at: datetime, source: str, reserve_key: str, amount_cents: int
) -> bool:
    """Move at most what was reserved under `reserve_key`, and free the rest.

    Raises UnknownReservation, AboveReserved, AlreadyResolved, KeyReused.
    """
    if amount_cents <= 0:
        raise ValueError("a commitment moves a positive amount; release_reserved moves nothing")
    mark = fingerprint([describe_commit(reserve_key, amount_cents)])
    return _resolve(_entry(kind, key, occurred_at, source, mark), reserve_key, TransferState.POSTED, amount_cents)


def release_reserved(*, kind: str, key: str, occurred_at: datetime, source: str, reserve_key: str) -> bool:
    """Free the whole of what was reserved under `reserve_key`.

    Raises UnknownReservation, AlreadyResolved, KeyReused.
    """
    mark = fingerprint([describe_release(reserve_key)])
    return _resolve(_entry(kind, key, occurred_at, source, mark), reserve_key, TransferState.VOID, None)


def _write_lines(entry: dict[str, Any], lines: Sequence[Line], state: TransferState) -> bool:
    sums = sums_by_account(lines)
    parameters = {
        **entry,
        "state": state,
        "codes": list(sums),
        "debit_sums": [debited for debited, _ in sums.values()],
        "credit_sums": [credited for _, credited in sums.values()],
        "debits": [line.debit for line in lines],
        "credits": [line.credit for line in lines],
        "amounts": [line.amount_cents for line in lines],
    }
    accounts, entry_id = _execute(statements.WRITE_LINES, parameters)
    if accounts != len(sums):
        open_accounts(list(sums))
        _, entry_id = _execute(statements.WRITE_LINES, parameters)
    if entry_id is not None:
        owe_seal(entry["occurred_at"])
        return True
    if _written_fingerprint(entry["key"]) != entry["fingerprint"]:
        raise _key_reused(entry["key"])
    return False


def _resolve(entry: dict[str, Any], reserve_key: str, state: TransferState, amount_cents: int | None) -> bool:
    parameters = {**entry, "state": state, "reserve_key": reserve_key, "amount": amount_cents}
    reserved_cents, entry_id = _execute(statements.RESOLVE, parameters)
    if entry_id is not None:
        owe_seal(entry["occurred_at"])
        return True
    written = _written_fingerprint(entry["key"])
    if written == entry["fingerprint"]:
        return False
    if written is not None:
        raise _key_reused(entry["key"])
    if reserved_cents is None:
        raise UnknownReservation("La prenotazione non esiste.", reserve_key=reserve_key)
    raise AboveReserved("L'importo supera quello prenotato.", reserve_key=reserve_key, reserved_cents=reserved_cents)


def _entry(kind: str, key: str, occurred_at: datetime, source: str, mark: str) -> dict[str, Any]:
    return {"kind": kind, "key": key, "occurred_at": occurred_at, "source": source, "fingerprint": mark}


def _execute(statement: str, parameters: dict[str, Any]) -> tuple[int | None, int | None]:
    with _refusals(str(parameters["key"])), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        found, entry_id = cursor.fetchone()
        return found, entry_id


def _written_fingerprint(key: str) -> str | None:
    return Entry.objects.filter(idempotency_key=key).values_list("fingerprint", flat=True).first()


def _key_reused(key: str) -> KeyReused:
    return KeyReused("Questa chiave è già servita per un'altra registrazione.", key=key)


@contextmanager
def _refusals(key: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        constraint = diagnosis.constraint_name if diagnosis else None
        if constraint == GUARD:
            raise InsufficientFunds("La disponibilità non basta per questa operazione.", key=key) from error
        if constraint == RESOLVED_ONCE:
            raise AlreadyResolved("La prenotazione è già stata confermata o liberata.", key=key) from error
        raise
