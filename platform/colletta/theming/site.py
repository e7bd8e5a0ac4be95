"""What the frame of a page says about who publishes it: plain data for the templates.

Reads a tenant already loaded by the middleware and makes no query. The paths are the portal's public addresses, printed
on posters and checked by the national programme, so they are written here rather than reversed: the frame must also
stand on hosts and errors that have no address table.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from colletta.theming import brand

PUBLIC_SCHEMA = "public"
NATIONAL_NAME = _("Crowdfunding civico")
NATIONAL_TAGLINE = _("Le campagne dei Comuni italiani")


@dataclass(frozen=True)
class Link:
    """One entry of a menu; `element` is the name that the national programme's checkers look for."""

    label: str | Promise
    path: str
    element: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of the city's look; `srcset` is empty where there is one size only."""

    path: str
    alt: str
    width: int
    height: int
    srcset: str = ""


@dataclass(frozen=True)
class Site:
    """Identity, contacts and links shown by the frame of every page."""

    name: str | Promise
    slug: str
    tagline: str | Promise
    primary: str
    is_national: bool
    owner_name: str
    owner_url: str
    navigation: tuple[Link, ...]
    service_links: tuple[Link, ...]
    legal_links: tuple[Link, ...]
    contacts: dict[str, str] = field(default_factory=dict)
    secondary: str = ""
    arms: str = ""
    photograph: Picture | None = None
    footer_links: tuple[Link, ...] = ()
    cofunding_wording: str = ""
    cofunding_logos: tuple[Picture, ...] = ()
    language: str = "it"
    is_draft: bool = False

    @property
    def brand_version(self) -> str:
        """Digest of the colours, for the address of the brand sheet."""
        return brand.version(self.primary, self.secondary)

    @property
    def arms_version(self) -> str:
        """Digest of what the coat of arms is drawn from, for its address."""
        return hashlib.sha256(f"{self.primary}|{self.initial}|{self.arms}".encode()).hexdigest()[:12]

    @property
    def initial(self) -> str:
        """First letter of the name, for the neutral shield."""
        return str(self.name)[:1].upper()


CITY_NAVIGATION = (
    Link(_("Campagne"), "/campagne/", "all-campaigns"),
    Link(_("Bandi"), "/bandi/"),
    Link(_("Mappa"), "/mappa/"),
    Link(_("Quartieri"), "/quartieri/"),
    Link(_("Come funziona"), "/come-funziona/"),
    Link(_("Assistenza"), "/segnalazioni/"),
)
CITY_SERVICES = (
    Link(_("Leggi le domande frequenti"), "/domande-frequenti/", "faq"),
    Link(_("Segnala un disservizio"), "/segnalazioni/", "report-inefficiency"),
)
NATIONAL_NAVIGATION = (
    Link(_("Campagne in evidenza"), "/#campagne"),
    Link(_("Comuni"), "/#comuni"),
    Link(_("Come funziona"), "/#come-funziona"),
)


def site_for(tenant: Any) -> Site:
    """Return the site of a city, or the national portal's for the public schema and for no tenant at all."""
    if tenant is None or getattr(tenant, "schema_name", PUBLIC_SCHEMA) == PUBLIC_SCHEMA:
        return NATIONAL
    contacts = {key: value for key, value in (tenant.contacts or {}).items() if isinstance(value, str)}
    return Site(
        name=tenant.name,
        slug=tenant.slug,
        tagline=tenant.tagline,
        primary=tenant.primary_colour or brand.NATIONAL_PRIMARY,
        is_national=False,
        owner_name=contacts.get("owner_name", ""),
        owner_url=contacts.get("owner_url", ""),
        navigation=CITY_NAVIGATION,
        service_links=CITY_SERVICES,
        legal_links=_legal_links(tenant.accessibility_statement_url),
        contacts=contacts,
        secondary=tenant.secondary_colour,
        arms=tenant.arms,
        photograph=_photograph(tenant.photograph),
        footer_links=tuple(Link(link["label"], link["url"]) for link in tenant.footer_links),
        cofunding_wording=tenant.cofunding.get("wording", ""),
        cofunding_logos=tuple(_logo(logo) for logo in tenant.cofunding.get("logos", [])),
        language=tenant.language,
        is_draft=getattr(tenant, "is_draft", False),
    )


def file_path(sha256: str) -> str:
    """Return the address of a picture of the look, the same for ever."""
    return f"/aspetto/{sha256}"


def _photograph(kept: dict[str, Any]) -> Picture | None:
    if not kept:
        return None
    srcset = ", ".join(f"{file_path(sha256)} {width}w" for sha256, width in kept["sources"])
    return Picture(file_path(kept["sources"][0][0]), kept["alt"], kept["width"], kept["height"], srcset)


def _logo(kept: dict[str, Any]) -> Picture:
    return Picture(file_path(kept["sha256"]), kept["alt"], kept["width"], kept["height"])


def _legal_links(accessibility_statement: str) -> tuple[Link, ...]:
    return (
        Link(_("Informativa privacy"), "/privacy/", "privacy-policy-link"),
        Link(_("Note legali"), "/note-legali/", "legal-notes"),
        Link(_("Dichiarazione di accessibilità"), accessibility_statement or "/accessibilita/", "accessibility-link"),
    )


NATIONAL = Site(
    name=NATIONAL_NAME,
    slug="",
    tagline=NATIONAL_TAGLINE,
    primary=brand.NATIONAL_PRIMARY,
    is_national=True,
    owner_name="ANCI, Associazione Nazionale Comuni Italiani",
    owner_url="https://www.anci.it/",
    navigation=NATIONAL_NAVIGATION,
    service_links=(),
    legal_links=(),
)
