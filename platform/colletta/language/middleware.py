"""Which language a person reads: the one just asked for, the one asked for before, the person's own, the city's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from apps.kernel.languages import PARAMETER

OFFICES = ("/gestione/", "/operatore/", "/api/")


class LanguageMiddleware:
    """Activates the language of a request; offices work in Italian.

    `?lingua=en` asks for a language and is remembered by a cookie, so that a link can lead to a translated page; an
    answer marked `keeps_no_cookie`, as what other sites embed, remembers nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language, and remember it when it was asked for."""
        asked = _offered(request.GET.get(PARAMETER))
        with translation.override(settings.LANGUAGE_CODE if _is_office(request) else asked or _usual(request)):
            response = self.get_response(request)
        if asked and not getattr(response, "keeps_no_cookie", False):
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                httponly=True,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _is_office(request: HttpRequest) -> bool:
    return request.path_info.startswith(OFFICES)


def _usual(request: HttpRequest) -> str:
    kept = _offered(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    return kept or _of_person(request) or _of_city(request) or settings.LANGUAGE_CODE


def _of_person(request: HttpRequest) -> str:
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return _offered(getattr(request.user, "language", "")) if is_known else ""


def _of_city(request: HttpRequest) -> str:
    return _offered(getattr(getattr(request, "tenant", None), "language", ""))


def _offered(language: str | None) -> str:
    return language if language in settings.OFFERED_LANGUAGES else ""
