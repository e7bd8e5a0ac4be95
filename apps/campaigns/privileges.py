"""What the serving role may do with these tables: a reward is withdrawn, never removed nor moved."""

UPDATABLE_COLUMNS = {
    "campaigns_reward": [
        "title",
        "text",
        "translations",
        "minimum_cents",
        "value_cents",
        "quantity",
        "position",
        "withdrawn_at",
    ]
}
