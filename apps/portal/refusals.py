"""What a page answers when the domain refuses: a sentence in plain Italian under the right status."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from apps.kernel.errors import DomainError

View = Callable[..., HttpResponse]

_HEADINGS = {
    HTTPStatus.NOT_FOUND: "Pagina non trovata",
    HTTPStatus.CONFLICT: "Adesso non è possibile",
    HTTPStatus.BAD_GATEWAY: "Il pagamento non può iniziare",
    HTTPStatus.SERVICE_UNAVAILABLE: "Il servizio di pagamento non risponde",
}


def told_in_italian(view: View) -> View:
    """Answer a DomainError of the view with a page that says it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            return refusal(request, error)

    return guarded


def not_kept(view: View) -> View:
    """Forbid every cache to keep the answer: it belongs to one person."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page of one refusal."""
    heading = _HEADINGS.get(HTTPStatus(error.status), "La richiesta non è valida")
    context = {"code": error.status, "heading": heading, "text": error.message}
    return render(request, "portal/refusal.html", context, status=error.status)
