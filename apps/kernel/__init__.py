"""Money arithmetic, periods, state tables, errors (all pure) and the clock.

Owns no model and knows no use case.
"""
