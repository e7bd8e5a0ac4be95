"""Disputes: the life of one (cases.py) and the API that answers it (endpoints.py)."""
