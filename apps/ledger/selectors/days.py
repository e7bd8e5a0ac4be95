"""What each local day did to one account that money is reserved out of: one row a day, whatever the transfers."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

_DAYS = """
WITH account AS (SELECT id FROM ledger_account WHERE code = %(code)s), line AS (
    SELECT transfer.entry_id, transfer.amount_cents AS posted, 0 AS pending, other.kind AS kind
    FROM ledger_transfer AS transfer JOIN account ON account.id = transfer.credit_id
    JOIN ledger_account AS other ON other.id = transfer.debit_id
    WHERE transfer.state = 'posted'
    UNION ALL
    SELECT transfer.entry_id, -transfer.amount_cents, 0, other.kind
    FROM ledger_transfer AS transfer JOIN account ON account.id = transfer.debit_id
    JOIN ledger_account AS other ON other.id = transfer.credit_id
    WHERE transfer.state = 'posted'
    UNION ALL
    SELECT transfer.entry_id, 0, transfer.amount_cents, ''
    FROM ledger_transfer AS transfer JOIN account ON account.id = transfer.debit_id
    WHERE transfer.state = 'pending'
    UNION ALL
    SELECT resolving.entry_id, 0, -transfer.amount_cents, ''
    FROM ledger_transfer AS transfer JOIN account ON account.id = transfer.debit_id
    JOIN ledger_transfer AS resolving ON resolving.resolves_id = transfer.id
)
SELECT (entry.occurred_at AT TIME ZONE %(zone)s)::date AS day, sum(posted)::bigint, sum(pending)::bigint,
    coalesce(sum(posted) FILTER (WHERE line.kind = 'appropriation'), 0)::bigint
FROM line JOIN ledger_entry AS entry ON entry.id = line.entry_id
GROUP BY day ORDER BY day
"""


@dataclass(frozen=True)
class AccountDay:
    """Signed cents of one local day: posted into the account, newly reserved out of it, and what came of an act."""

    day: date
    posted_cents: int
    pending_cents: int
    appropriated_cents: int


def list_days(code: str, *, zone: str) -> list[AccountDay]:
    """Return the days on which something happened to an account, oldest first, in one query; days are of `zone`."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, {"code": code, "zone": zone})
        return [AccountDay(*row) for row in cursor.fetchall()]
