"""The design system: brand colours, static files, template loading, and what every page's frame needs.

Owns no tables. What a page says is the portal's, back office's and showcase's; who the city is, the registry's.
"""
