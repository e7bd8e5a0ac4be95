"""Context processor: what the frame of every page needs, without a query; its addresses cost one now and then."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from apps.kernel import languages
from apps.kernel.address import page_address
from colletta.language.choices import choices_for
from colletta.theming.site import site_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `site` (who publishes the page), `demo_notice` (are its data invented?), `languages` (to choose from).

    And, made when they are used, the page's own address (`page_address`) and those in each language (`alternates`).
    """
    site = site_for(getattr(request, "tenant", None))
    own, read = languages.usual(site.language), get_language() or settings.LANGUAGE_CODE
    return {
        "site": site,
        "demo_notice": settings.DEMO,
        "languages": choices_for(request),
        "page_address": SimpleLazyObject(lambda: languages.address_in(page_address(request), read, own)),
        "alternates": SimpleLazyObject(lambda: languages.alternates(page_address(request), own)),
    }
