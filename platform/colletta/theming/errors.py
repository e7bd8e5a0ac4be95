"""Pages that answer when something is wrong, in plain words: with the request, the host, the city or ourselves."""

from django.core.exceptions import RequestDataTooBig
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


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read, or is too large, in the city's frame (Django's `handler400`)."""
    is_large = isinstance(exception, RequestDataTooBig)
    if api_errors.is_api(request):
        return api_errors.unreadable(413 if is_large else 400)
    if is_large:
        text = _("Quello che hai mandato è troppo grande. Accorcia il testo o togli qualche file, e riprova.")
        return _refused(request, 413, _("È troppo grande"), text)
    text = _("Non siamo riusciti a leggere quello che è arrivato. Torna indietro, ricarica la pagina e riprova.")
    return _refused(request, 400, _("La richiesta non è valida"), text)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer 405 to an address that is only a button's, or to a form sent where none is."""
    text = _("A questo indirizzo si arriva con un pulsante del sito, non dalla barra degli indirizzi.")
    return _refused(request, 405, _("Qui non si arriva così"), text)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429 to who asks the same too often (django-allauth's `handler429`)."""
    text = _("Hai fatto la stessa richiesta troppe volte. Aspetta qualche minuto e riprova.")
    return _refused(request, 429, _("Troppe richieste"), text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that is too old or was not ours (Django's `CSRF_FAILURE_VIEW`)."""
    return render(request, "errors/403.html", {"reason": reason or "csrf"}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with nothing that asks the database, since anything may be broken (Django's `handler500`)."""
    if api_errors.is_api(request):
        return api_errors.server_error()
    site = site_for(getattr(request, "tenant", None))
    return HttpResponse(render_to_string("errors/500.html", {"site": site}), status=500)


def unknown_host(_request: HttpRequest) -> HttpResponse:
    """Answer 404 on a host that belongs to nobody, naming no city."""
    return HttpResponse(render_to_string("errors/unknown_host.html"), status=404)


def suspended(_request: HttpRequest, contact_email: str = "") -> HttpResponse:
    """Answer 503 for a city that is suspended, with an address to write to where there is one."""
    return HttpResponse(render_to_string("errors/suspended.html", {"contact_email": contact_email}), status=503)


def _refused(request: HttpRequest, code: int, heading: str, text: str) -> HttpResponse:
    return render(request, "errors/refused.html", {"code": code, "heading": heading, "text": text}, status=code)
