"""The pages of a city's office: sign-in, pool cockpit, campaigns with their ledger.

Owns no model and no rule.
"""
