"""The network address of who makes a request. Never stored as it is: see what uses it."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the client's address, looking behind as many proxies as the deployment has and no more."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    told = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    if not settings.TRUSTED_PROXIES or not told:
        return remote
    return told[-min(settings.TRUSTED_PROXIES, len(told))]
