"""Checkout Sessions: sessions.py owns their states, endpoints.py what the API may ask of them."""
