"""What the serving role may do with these tables beyond the default: what was sent is written over only to forget."""

UPDATABLE_COLUMNS = {
    "notifications_message": [
        "to",
        "user_id",
        "data",
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
