"""A separate process that speaks Stripe's HTTP wire protocol for development, demo and tests.

Owns its own state (one SQLite file) and nothing else: it imports neither Django nor the product,
and the product reaches it only with the unmodified ``stripe`` library through its API base URL.
"""
