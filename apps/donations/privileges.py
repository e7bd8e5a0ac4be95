"""What the serving role may do with these tables: references are given once, matches and evidence never rewritten.

What gifts sum to changes only in its figures, and no sum is ever deleted.
"""

APPEND_ONLY = ["donations_transfer"]
UPDATABLE_COLUMNS = {
    "donations_gifttally": ["gifts", "amount_cents", "fee_cents"],
    "donations_linematch": ["undone_at", "undone_by", "undone_reason"],
    "donations_hiddenname": ["name", "note", "restored_by", "restored_at"],
    "donations_offlinegift": ["decided_by", "decided_at", "is_refused", "refused_reason"],
}
