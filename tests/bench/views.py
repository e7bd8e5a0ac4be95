"""What pages are compared with: an empty view behind the whole program, one before any of it, and a few queries."""

from collections.abc import Callable
from functools import cached_property

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from apps.campaigns import selectors as campaigns
from tenants.registry import selectors as registry
from tests.bench import paths

SCHEMA = "c_milano"


class BareView:
    """Answers one path before every other middleware: what Django and the server cost by themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer that path, pass any other on."""
        return HttpResponse() if request.path == paths.BARE else self._get_response(request)


def empty(request: HttpRequest) -> HttpResponse:
    """Answer nothing."""
    return HttpResponse()


def titles(request: HttpRequest) -> HttpResponse:
    """Answer the titles of the city's campaigns: one query and hardly anything else."""
    return JsonResponse([campaign.title for campaign in campaigns.list_public_campaigns()], safe=False)


class FixedTenant:
    """Gives every request the same city without looking at its host: the program without tenancy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        request.tenant = self._tenant  # type: ignore[attr-defined]
        connection.schema_name = SCHEMA
        return self._get_response(request)

    @cached_property
    def _tenant(self) -> object:
        return registry.get_tenant(SCHEMA)
