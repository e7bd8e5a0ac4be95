"""The form of a gift as it was sent, where it did not lead to a payment: kept for the page that says why.

That page is never the answer to the sending itself: no browser could come back to it or load it again. What was typed
waits in the city's cache, for half an hour and only for the browser that sent it; nothing of it stands in an address.
"""

import hashlib
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.http import urlencode
from redis.exceptions import RedisError

from apps.portal.forms import DonationForm
from apps.portal.presenters import troubles
from apps.portal.presenters.troubles import Trouble

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

SHOWN = "rivedi"
COOKIE = "modulo_donazione"
SECONDS = 30 * 60
LONGEST = 8_000
_KEY_BYTES = 16


def keep(request: HttpRequest, campaign: "Campaign", form: DonationForm, trouble: Trouble) -> HttpResponse | None:
    """Keep a form with what is wrong with it, and lead to its page; None where it cannot be kept."""
    text = urlencode({name: form.data[name] for name in form.fields if name in form.data})
    browser = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(_KEY_BYTES)
    said = {name: list(reasons) for name, reasons in form.errors.items()}
    path, name = _path(campaign), _name(form.data["request_key"])
    try:
        if len(text) > LONGEST:
            return None
        caches["shelf"].set(_place(browser, path, name), (text, said, trouble.name), SECONDS)
    except RedisError:
        return None
    response = HttpResponseRedirect(f"{path}?{SHOWN}={name}", status=HTTPStatus.SEE_OTHER)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, browser, path=path, httponly=True, samesite="Lax", secure=secure)
    return response


def find(request: HttpRequest, campaign: "Campaign") -> tuple[QueryDict, dict[str, list[str]], Trouble] | None:
    """Return what this browser sent for the page that it asks for: what was typed, what is wrong, the trouble."""
    name, browser = request.GET.get(SHOWN, ""), request.COOKIES.get(COOKIE, "")
    if not name or not browser:
        return None
    try:
        found = caches["shelf"].get(_place(browser, _path(campaign), name))
    except RedisError:
        return None
    if found is None:
        return None
    text, said, trouble = found
    return QueryDict(text), said, troubles.BY_NAME[trouble]


def forget(request: HttpRequest, campaign: "Campaign", form: DonationForm) -> None:
    """Forget what was typed before a gift began: the way back leads to the gift then."""
    browser = request.COOKIES.get(COOKIE, "")
    if not browser:
        return
    try:
        caches["shelf"].delete(_place(browser, _path(campaign), _name(form.data["request_key"])))
    except RedisError:
        return


def _name(request_key: str) -> str:
    """Return what stands for a form's key in an address: it leads to nothing without the browser's own cookie."""
    return hashlib.sha256(request_key.encode()).hexdigest()[:16]


def _place(browser: str, path: str, name: str) -> str:
    return "gift_form:" + hashlib.sha256(f"{browser}|{path}|{name}".encode()).hexdigest()


def _path(campaign: "Campaign") -> str:
    return f"/campagne/{campaign.slug}/dona/"
