"""How often one address may begin a donation: a defence against card testing (money.md).

Counted where `apps.kernel.counters` says: while the shared cache does not answer, gifts go on and are still counted.
"""

from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class DonationThrottle(SimpleRateThrottle):
    """Counts the requests of one client address in one city: the cache keeps each city's keys apart."""

    scope = "donation_start"

    def get_rate(self) -> str:
        """Return the rate of the settings, as it is now."""
        return str(settings.DONATION_START_RATE)

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Return the key of a client."""
        return f"throttle:{self.scope}:{self.get_ident(request)}"
