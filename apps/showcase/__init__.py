"""PUBLIC schema: the national portal, a projection of what the cities have published, and its editorial desk.

Never queries a city's schema to show a page, and holds no personal data.
"""
