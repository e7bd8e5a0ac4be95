"""Which host a city may claim, and how its DNS record is written; pure."""

import ipaddress
import re

import idna

LONGEST = 253
RECORD = "_colletta"
VALUE = "colletta-verifica="
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NOT_OF_THE_INTERNET = frozenset({"localhost", "local", "internal", "invalid", "onion", "arpa", "home", "lan", "test"})


class WrongDomain(ValueError):
    """The text is not a host that can be claimed; says why in Italian."""


def normalise(text: str, *, platform_host: str) -> str:
    """Return a host in the form in which it is kept: lower case, `xn--` where it has accents, no `www.`.

    Raises WrongDomain, also for the platform's own hosts.
    """
    typed = text.strip().rstrip(".").lower()
    if "//" in typed or "/" in typed or ":" in typed or "@" in typed:
        raise WrongDomain("Scrivi solo il dominio, senza «https://», senza porta e senza pagina.")
    try:
        host = idna.encode(typed, uts46=True).decode() if not typed.isascii() else typed
    except idna.IDNAError as error:
        raise WrongDomain("Questo dominio ha caratteri che non si possono usare.") from error
    host = host.removeprefix("www.")
    labels = host.split(".")
    if _is_address(host) or len(host) > LONGEST or not all(_LABEL.fullmatch(label) for label in labels):
        raise WrongDomain("Scrivi un nome di dominio completo, per esempio crowdfunding.comune.esempio.it.")
    if len(labels) == 1 or labels[-1].isdigit() or labels[-1] in _NOT_OF_THE_INTERNET:
        raise WrongDomain("Questo nome non esiste in Internet: scrivi il dominio completo.")
    if any(label.startswith("xn--") and not _is_punycode(label) for label in labels):
        raise WrongDomain("Questo dominio ha caratteri che non si possono usare.")
    if host == platform_host or host.endswith(f".{platform_host}"):
        raise WrongDomain("Questo dominio è della piattaforma.")
    return host


def readable(host: str) -> str:
    """Return a host as people read it, with its accents.

    >>> readable("xn--citt-2na.example")
    'città.example'
    """
    try:
        return str(idna.decode(host))
    except idna.IDNAError:
        return host


def record_name(host: str) -> str:
    """Return the name of the TXT record of a host."""
    return f"{RECORD}.{host}"


def record_value(token: str) -> str:
    """Return what the TXT record must say."""
    return VALUE + token


def _is_punycode(label: str) -> bool:
    try:
        idna.decode(label)
    except idna.IDNAError:
        return False
    return True


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
