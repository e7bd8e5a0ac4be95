"""What every page shares: refusals said in plain words with their own status, and a frame that no view replaces."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from api.errors import is_api
from apps.kernel.errors import DomainError
from colletta.theming import errors

_HEADINGS = {
    HTTPStatus.NOT_FOUND: _("Pagina non trovata"),
    HTTPStatus.CONFLICT: _("Adesso non è possibile"),
    HTTPStatus.BAD_GATEWAY: _("Il pagamento non può iniziare"),
    HTTPStatus.SERVICE_UNAVAILABLE: _("Il servizio di pagamento non risponde"),
}


class RefusalMiddleware:
    """Answers a DomainError that a page let through; the API answers its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; a page that is not asked for like this says so."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content or is_api(request):
            return response
        told = errors.not_allowed(request)
        told["Allow"] = response["Allow"]
        return told

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render the refusal, for no cache to keep, or leave any other exception alone."""
        if not isinstance(error, DomainError):
            return None
        heading = _HEADINGS.get(HTTPStatus(error.status), _("La richiesta non è valida"))
        context = {"code": error.status, "heading": heading, "text": error.message}
        response = render(request, "errors/refused.html", context, status=error.status)
        patch_cache_control(response, private=True, no_store=True)
        return response


class FrameMiddleware:
    """Keeps `site` the city's: the views of packages bring Django's, which is only the host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Leave the name to the context processor."""
        if response.context_data:
            response.context_data.pop("site", None)
        return response
