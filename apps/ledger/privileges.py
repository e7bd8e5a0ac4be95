"""What the serving role may do with these tables: write history, never rewrite it; move sums, never accounts."""

APPEND_ONLY = ["ledger_entry", "ledger_transfer", "ledger_seal"]
UPDATABLE_COLUMNS = {
    "ledger_account": [
        "debits_posted_cents",
        "credits_posted_cents",
        "debits_pending_cents",
        "credits_pending_cents",
    ]
}
