"""The desk of those who run a campaign: its content, updates, donors and figures.

Holds no tables: floors below do.
"""
