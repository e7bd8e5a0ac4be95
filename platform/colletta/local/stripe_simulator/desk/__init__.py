"""The page at ``/_simulator/``: what is where, and buttons that make things go wrong (Italian, no scripts)."""
