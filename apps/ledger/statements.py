"""The two SQL statements through which money moves; `services` is their only caller.

Both rest on READ COMMITTED. `FOR NO KEY UPDATE` waits for a concurrent writer and then sees its committed row; the
`UPDATE` of the same statement meets rows that are locked already and adds to their latest version, not to the one in
its snapshot. The entry is inserted after the accounts are locked, so nobody waits for a key while holding it.
`FOR NO KEY UPDATE`, because `FOR UPDATE` deadlocks with the foreign keys' own locks.
"""

WRITE_LINES = """
WITH locked AS MATERIALIZED (
    SELECT id, code FROM ledger_account WHERE code = ANY (%(codes)s::text[]) ORDER BY id FOR NO KEY UPDATE
), entry AS (
    INSERT INTO ledger_entry (kind, idempotency_key, occurred_at, source, fingerprint)
    SELECT %(kind)s, %(key)s, %(occurred_at)s, %(source)s, %(fingerprint)s
    WHERE (SELECT count(*) FROM locked) = cardinality(%(codes)s::text[])
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id
), moved AS (
    INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state)
    SELECT entry.id, debit.id, credit.id, line.amount_cents, %(state)s
    FROM entry
    CROSS JOIN unnest(%(debits)s::text[], %(credits)s::text[], %(amounts)s::bigint[])
        AS line (debit, credit, amount_cents)
    JOIN locked AS debit ON debit.code = line.debit
    JOIN locked AS credit ON credit.code = line.credit
), summed AS (
    UPDATE ledger_account AS account SET
        debits_posted_cents = debits_posted_cents + CASE %(state)s WHEN 'posted' THEN change.debits ELSE 0 END,
        credits_posted_cents = credits_posted_cents + CASE %(state)s WHEN 'posted' THEN change.credits ELSE 0 END,
        debits_pending_cents = debits_pending_cents + CASE %(state)s WHEN 'pending' THEN change.debits ELSE 0 END,
        credits_pending_cents = credits_pending_cents + CASE %(state)s WHEN 'pending' THEN change.credits ELSE 0 END
    FROM entry
    CROSS JOIN unnest(%(codes)s::text[], %(debit_sums)s::bigint[], %(credit_sums)s::bigint[])
        AS change (code, debits, credits)
    WHERE account.code = change.code
)
SELECT (SELECT count(*) FROM locked), (SELECT id FROM entry)
"""

RESOLVE = """
WITH reserved AS (
    SELECT transfer.id, transfer.debit_id, transfer.credit_id, transfer.amount_cents
    FROM ledger_transfer AS transfer JOIN ledger_entry AS entry ON entry.id = transfer.entry_id
    WHERE entry.idempotency_key = %(reserve_key)s AND transfer.state = 'pending'
), locked AS MATERIALIZED (
    SELECT account.id
    FROM ledger_account AS account JOIN reserved ON account.id IN (reserved.debit_id, reserved.credit_id)
    ORDER BY account.id FOR NO KEY UPDATE OF account
), entry AS (
    INSERT INTO ledger_entry (kind, idempotency_key, occurred_at, source, fingerprint)
    SELECT %(kind)s, %(key)s, %(occurred_at)s, %(source)s, %(fingerprint)s
    FROM reserved
    WHERE (SELECT count(*) FROM locked) = 2 AND coalesce(%(amount)s::bigint, 0) <= reserved.amount_cents
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id
), moved AS (
    INSERT INTO ledger_transfer (entry_id, debit_id, credit_id, amount_cents, state, resolves_id)
    SELECT entry.id, debit_id, credit_id, coalesce(%(amount)s::bigint, amount_cents), %(state)s, reserved.id
    FROM entry CROSS JOIN reserved
    RETURNING debit_id, credit_id, resolves_id
), change AS (
    SELECT moved.debit_id, moved.credit_id,
        reserved.amount_cents AS freed_cents, coalesce(%(amount)s::bigint, 0) AS posted_cents
    FROM moved JOIN reserved ON reserved.id = moved.resolves_id
), summed AS (
    UPDATE ledger_account AS account SET
        debits_posted_cents = debits_posted_cents + CASE WHEN account.id = debit_id THEN posted_cents ELSE 0 END,
        credits_posted_cents = credits_posted_cents + CASE WHEN account.id = credit_id THEN posted_cents ELSE 0 END,
        debits_pending_cents = debits_pending_cents - CASE WHEN account.id = debit_id THEN freed_cents ELSE 0 END,
        credits_pending_cents = credits_pending_cents - CASE WHEN account.id = credit_id THEN freed_cents ELSE 0 END
    FROM change WHERE account.id IN (change.debit_id, change.credit_id)
)
SELECT (SELECT amount_cents FROM reserved), (SELECT id FROM entry)
"""
