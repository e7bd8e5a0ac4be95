"""How an answer travels: compressed where that helps, and with what a cache may do with it.

Owns the rule for answers that say nothing themselves: whoever has a copy asks whether it still holds, every time,
since amounts must be right at every instant; what a session could have changed is for its reader's own cache only. Does
not own static files (WhiteNoise), nor the comparison of entity tags (Django's ConditionalGetMiddleware).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control, patch_vary_headers

_COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/geo+json",
    "application/atom+xml",
    "application/xml",
    "image/svg",
)


class CompressionMiddleware(GZipMiddleware):
    """Compresses words; pictures, documents and spreadsheets are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave an answer alone unless its type is one of words."""
        if not response.get("Content-Type", "").startswith(_COMPRESSIBLE):
            return response
        return super().process_response(request, response)


class CacheRulesMiddleware:
    """Says what caches may do with answers that do not say it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        response = self._get_response(request)
        if not response.has_header("Cache-Control"):
            is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
            patch_cache_control(response, no_cache=True, **({"private": True} if is_personal else {}))
            patch_vary_headers(response, ["Cookie"])
        return response
