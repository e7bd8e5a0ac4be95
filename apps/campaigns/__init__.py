"""Campaigns: what is to be made, by whom, at what cost, until when, and in which state.

Does not own donations nor the municipality's match.
"""
