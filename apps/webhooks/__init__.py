"""PUBLIC schema: the inbox of Stripe's Connect webhook, and the table that names the service for each event type.

Trusts nothing in an event but its ids: the object is fetched again.
"""
