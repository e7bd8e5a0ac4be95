"""Who looks at the portal in the draft's look: a person of the office, for the length of a session.

The session decides; the cookie only spares everybody else the question, and lends no right.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from apps.people import selectors as people
from apps.people.roles import BRAND_OFFICE

COOKIE = "anteprima"
_FLAG = "look_preview"


def start(request: HttpRequest, response: HttpResponse) -> None:
    """Show this session the draft's look from the next page on."""
    request.session[_FLAG] = True
    response.set_cookie(
        COOKIE, "1", httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, max_age=8 * 60 * 60
    )


def stop(request: HttpRequest, response: HttpResponse) -> None:
    """Show this session what citizens see."""
    request.session.pop(_FLAG, None)
    response.delete_cookie(COOKIE)


def is_on(request: HttpRequest) -> bool:
    """Tell whether this request is of a person of the office who is looking at the draft."""
    if COOKIE not in request.COOKIES or not request.session.get(_FLAG) or not request.user.is_authenticated:
        return False
    return bool(BRAND_OFFICE & people.roles_of(request.user.pk))
