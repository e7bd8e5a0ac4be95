"""The municipality's match: entitlement, reservation, waiting list, outcome and decision records.

Moves money only through the ledger; never talks to Stripe itself.
"""
