"""What the serving role may do with these tables: what the bank wrote is never rewritten, only what was decided."""

APPEND_ONLY = ["banking_bankstatement"]
UPDATABLE_COLUMNS = {
    "banking_bankaccount": ["csv_mapping"],
    "banking_statementline": ["state", "reason", "note", "decided_by", "decided_at"],
}
