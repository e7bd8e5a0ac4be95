"""Who did what to which object and when: append-only by privilege.

Does not decide anything; services record here in the same transaction as the fact.
"""
