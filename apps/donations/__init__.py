"""A person's gift: start, confirm, cancel, refund.

Does not decide the match nor a campaign's outcome (apps.matching).
"""
