"""Social cards, posters, widgets and press kits of a campaign, made from plain data.

Holds no tables.
"""
