"""Who makes a request: the network address, never stored as it is (see what uses it), and the account that is tried."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

NOBODYS = "@cancellato.invalid"
"""How the addresses end that stand for those who have left."""


def address_of(request: HttpRequest) -> str:
    """Return the client's address, looking behind as many proxies as the deployment has and no more."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    told = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    if not settings.TRUSTED_PROXIES or not told:
        return remote
    return told[-min(settings.TRUSTED_PROXIES, len(told))]


def network_of(address: str) -> str:
    """Return the network that an address is in, /24 of IPv4 or /48 of IPv6, for what is shown, or told apart."""
    found = ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    prefix = 24 if found.version == 4 else 48  # noqa: PLR2004
    return str(ip_network(f"{found}/{prefix}", strict=False).network_address)


def tried_account(request: HttpRequest, credentials: dict[str, object] | None = None) -> str:
    """Return the e-mail address that somebody tries to sign in with, in lower case, whichever the door."""
    told = credentials or {}
    for name in ("username", "email", "login"):
        value = told.get(name) or request.POST.get(name)
        if value:
            return str(value).strip().lower()
    return ""
