"""Refunds: what becomes of one (states.py) and the API that asks for it (endpoints.py). Amounts in integer cents."""
