"""What the serving role may do with these tables: what was published or corrected stays; news change visibly."""

APPEND_ONLY = ["editorial_contentversion", "editorial_correction"]
UPDATABLE_COLUMNS = {
    "editorial_draft": ["document", "changed_at", "changed_by"],
    "editorial_update": ["title", "text", "translations", "pictures", "withdrawn_at", "withdrawn_reason"],
}
