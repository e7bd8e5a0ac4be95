"""Which tenant a request is for, from its host; what hosts that serve nobody, and suspended cities, are told."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django_tenants.utils import get_public_schema_name

from tenants.registry import hosts, schema
from tenants.registry.models import Tenant
from tenants.registry.states import TenantState

PROBES = frozenset({"/healthz", "/readyz"})
_SHOWN_WHILE_SUSPENDED = frozenset({"/brand.css", "/stemma.svg"})
_RETRY_AFTER_SECONDS = "3600"


class TenantMiddleware:
    """Enters the tenant of the request's host and leaves it at the end; the probes are answered on any host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        schema.leave()
        if request.path in PROBES:
            return self._answer(request, settings.PUBLIC_SCHEMA_URLCONF)
        try:
            tenant = hosts.tenant_of(request)
        except DisallowedHost:
            tenant = None
        if tenant is None:
            return render(request, "errors/unknown_host.html", status=404)
        request.tenant = tenant  # type: ignore[attr-defined]
        schema.enter(tenant)
        if tenant.state == TenantState.SUSPENDED and not _is_shown_while_suspended(request):
            return self._left(_suspended(request, tenant))
        is_public = tenant.schema_name == get_public_schema_name()
        return self._answer(request, settings.PUBLIC_SCHEMA_URLCONF if is_public else settings.ROOT_URLCONF)

    def _answer(self, request: HttpRequest, urlconf: str) -> HttpResponse:
        request.urlconf = urlconf
        return self._left(self._get_response(request))

    def _left(self, response: HttpResponse) -> HttpResponse:
        """Leave the tenant; a streamed answer is still being made, and the next request enters its own anyway."""
        if not response.streaming:
            schema.leave()
        return response


def _is_shown_while_suspended(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and request.path in _SHOWN_WHILE_SUSPENDED


def _suspended(request: HttpRequest, tenant: Tenant) -> HttpResponse:
    if request.path.startswith("/api/"):
        problem = {
            "type": "urn:colletta:problem:city_suspended",
            "title": "Servizio sospeso",
            "status": 503,
            "code": "city_suspended",
            "detail": "Il servizio di questo Comune è sospeso.",
        }
        response: HttpResponse = JsonResponse(problem, status=503, content_type="application/problem+json")
    else:
        context = {"name": tenant.name, "contact_email": tenant.contacts.get("email", "")}
        response = render(request, "errors/suspended.html", context, status=503)
    response["Retry-After"] = _RETRY_AFTER_SECONDS
    response["Cache-Control"] = "no-store"
    return response
