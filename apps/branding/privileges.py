"""What the serving role may do with these tables beyond the default."""

APPEND_ONLY = ["branding_brandfile", "branding_lookversion", "branding_legaltext"]
