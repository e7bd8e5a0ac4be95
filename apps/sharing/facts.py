"""What a card, a poster and a press kit say of a campaign: plain data, with amounts in cents, and its digest."""

import hashlib
import json
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from apps.kernel.formats import euro_short

LAYOUT = 3
"""Goes up with every change of a layout, so that no old card is kept for a new one."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A city as its cards show it; colours are hexadecimal, `arms_key` changes with the coat of arms."""

    name: str
    tagline: str
    primary: str
    accent: str
    tint: str
    arms_key: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One campaign in one language. `address` is its whole public address; `call_to_action` what a reader may do."""

    language: str
    look: Look
    title: str
    summary: str
    place: str
    proponent: str
    address: str
    state_label: str
    call_to_action: str
    city_adds: str
    raised_cents: int
    threshold_cents: int
    match_cents: int
    match_label: str
    cost_cents: int

    @property
    def digest(self) -> str:
        """Sixteen characters that change whenever anything shown does."""
        text = json.dumps([LAYOUT, asdict(self)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def raised(self) -> str:
        """What citizens gave, in words."""
        return euro_short(self.raised_cents)

    @property
    def threshold(self) -> str:
        """What citizens must reach, in words."""
        return euro_short(self.threshold_cents)

    @property
    def match(self) -> str:
        """The city's part, in words."""
        return euro_short(self.match_cents)

    @property
    def cost(self) -> str:
        """The whole cost, in words."""
        return euro_short(self.cost_cents)

    @property
    def alternative(self) -> str:
        """What the card says, for who does not see it."""
        told = _("%(title)s. %(raised)s dai cittadini, soglia %(threshold)s, costo %(cost)s. %(city)s.")
        return told % {
            "title": self.title,
            "raised": self.raised,
            "threshold": self.threshold,
            "cost": self.cost,
            "city": self.look.name,
        }


def shield(primary: str, initial: str) -> str:
    """Return a neutral shield with an initial as an SVG: for a city without a coat of arms, and inside documents."""
    letter = initial if initial.isalpha() else "C"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 76" width="64" height="76">'
        '<path fill="#fff" d="M3 2h58v38c0 17-12 28-29 35C15 68 3 57 3 40z"/>'
        f'<path fill="{primary}" d="M7 6h50v33.600c0 14.500-10 24.200-25 30.700C17 63.800 7 54.100 7 39.600z"/>'
        '<path fill="#fff" fill-opacity=".16" d="M32 6h25v33.600c0 14.500-10 24.200-25 30.700z"/>'
        '<text x="32" y="47" text-anchor="middle" font-family="Titillium Web" font-size="34" font-weight="700" '
        f'fill="#fff">{letter}</text></svg>'
    )
