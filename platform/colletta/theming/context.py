"""Context processor: what the frame of every page needs, without a query."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from colletta.theming.site import site_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `site` (who publishes the page) and `demo_notice` (whether its data are invented)."""
    return {"site": site_for(getattr(request, "tenant", None)), "demo_notice": settings.DEMO}
