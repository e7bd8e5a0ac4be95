"""The transfers of one account, as people read them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from apps.ledger.models import Transfer

_FIELDS = (
    "entry__kind",
    "entry__idempotency_key",
    "entry__occurred_at",
    "entry__source",
    "debit__code",
    "credit__code",
    "amount_cents",
    "state",
)


@dataclass(frozen=True)
class TransferRow:
    """One transfer with its entry; `occurred_at` in UTC, the amount in cents, `state` one of TransferState.

    A pending one is resolved once another committed or released it: it holds nothing any more.
    """

    kind: str
    key: str
    occurred_at: datetime
    source: str
    debit: str
    credit: str
    amount_cents: int
    state: str
    is_resolved: bool


def list_transfers(code: str, limit: int | None = 100) -> list[TransferRow]:
    """Return the latest transfers from or to an account, newest first, in one query; None for all."""
    transfers = Transfer.objects.filter(Q(debit__code=code) | Q(credit__code=code)).order_by("-pk")
    resolved = Exists(Transfer.objects.filter(resolves=OuterRef("pk")))
    rows = transfers.values_list(*_FIELDS, resolved)[:limit]
    return [TransferRow(*row) for row in rows]
