"""What the serving role may do with these tables: write what was found, never rewrite it; finish a run."""

APPEND_ONLY = ["reconciliation_reconciliationfinding"]
UPDATABLE_COLUMNS = {
    "reconciliation_reconciliationrun": [
        "scope",
        "since",
        "finished_at",
        "looked_at",
        "in_flight",
        "difference_cents",
        "state",
        "note",
    ]
}
