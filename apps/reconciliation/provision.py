"""What a new city needs of the reconciliation: its nightly proof."""

from datetime import datetime

from apps.reconciliation import services


def provision(now: datetime) -> None:
    """Put the nightly proof of the current city on the agenda; safe to repeat."""
    services.owe_next_night(now=now)
