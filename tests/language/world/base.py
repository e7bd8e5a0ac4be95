"""What the world is made of, and which of its words are proper names."""

import re
from dataclasses import dataclass, field

from django.test import Client

from apps.campaigns.models import Campaign
from apps.donations import links
from apps.donations.models import Donation
from apps.kernel import clock
from apps.people import services as people
from apps.people.models import User

GIFT = {"donor_name": "Ada Rossi", "donor_email": "ada@example.org"}
NAMES = re.compile(
    r"\bSL\b|\btest\b|Via Roma|RSSDAA80A41F205L|Milano"
    r"|Ada Rossi|Rossi Ada|Bruno Verdi|Associazione \d+|Municipio \d+|Lombardia|ANCI[^⟦]*|Colletta"
    r"|IBAN|PDF|PNG|SVG|RSS|Atom|iCalendar|QR|CSV|JSON|kB|MB|SHA-?256|CUP|RUP|SEPA|Visa|TOTP|SPID|CIE|RUNTS|MHz"
    r"|WhatsApp|Telegram|Facebook|Markdown|OpenStreetMap|Bootstrap Italia|Italiano|English|Deutsch|Français|Slovenščina"
    r"|https?://\S+|[\w.+-]+@[\w.-]+|[\w-]+\.(?:localhost|example|org|it|xml|ics|json|pdf)\b\S*|\b(?=\w*\d)\w+\b"
)
WORDS = re.compile(
    r"Progetti ad alto impatto[^⟦]*|I dati per il tuo bonifico[^⟦]*"
    r"|Orto[ \w]*|Crowdfunding civico \d+|Un orto[^⟦]*|reti sociali"
)


@dataclass
class World:
    """Addresses by the page's name, and who opens them."""

    visitor: Client
    citizen: Client
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    pages: dict[str, list[str]] = field(default_factory=dict)


def add_person(email: str, name: str) -> User:
    """Create a person of the city who has an address and a password."""
    now = clock.now()
    user = people.create_user(email=email, name=name, password="una-parola-lunga-42", roles=[], now=now, actor="test")
    people.verify_address(user_id=user.pk, email=email)
    return user


def newcomer() -> User:
    """Return a person who came in by an identity and has no password."""
    return people.create_user(
        email="carla@example.org", name="Bruno Verdi", password=None, roles=[], now=clock.now(), actor="test"
    )


def path_of(donation: Donation) -> str:
    """Return the page of a gift."""
    return f"/donazioni/{links.token_of(donation.pk)}/"
