"""One line per request with its city, its identifier and no token; the identifier goes back with the answer."""

from typing import TYPE_CHECKING

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware

from colletta.observability.scrubbing import scrub_path

if TYPE_CHECKING:
    _Base = object
else:
    _Base = RequestMiddleware

HEADER = "X-Request-ID"


class RequestLogMiddleware(_Base):
    """Stands outside the choice of the tenant, so that hosts of nobody and suspended cities are logged too."""

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """Write the line, and name the request in its answer."""
        tenant = getattr(request, "tenant", None)
        structlog.contextvars.bind_contextvars(city=tenant.schema_name if tenant else "public")
        response[HEADER] = structlog.contextvars.get_contextvars()["request_id"]
        super().handle_response(request, response)  # type: ignore[misc]

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Return method and path."""
        return f"{request.method} {scrub_path(request.path)}"
