"""Context processor: what the frame of every page needs, without a query."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from colletta.language.choices import choices_for
from colletta.theming.address import page_address
from colletta.theming.site import site_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `site` (who publishes the page), `demo_notice` (are its data invented?), `languages` (to choose from)."""
    return {
        "site": site_for(getattr(request, "tenant", None)),
        "demo_notice": settings.DEMO,
        "languages": choices_for(request),
        "page_address": SimpleLazyObject(lambda: page_address(request)),
    }
