"""Context processor of the demo: the moved clock, shown on every page."""

from django.http import HttpRequest
from django.utils import timezone

from colletta.local import clock


def demo_clock(request: HttpRequest) -> dict[str, str]:
    """Return `demo_clock`, the words of the banner, when the clock was moved."""
    if not clock.offset():
        return {}
    return {"demo_clock": f"qui sono le {timezone.localtime(clock.demo_now()):%H:%M del %d/%m/%Y}."}
