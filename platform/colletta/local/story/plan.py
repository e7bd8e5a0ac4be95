"""What is to happen, read from the data files: strict about the keys, in units of people (euro, days from today).

`initiatives.yaml` holds the facts; the cities' files, which name facts by key or position, hold what is invented.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from apps.calls.editions.reading import get_edition

_FOLDER = Path(__file__).parent / "data"
CITIES = ("milano", "venezia", "brescia", "saluzzo", "taranto", "torino")
Facts = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation; invented unless `real`."""

    name: str
    kind: str
    real: bool = False


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act of the municipality; an invented one has no date of its own and takes the day on which it is told."""

    kind: str
    number: str
    office: str
    subject: str
    real: bool
    dated: date | None = None


@dataclass(frozen=True, kw_only=True)
class CallPlan:
    """A call: its facts by key, or the title of an invented one; texts, rules; a draft without a publication."""

    slug: str
    kind: str
    is_demo: bool
    summary: str
    description: str
    faq: list[dict[str, str]]
    initiative: str = ""
    title: str = ""
    rules: dict[str, Any] = field(default_factory=dict)
    publication: dict[str, Any] = field(default_factory=dict)
    funding: dict[str, Any] = field(default_factory=dict)
    funding_euro: int = 0

    @property
    def facts(self) -> Facts:
        """What the sources say of it; of an invented one its title alone."""
        return initiatives()[self.initiative] if self.initiative else {"title": self.title}

    @property
    def document(self) -> dict[str, Any]:
        """The rules document: an edition's with the choices that it leaves open, or one of the demo's own."""
        if "edition" in self.rules:
            return {**get_edition(self.rules["edition"]).rules, **self.rules["choices"]}
        return dict(self.rules.get("document", {}))

    @property
    def funded_cents(self) -> int:
        """What its act, if there is one, puts into the pool: the sum that is told, or the whole pool of the rules."""
        return (100 * self.funding_euro or int(self.document["pool_cents"])) if self.funding else 0


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days counted from today: opening, last day of the campaign, day of the gift that ends the planned ones."""

    opens: int
    closes: int
    last_gift: int


@dataclass(frozen=True, kw_only=True)
class GiftsPlan:
    """Gifts in euro: one per body, the first of which gives last; so many people, so much together; pages left open.

    `refused_later` people have a card that is saved for a promise and refused when it is charged.
    """

    bodies: list[int]
    people: int
    people_euro: int
    abandoned: int = 0
    refused_later: int = 0


@dataclass(frozen=True, kw_only=True)
class CampaignPlan:
    """A campaign and how it is to end: `funded`, `reached`, `waiting`, `open`, `outcome_pending` or `refunded`."""

    slug: str
    call: str
    body: str
    area: str | int
    district: str
    cost_euro: int
    days: Days
    gifts: GiftsPlan
    told: str
    summary: str
    story: str
    title: str = ""
    fact: int | None = None
    proponent: str = ""
    featured: bool = False


@dataclass(frozen=True, kw_only=True)
class CityPlan:
    """A city with all that happens in it."""

    slug: str
    initiative: str
    primary_colour: str
    tagline: str
    contacts: dict[str, str]
    bodies: dict[str, Body]
    calls: dict[str, CallPlan]
    campaigns: list[CampaignPlan]
    fact: int | None = None

    @property
    def municipality(self) -> dict[str, str]:
        """Name and ISTAT code, as the sources say."""
        facts = initiatives()[self.initiative]
        return dict((facts if self.fact is None else facts["campaigns"][self.fact])["municipality"])

    def title_of(self, campaign: CampaignPlan) -> str:
        """Return a campaign's title: the real one where the sources name it."""
        if campaign.fact is None:
            return campaign.title
        named = self.calls[campaign.call].facts["campaigns"][campaign.fact]
        return str(named["title"] if isinstance(named, dict) else named)

    def area_of(self, campaign: CampaignPlan) -> str:
        """Return a campaign's area: one of the call's by position, or a text of its own."""
        if isinstance(campaign.area, int):
            return str(self.calls[campaign.call].facts["areas"][campaign.area])
        return campaign.area


@cache
def initiatives() -> dict[str, Facts]:
    """Return the facts of each initiative by key."""
    return {facts["key"]: facts for facts in _read("initiatives")}


@cache
def people() -> dict[str, Any]:
    """Return the accounts of the demo, their password, and the names that donors are made of."""
    return dict(_read("people"))


def citizen(city: str) -> dict[str, str]:
    """Return name and address with which the demo's citizen of a city gives, as fields of a gift."""
    row = people()["citizens"][0]
    return {"donor_name": row["name"], "donor_email": row["email"].format(city=city)}


@cache
def cities() -> tuple[CityPlan, ...]:
    """Return the plan of each city, in the order in which they are told; raises TypeError on a key that is unknown."""
    return tuple(_city(slug, _read(slug)) for slug in CITIES)


@cache
def looks() -> dict[str, Any]:
    """Return how each city looks, by slug."""
    return dict(_read("looks"))


def _city(slug: str, values: dict[str, Any]) -> CityPlan:
    values = dict(values)
    bodies = {key: Body(**row) for key, row in values.pop("bodies").items()}
    calls = {row["slug"]: CallPlan(**row) for row in values.pop("calls")}
    campaigns = [_campaign(dict(row)) for row in values.pop("campaigns")]
    return CityPlan(slug=slug, bodies=bodies, calls=calls, campaigns=campaigns, **values)


def _campaign(row: dict[str, Any]) -> CampaignPlan:
    days, gifts = Days(**row.pop("days")), GiftsPlan(**row.pop("gifts"))
    return CampaignPlan(days=days, gifts=gifts, **row)


def _read(name: str) -> Any:
    return yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
