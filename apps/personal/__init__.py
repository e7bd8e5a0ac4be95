"""The personal area of a citizen: account, donations, receipts, notifications, own data.

Holds no tables: floors below do.
"""
