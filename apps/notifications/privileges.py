"""What the serving role may do with these tables beyond the default: what was sent to whom is not written over."""

UPDATABLE_COLUMNS = {
    "notifications_message": [
        "user_id",
        "language",
        "subject",
        "text",
        "html",
        "message_id",
        "state",
        "attempts",
        "last_error",
        "sent_at",
        "ended_at",
        "read_at",
    ],
}
