"""What the serving role may do with these tables beyond the default: acts stay, a text never changes its place."""

APPEND_ONLY = ["community_moderationact", "community_told"]
_TEXT = ["author_id", "text", "state", "hidden_reason", "contest", "contested_at", "contest_settled_at", "edited_at"]
UPDATABLE_COLUMNS = {
    "community_comment": _TEXT,
    "community_question": [*_TEXT, "answer", "answered_by", "answered_at"],
    "community_report": ["reporter_id", "fingerprint", "text", "closed_at"],
}
