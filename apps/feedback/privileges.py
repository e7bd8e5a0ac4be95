"""What the serving role may do with these tables beyond the default: what was written stays until its term is over."""

UPDATABLE_COLUMNS = {
    "feedback_ticket": ["state", "assignee_id", "due_at", "closed_at", "email", "page", "origin_key", "text"],
    "feedback_ticketmessage": ["text"],
}
