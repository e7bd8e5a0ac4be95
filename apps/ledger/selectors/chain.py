"""The hash chain of the ledger, recomputed in SQL seal by seal: what even the owner of the schema changed shows.

What the owner could still do is to compute the whole chain anew: it shows to whoever kept an older head.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Max

from apps.ledger.canonical import ROWS, SEAL_SHA256
from apps.ledger.models import Entry, Seal
from apps.ledger.selectors.findings import Finding

ORIGIN = "0" * 64

_RECOMPUTED = f"""
WITH recomputed AS (
    SELECT seal.number, seal.first_entry, seal.last_entry, seal.sha256,
        ARRAY[seal.entries, seal.transfers, seal.amount_cents] AS kept,
        ARRAY[rows.entries, rows.transfers, rows.amount_cents] AS found,
        seal.rows_sha256 = rows.rows_sha256 AS rows_agree,
        seal.sha256 = {
    SEAL_SHA256.format(
        number="seal.number",
        first_entry="seal.first_entry",
        last_entry="seal.last_entry",
        entries="seal.entries",
        transfers="seal.transfers",
        amount_cents="seal.amount_cents",
        rows_sha256="seal.rows_sha256",
        previous_sha256="seal.previous_sha256",
        sealed_at="seal.sealed_at",
    )
} AS seal_agrees,
        seal.previous_sha256 = lag(seal.sha256, 1, %(origin)s::varchar) OVER in_order
            AND seal.number = lag(seal.number, 1, 0::bigint) OVER in_order + 1
            AND seal.first_entry = lag(seal.last_entry, 1, 0::bigint) OVER in_order + 1 AS link_agrees
    FROM ledger_seal AS seal
    CROSS JOIN LATERAL ({ROWS.format(first_entry="seal.first_entry", last_entry="seal.last_entry")}) AS rows
    WINDOW in_order AS (ORDER BY seal.number)
)
SELECT number, first_entry, last_entry, kept, found, rows_agree, seal_agrees, link_agrees
FROM recomputed WHERE NOT (rows_agree AND seal_agrees AND link_agrees) ORDER BY number
"""  # noqa: S608  # nosec B608


@dataclass(frozen=True)
class ChainHead:
    """The last seal: who keeps its number and hash can tell later whether anything before it was changed."""

    number: int = 0
    sha256: str = ORIGIN
    last_entry: int = 0
    entries: int = 0
    sealed_at: datetime | None = None


def chain_head() -> ChainHead:
    """Return the last seal of the current city, or the origin of an empty chain."""
    fields = ("number", "sha256", "last_entry", "entries", "sealed_at")
    row = Seal.objects.order_by("-number").values_list(*fields).first()
    return ChainHead(*row) if row else ChainHead()


def newest_entry() -> int:
    """Return the highest id of an entry, 0 when there is none."""
    return Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0


def count_unsealed() -> int:
    """Return how many entries stand after the last seal."""
    return Entry.objects.filter(pk__gt=chain_head().last_entry).count()


def seal_sha256(number: int) -> str:
    """Return the hash of a seal, empty when there is no such seal."""
    return Seal.objects.filter(number=number).values_list("sha256", flat=True).first() or ""


def broken_seals() -> Iterator[Finding]:
    """Yield, seal by seal, what does not agree with the entries, with the seal itself, or with the one before."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOMPUTED, {"origin": ORIGIN})
        for number, first, last, kept, found, rows_agree, seal_agrees, link_agrees in cursor.fetchall():
            place, subject = f"Il sigillo {number} (registrazioni da {first} a {last})", f"seal:{number}"
            if not rows_agree:
                yield Finding("seal_rows_differ", f"{place}: {_what_changed(kept, found)}.", subject)
            if not seal_agrees:
                message = f"{place} è stato riscritto: la sua impronta non è quella del contenuto."
                yield Finding("seal_changed", message, subject)
            if not link_agrees:
                yield Finding("seal_link_broken", f"{place} non continua il sigillo precedente.", subject)


def _what_changed(kept: list[int], found: list[int]) -> str:
    names = ("registrazioni", "movimenti", "centesimi")
    told = [f"{name} {was}, ora {is_}" for name, was, is_ in zip(names, kept, found, strict=True) if was != is_]
    return ", ".join(told) or "stessi numeri e stessa somma, ma il contenuto o l'ordine è cambiato"
