"""Social cards, posters, widgets and press kits of a campaign, made from plain data.

Holds no tables and reads none: whoever shows a campaign says what stands on its card (`facts.Facts`).
"""
