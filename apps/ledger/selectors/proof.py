"""The proof of the ledger: everything recomputed from the transfers, which nobody can change.

Each check is one query, so it sees one instant: the proof can run while money moves.
"""

from collections.abc import Iterator
from itertools import chain

from django.db import connection
from django.db.models import Count, F, Q

from apps.ledger.chart import Nature, UnknownAccountCode, nature_of
from apps.ledger.models import Account, Transfer
from apps.ledger.selectors.chain import broken_seals
from apps.ledger.selectors.findings import Finding
from apps.ledger.states import TransferState

_SUMS_THAT_DIFFER = """
WITH side AS (
    SELECT transfer.debit_id AS account_id, 'debit' AS side, transfer.amount_cents, transfer.state,
        EXISTS (SELECT FROM ledger_transfer AS later WHERE later.resolves_id = transfer.id) AS resolved
    FROM ledger_transfer AS transfer
    UNION ALL
    SELECT transfer.credit_id, 'credit', transfer.amount_cents, transfer.state,
        EXISTS (SELECT FROM ledger_transfer AS later WHERE later.resolves_id = transfer.id)
    FROM ledger_transfer AS transfer
), recomputed AS (
    SELECT account_id,
        sum(amount_cents) FILTER (WHERE side = 'debit' AND state = 'posted') AS debits_posted,
        sum(amount_cents) FILTER (WHERE side = 'credit' AND state = 'posted') AS credits_posted,
        sum(amount_cents) FILTER (WHERE side = 'debit' AND state = 'pending' AND NOT resolved) AS debits_pending,
        sum(amount_cents) FILTER (WHERE side = 'credit' AND state = 'pending' AND NOT resolved) AS credits_pending
    FROM side GROUP BY account_id
), compared AS (
    SELECT code,
        ARRAY[debits_posted_cents, credits_posted_cents, debits_pending_cents, credits_pending_cents] AS kept,
        ARRAY[coalesce(debits_posted, 0), coalesce(credits_posted, 0),
            coalesce(debits_pending, 0), coalesce(credits_pending, 0)]::bigint[] AS summed
    FROM ledger_account AS account LEFT JOIN recomputed ON recomputed.account_id = account.id
)
SELECT code, kept, summed FROM compared WHERE kept <> summed ORDER BY code
"""


_FINGERPRINTS_THAT_DIFFER = """
WITH line AS (
    SELECT transfer.entry_id,
        CASE
            WHEN transfer.resolves_id IS NULL
            THEN concat(transfer.state, '|', debit.code, '|', credit.code, '|', transfer.amount_cents)
            WHEN transfer.state = 'void' THEN concat('void|of ', reserve.idempotency_key)
            ELSE concat('posted|of ', reserve.idempotency_key, '|', transfer.amount_cents)
        END AS text
    FROM ledger_transfer AS transfer
    JOIN ledger_account AS debit ON debit.id = transfer.debit_id
    JOIN ledger_account AS credit ON credit.id = transfer.credit_id
    LEFT JOIN ledger_transfer AS reserved ON reserved.id = transfer.resolves_id
    LEFT JOIN ledger_entry AS reserve ON reserve.id = reserved.entry_id
), written AS (
    SELECT entry_id,
        encode(sha256(convert_to(string_agg(text, E'\\n' ORDER BY text COLLATE "C"), 'UTF8')), 'hex') AS fingerprint
    FROM line GROUP BY entry_id
)
SELECT entry.idempotency_key, written.fingerprint IS NULL
FROM ledger_entry AS entry LEFT JOIN written ON written.entry_id = entry.id
WHERE written.fingerprint IS DISTINCT FROM entry.fingerprint ORDER BY entry.id
"""
"""The lines as `rules.describe_line`, `describe_commit` and `describe_release` say them, hashed by the database."""


def verify() -> list[Finding]:
    """Recompute the current schema's ledger and return what does not agree; nothing means it is proved.

    Compares accounts with the chart and with the sums of their transfers, resolutions with their reservations,
    entries with the fingerprint of their lines, and everything sealed with its seals. Tolerance: zero cents.
    """
    return list(chain(_wrong_accounts(), _wrong_sums(), _wrong_resolutions(), _wrong_entries(), broken_seals()))


def _wrong_accounts() -> Iterator[Finding]:
    for account in Account.objects.order_by("code").iterator():
        kept = (account.kind, account.normal_side, account.guarded)
        nature = _nature(account.code)
        if nature is None or kept != (nature.kind, nature.normal_side, nature.guarded):
            message = f"Il conto {account.code} non corrisponde al piano dei conti."
            yield Finding("account_not_in_chart", message, account.code)


def _nature(code: str) -> Nature | None:
    try:
        return nature_of(code)
    except UnknownAccountCode:
        return None


def _wrong_sums() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_SUMS_THAT_DIFFER)
        for code, kept, summed in cursor.fetchall():
            yield Finding(
                "sums_differ",
                f"Il conto {code} riporta {kept} centesimi, i suoi movimenti sommano {summed} "
                "(dare, avere, dare prenotato, avere prenotato).",
                code,
            )


def _wrong_resolutions() -> Iterator[Finding]:
    agrees = Q(resolves__state=TransferState.PENDING, debit=F("resolves__debit"), credit=F("resolves__credit")) & (
        Q(state=TransferState.POSTED, amount_cents__lte=F("resolves__amount_cents"))
        | Q(state=TransferState.VOID, amount_cents=F("resolves__amount_cents"))
    )
    resolutions = Transfer.objects.filter(resolves__isnull=False)
    wrong = resolutions.exclude(agrees).order_by("pk")
    for key, reserve_key in wrong.values_list("entry__idempotency_key", "resolves__entry__idempotency_key"):
        message = f"La registrazione {key} non corrisponde alla prenotazione {reserve_key}."
        yield Finding("wrong_resolution", message, key)
    counted = resolutions.values_list("resolves__entry__idempotency_key").annotate(times=Count("pk"))
    for reserve_key, times in counted.filter(times__gt=1).order_by("resolves__entry__idempotency_key"):
        message = f"La prenotazione {reserve_key} è stata chiusa {times} volte."
        yield Finding("resolved_twice", message, reserve_key)


def _wrong_entries() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINTS_THAT_DIFFER)
        for key, is_empty in cursor.fetchall():
            if is_empty:
                yield Finding("entry_without_transfers", f"La registrazione {key} non ha movimenti.", key)
            else:
                message = f"I movimenti della registrazione {key} non sono quelli scritti."
                yield Finding("fingerprint_differs", message, key)
