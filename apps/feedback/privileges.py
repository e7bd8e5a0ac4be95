"""What the serving role may do with these tables beyond the default: what was written stays as it was written."""

APPEND_ONLY = ["feedback_ticketmessage"]
UPDATABLE_COLUMNS = {"feedback_ticket": ["state", "assignee_id", "due_at", "closed_at"]}
