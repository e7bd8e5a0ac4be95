"""The addresses of a page in the languages that are offered.

A page has one address in the language of its site, where nothing is asked for, and one with `?lingua=` in each other.
"""

from dataclasses import dataclass

from django.conf import settings

PARAMETER = "lingua"
LOCALES = {"it": "it_IT", "en": "en_GB", "de": "de_DE", "fr": "fr_FR", "sl": "sl_SI"}
"""Languages as the Open Graph protocol writes them."""
WHOEVER = "x-default"


@dataclass(frozen=True)
class Alternate:
    """A page in one language; `WHOEVER` is for readers of none of them."""

    language: str
    address: str


def usual(language: str | None) -> str:
    """Return the language of a site that chose this one: the source's where it is not offered."""
    return language if language in settings.OFFERED_LANGUAGES else str(settings.LANGUAGE_CODE)


def address_in(address: str, language: str, site_language: str) -> str:
    """Return the address of a page in a language; `address` is the one without a query."""
    return address if language == site_language else f"{address}?{PARAMETER}={language}"


def alternates(address: str, site_language: str) -> list[Alternate]:
    """Return a page in every language that is offered and for whoever reads none; nothing where there is one only."""
    offered = list(settings.OFFERED_LANGUAGES)
    if len(offered) == 1:
        return []
    return [
        *(Alternate(language, address_in(address, language, site_language)) for language in offered),
        Alternate(WHOEVER, address),
    ]
