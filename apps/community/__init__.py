"""Followers, comments, questions and answers, their moderation, and the digests.

Does not hold what proponents publish: that is editorial's.
"""
