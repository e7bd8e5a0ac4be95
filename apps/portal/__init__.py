"""The citizens' pages of one city: they show several apps at once, so they stand above all of them.

Owns no model and no rule.
"""
