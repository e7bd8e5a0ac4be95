"""Receipts of gifts that reached their aim: numbering, frozen contents, cancellation, yearly summaries, tax flow.

Does not own the gift nor its tax data (apps.donations); decides no outcome (apps.matching).
"""
