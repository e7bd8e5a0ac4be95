"""What a new city needs of the showcase: its daily repair."""

from datetime import datetime

from apps.showcase import services


def provision(now: datetime) -> None:
    """Put the repair of the current city on the agenda; safe to repeat."""
    services.repair_city(key="city", now=now)
