"""The canonical form of sealed rows, in SQL; owns neither the range that is sealed nor the comparison.

A row is a JSON array of what was written of one transfer and its entry, accounts by code, instants in UTC without the
zeros that end their fraction, as PostgreSQL writes them in JSON; an entry without transfers is a row too. Rows stand
in order of entry and transfer, one a line, UTF-8. Anyone can compute the same with any SHA-256: PostgreSQL's own
`sha256()` is used, no extension.
"""

ROWS = """
SELECT count(DISTINCT entry.id) AS entries, count(transfer.id) AS transfers,
    coalesce(sum(transfer.amount_cents), 0)::bigint AS amount_cents,
    encode(sha256(convert_to(coalesce(string_agg(
        json_build_array(
            entry.id, entry.kind, entry.idempotency_key, entry.occurred_at AT TIME ZONE 'UTC', entry.source,
            entry.fingerprint, entry.recorded_at AT TIME ZONE 'UTC',
            transfer.id, debit.code, credit.code, transfer.amount_cents, transfer.state, transfer.resolves_id
        )::text, E'\\n' ORDER BY entry.id, transfer.id
    ), ''), 'UTF8')), 'hex') AS rows_sha256
FROM ledger_entry AS entry
LEFT JOIN ledger_transfer AS transfer ON transfer.entry_id = entry.id
LEFT JOIN ledger_account AS debit ON debit.id = transfer.debit_id
LEFT JOIN ledger_account AS credit ON credit.id = transfer.credit_id
WHERE entry.id BETWEEN {first_entry} AND {last_entry}
"""

SEAL_SHA256 = """
encode(sha256(convert_to(json_build_array(
    {number}, {first_entry}, {last_entry}, {entries}, {transfers}, {amount_cents}, {rows_sha256}, {previous_sha256},
    {sealed_at} AT TIME ZONE 'UTC'
)::text, 'UTF8')), 'hex')
"""
