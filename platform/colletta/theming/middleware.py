"""A refusal of the domain becomes a page that says it in plain Italian, with its own status."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.kernel.errors import DomainError


class RefusalMiddleware:
    """Answers a DomainError that a page let through; the API answers its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Render the refusal, or leave any other exception alone."""
        if not isinstance(error, DomainError):
            return None
        return render(
            request, "errors/refused.html", {"message": error.message, "code": error.status}, status=error.status
        )
