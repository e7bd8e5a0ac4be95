"""Pages that answer when something is wrong: no such page, no permission, no such host, a suspended city, a failure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from api import errors as api_errors
from colletta.theming.site import site_for


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 in the city's frame (Django's `handler404`)."""
    return render(request, "errors/404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 in the city's frame (Django's `handler403`)."""
    return render(request, "errors/403.html", status=403)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429 to who asks the same too often (django-allauth's `handler429`)."""
    text = _("Hai fatto la stessa richiesta troppe volte. Aspetta qualche minuto e riprova.")
    context = {"code": 429, "heading": _("Troppe richieste"), "text": text}
    return render(request, "errors/refused.html", context, status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that is too old or was not ours (Django's `CSRF_FAILURE_VIEW`)."""
    return render(request, "errors/403.html", {"reason": reason or "csrf"}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without a context, since anything may be broken (Django's `handler500`)."""
    if api_errors.is_api(request):
        return api_errors.server_error()
    is_city = not site_for(getattr(request, "tenant", None)).is_national
    return HttpResponse(render_to_string("errors/500.html", {"is_city": is_city}), status=500)


def unknown_host(_request: HttpRequest) -> HttpResponse:
    """Answer 404 on a host that belongs to nobody, naming no city."""
    return HttpResponse(render_to_string("errors/unknown_host.html"), status=404)


def suspended(_request: HttpRequest, contact_email: str = "") -> HttpResponse:
    """Answer 503 for a city that is suspended, with an address to write to where there is one."""
    return HttpResponse(render_to_string("errors/suspended.html", {"contact_email": contact_email}), status=503)
