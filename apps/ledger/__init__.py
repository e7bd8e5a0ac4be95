"""Double-entry ledger of one city: accounts, entries, transfers; append-only by privilege, once by key.

Knows nothing of donations, matches or Stripe; the services above name the accounts.
"""
