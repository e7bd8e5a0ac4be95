"""How a page presents itself to search engines and to who shares it: words, picture, structured data."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from apps.calls.models import Call
    from apps.campaigns.models import Campaign

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class PageMeta:
    """Words of a page for others; `image` is a whole address (1200 x 630), `structured` safe in a script element."""

    title: str
    description: str
    kind: str = "website"
    image: str = ""
    image_alt: str = ""
    structured: SafeString | str = ""


def of_campaign(campaign: "Campaign", address: str, city: str, image: str = "", image_alt: str = "") -> PageMeta:
    """Return what the page of a campaign says of itself: a project with its proponent and dates, without figures."""
    document = {
        "@context": "https://schema.org",
        "@type": "Project",
        "name": campaign.told_title,
        "description": campaign.told_summary,
        "url": address,
        "keywords": campaign.area,
        "foundingDate": timezone.localdate(campaign.opens_at).isoformat() if campaign.opens_at else "",
        "parentOrganization": {"@type": "Organization", "name": campaign.proponent.name},
        "funder": _municipality(city),
        "location": {"@type": "Place", "name": campaign.district} if campaign.district else None,
    }
    return PageMeta(campaign.told_title, campaign.told_summary, "article", image, image_alt, data_block(document))


def of_call(call: "Call", address: str, city: str) -> PageMeta:
    """Return what the page of a call says of itself: a service of the municipality."""
    document = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": call.title,
        "description": call.summary,
        "url": address,
        "provider": _municipality(city),
    }
    return PageMeta(call.title, call.summary, structured=data_block(document))


def of_city(city: str, address: str, tagline: str) -> PageMeta:
    """Return what the home page of a city says of itself, its search box included."""
    title = f"{_('Crowdfunding civico')} - {city}"
    document = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": title,
        "url": address,
        "publisher": _municipality(city),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{address}cerca/?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
    return PageMeta(title, tagline, structured=data_block(document))


def _municipality(city: str) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": _("Comune di %(name)s") % {"name": city}}


def data_block(document: dict[str, Any]) -> SafeString:
    """Return a document as JSON that cannot end the script element that holds it; empty values are left out."""
    filled = {key: value for key, value in document.items() if value}
    text = json.dumps(filled, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308  # nosec B308 B703
