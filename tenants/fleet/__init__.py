"""The schema template, fast creation of a city's schema, and migrating every schema.

Does not know what makes a city live beyond its schema (tenants.onboarding).
"""
