"""The draft's look on the portal's own pages, for whoever of the office asked to see it, and for nobody else."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from apps.branding import preview
from apps.branding import selectors as branding


class PreviewMiddleware:
    """Answers with a copy of the city that wears the draft; no cache keeps the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        dressed = _dressed(request)
        if dressed is None:
            return self._get_response(request)
        request.tenant = dressed  # type: ignore[attr-defined]
        response = self._get_response(request)
        del response["Cache-Control"]
        patch_cache_control(response, private=True, no_store=True)
        return response


def _dressed(request: HttpRequest) -> Any:
    look = branding.draft_look() if preview.is_on(request) else None
    if look is None:
        return None
    tenant = copy(request.tenant)  # type: ignore[attr-defined]
    for name, value in vars(look).items():
        setattr(tenant, name, value)
    tenant.is_draft = True
    return tenant
