"""What the serving role may do with these tables beyond the default."""

APPEND_ONLY = ["onboarding_tenantevent"]
