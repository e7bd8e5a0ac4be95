"""Answers that are the same for everybody, kept while the database stands still; decision 18.

Owns which answers are kept and under which key. The key holds the state of the database (PostgreSQL's own name of what
is committed), the second, the city and how this process knows it, the whole address and the language: an answer made
before a commit, of another city or in another language has another key and cannot be found. Whoever has a session, or
a message waiting, is never answered from here; an answer with a cookie or a form's token is never kept.
"""

import hashlib
import zlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers, set_response_etag
from django.utils.translation import get_language

from apps.kernel import clock
from apps.kernel.shelf import shelf

View = Callable[..., HttpResponse]
SECONDS = 2
"""How long an answer stays: its key names one second, so later nobody asks for it."""
_GZIP = 16 + zlib.MAX_WBITS
_NOT_FOR_ALL = ("private", "no-store")
Kept = tuple[bytes, dict[str, str]]
"""A compressed body and its headers: nothing that another version of this code, which runs beside it, cannot read."""


def same_for_all(view: View) -> View:
    """Answer whoever has no session with what was made for others from the same data in the same second."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _may_be_kept(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        found = shelf.take(key)
        if found is None:
            response = _whole(view(request, *args, **kwargs))
            if not _is_same_for_all(request, response):
                return response
            found = _kept(response)
            shelf.put(key, found, seconds=SECONDS)
        return _again(request, found)

    return answered


def state_of_the_data() -> str:
    """Return PostgreSQL's name of what is committed now: two equal names see the same rows, in every city.

    Asked without a cursor of Django's, which would first go to the city's schema: a round trip for nothing.
    """
    with connection.wrap_database_errors:
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        return str(connection.connection.execute("SELECT pg_current_snapshot()::text").fetchone()[0])


def _may_be_kept(request: HttpRequest) -> bool:
    """Tell whether a request asks for what everybody sees; inside a transaction, one's own writes have no name yet."""
    personal = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & request.COOKIES.keys()
    is_read = request.method in ("GET", "HEAD")
    return settings.KEEP_ANSWERS and is_read and not personal and not connection.in_atomic_block


def _key(request: HttpRequest) -> str:
    tenant = request.tenant  # type: ignore[attr-defined]
    accepted = request.headers.get("Accept", "")
    parts = (
        state_of_the_data(),
        str(int(clock.now().timestamp())),
        tenant.schema_name,
        repr([getattr(tenant, field.attname) for field in tenant._meta.concrete_fields]),
        request.build_absolute_uri(),
        get_language() or "",
        "" if "*/*" in accepted else accepted,
    )
    return "answer:" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _whole(response: Any) -> HttpResponse:
    """Return an answer with its body; the interface's are made late."""
    if getattr(response, "is_rendered", True) is False:
        response.render()
    return response


def _is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    has_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    rules = response.get("Cache-Control", "")
    is_plain = (
        response.status_code == HTTPStatus.OK and not response.streaming and not response.cookies and not has_token
    )
    return is_plain and not any(word in rules for word in _NOT_FOR_ALL)


def _kept(response: HttpResponse) -> Kept:
    set_response_etag(response)
    response["ETag"] = f"W/{response['ETag'].removeprefix('W/')}"
    patch_vary_headers(response, ["Accept-Encoding"])
    packer = zlib.compressobj(wbits=_GZIP)
    return packer.compress(response.content) + packer.flush(), dict(response.items())


def _again(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Return a kept answer, compressed for whoever reads gzip: it holds nobody's secret that a length could tell."""
    body, headers = kept
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(zlib.decompress(body, wbits=_GZIP), headers=headers)
    return HttpResponse(body, headers={**headers, "Content-Encoding": "gzip"})
