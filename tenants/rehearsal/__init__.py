"""Replaying an edition with the production services, in a schema of its own that leaves nothing behind.

Owns no rule and no table: what is told comes from an edition's file, what follows from it from the apps.
"""
