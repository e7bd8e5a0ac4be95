"""A city's look and its own texts: colours, arms, contacts, legal pages, domains.

Does not draw pages: theming reads what is live here.
"""
