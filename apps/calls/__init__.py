"""Public calls: acts, calendar, and the match rules, frozen as versions at publication.

Does not compute a match (apps.matching) and owns no campaign.
"""
