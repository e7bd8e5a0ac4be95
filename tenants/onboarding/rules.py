"""What a new city may be called: checks of the request, all at once, in plain Italian."""

import re
from dataclasses import dataclass

from apps.branding.rules import document

SCHEMA_PREFIX = "c_"
RESERVED = frozenset(
    [
        "admin",
        "anci",
        "api",
        "app",
        "assets",
        "base",
        "demo",
        "mail",
        "media",
        "nazionale",
        "operatore",
        "operator",
        "public",
        "pubblico",
        "static",
        "template",
        "test",
        "webhooks",
        "www",
    ]
)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(\.{_LABEL})+")
_ISTAT = re.compile(r"[0-9]{6}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST_SLUG = 40
_LONGEST_DOMAIN = 253


@dataclass(frozen=True)
class CityRequest:
    """What an operator asks for, as typed and cleaned."""

    name: str
    slug: str
    istat_code: str
    domain: str
    primary_colour: str
    officer_email: str
    officer_name: str


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a field of the request."""

    field: str
    message: str


def schema_name_of(slug: str) -> str:
    """Return the schema of a city: a prefix that no schema of the platform has, and the slug.

    >>> schema_name_of("reggio-emilia")
    'c_reggio_emilia'
    """
    return SCHEMA_PREFIX + re.sub(r"[^a-z0-9_]", "_", slug)


def problems(request: CityRequest) -> list[Problem]:
    """Return what is wrong with a request, apart from what is taken already."""
    checks = (
        ("name", request.name.strip() != "", "Scrivi il nome del Comune."),
        ("slug", _is_slug(request.slug), "Usa lettere minuscole, cifre e trattini, al massimo 40 caratteri."),
        ("slug", not _is_reserved(request.slug), "Questo nome breve è riservato alla piattaforma."),
        ("istat_code", _ISTAT.fullmatch(request.istat_code), "Il codice ISTAT del Comune ha sei cifre."),
        ("domain", _is_domain(request.domain), "Scrivi un nome di dominio, senza «http://» e senza porta."),
        ("domain", not request.domain.startswith("www."), "Scrivi il dominio senza «www.»: risponde comunque."),
        ("officer_email", _EMAIL.fullmatch(request.officer_email), "Scrivi un indirizzo e-mail completo."),
        ("officer_name", request.officer_name.strip() != "", "Scrivi il nome del primo funzionario."),
    )
    found = [Problem(field, message) for field, holds, message in checks if not holds]
    return [*found, *(Problem(each.field, each.message) for each in document.primary_problems(request.primary_colour))]


def _is_slug(slug: str) -> bool:
    return len(slug) <= _LONGEST_SLUG and _SLUG.fullmatch(slug) is not None


def _is_reserved(slug: str) -> bool:
    return slug in RESERVED or slug.startswith(("spare", "pg-"))


def _is_domain(domain: str) -> bool:
    return len(domain) <= _LONGEST_DOMAIN and _DOMAIN.fullmatch(domain) is not None
