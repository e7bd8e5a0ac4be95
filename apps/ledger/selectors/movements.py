"""What each entry did to one account that stands for money held by somebody else: the processor, or a bank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

_MOVEMENTS = """
WITH account AS (SELECT id FROM ledger_account WHERE code = %(code)s), line AS (
    SELECT transfer.entry_id, transfer.amount_cents AS cents, other.kind = 'fees' AS is_fee
    FROM ledger_transfer AS transfer JOIN account ON account.id = transfer.debit_id
    JOIN ledger_account AS other ON other.id = transfer.credit_id
    WHERE transfer.state = 'posted'
    UNION ALL
    SELECT transfer.entry_id, -transfer.amount_cents, other.kind = 'fees'
    FROM ledger_transfer AS transfer JOIN account ON account.id = transfer.credit_id
    JOIN ledger_account AS other ON other.id = transfer.debit_id
    WHERE transfer.state = 'posted'
)
SELECT entry.idempotency_key, entry.kind, entry.occurred_at,
    coalesce(sum(cents) FILTER (WHERE NOT is_fee), 0)::bigint, coalesce(-sum(cents) FILTER (WHERE is_fee), 0)::bigint
FROM line JOIN ledger_entry AS entry ON entry.id = line.entry_id
WHERE {chosen}
GROUP BY entry.id ORDER BY entry.id
"""


@dataclass(frozen=True)
class AccountMovement:
    """One entry as one account sees it: signed cents in, and the fee that was kept of it."""

    key: str
    kind: str
    occurred_at: datetime
    amount_cents: int
    fee_cents: int


def list_movements(code: str, *, since: datetime | None = None, until: datetime | None = None) -> list[AccountMovement]:
    """Return what the entries of a half-open period of their instants did to an account, oldest first."""
    chosen = "entry.occurred_at >= %(since)s" if since else "true"
    if until:
        chosen += " AND entry.occurred_at < %(until)s"
    return _query(chosen, {"code": code, "since": since, "until": until})


def list_movements_of_keys(code: str, keys: Sequence[str]) -> list[AccountMovement]:
    """Return what the entries with these keys did to an account."""
    return _query("entry.idempotency_key = ANY (%(keys)s::text[])", {"code": code, "keys": list(keys)}) if keys else []


def list_movements_of_kind(code: str, prefix: str) -> list[AccountMovement]:
    """Return what the entries whose keys begin so did to an account."""
    return _query("starts_with(entry.idempotency_key, %(prefix)s)", {"code": code, "prefix": prefix})


def _query(chosen: str, parameters: dict[str, Any]) -> list[AccountMovement]:
    with connection.cursor() as cursor:
        cursor.execute(_MOVEMENTS.format(chosen=chosen), parameters)
        return [AccountMovement(*row) for row in cursor.fetchall()]
