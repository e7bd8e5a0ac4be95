"""What narrows a list of campaigns: read from an address without ever failing, and written back into one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from apps.campaigns.listing import Facet, Near, Sort, Wanted
from apps.campaigns.states import PUBLIC, CampaignState
from apps.search.rules import plain

if TYPE_CHECKING:
    from apps.districts.models import District

STATES: dict[str, tuple[str | Promise, frozenset[CampaignState]]] = {
    "aperte": (_("Aperte"), frozenset({CampaignState.OPEN})),
    "in-attesa": (_("In attesa dell'esito"), frozenset({CampaignState.OUTCOME_PENDING})),
    "finanziate": (_("Finanziate"), frozenset({CampaignState.FUNDED})),
    "non-finanziate": (_("Non finanziate"), frozenset({CampaignState.NOT_FUNDED})),
    "annullate": (_("Annullate"), frozenset({CampaignState.CANCELLED})),
}
SORTS: dict[Sort, str | Promise] = {
    Sort.USUAL: _("Prima le aperte"),
    Sort.ENDING: _("Scadono prima"),
    Sort.NEWEST: _("Più recenti"),
    Sort.MISSING: _("Manca di più"),
    Sort.NEAREST: _("Più vicine"),
}
RADII = (1, 2, 5, 10)
DECIMALS = 2
"""Of the degrees of a person's position: about a kilometre, enough to look around and not to find a door."""
_FARTHEST = (90, 180)


@dataclass(frozen=True)
class Choices:
    """Areas and districts that the public campaigns have, by their name in an address, with how many there are."""

    areas: dict[str, tuple[str, int]]
    districts: dict[str, tuple[str, int]]
    states: dict[str, tuple[str | Promise, int]]
    centre: tuple[float, float] | None = None
    radii: tuple[int, ...] = RADII
    sorts: Mapping[Sort, str | Promise] = field(default_factory=lambda: SORTS)

    def with_centre(self, district: "District | None") -> "Choices":
        """Return the choices with a district of the city, also one without campaigns, and the point inside it."""
        if district is None:
            return self
        named = {district.slug: (district.name, 0), **self.districts}
        return replace(self, districts=named, centre=(float(district.latitude), float(district.longitude)))


@dataclass(frozen=True)
class Narrowing:
    """An address read: names as they stand there; what nobody knows is empty."""

    words: str = ""
    state: str = ""
    area: str = ""
    district: str = ""
    kilometres: int = 0
    position: tuple[float, float] | None = None
    sort: Sort = Sort.USUAL

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Narrowing":
        """Read an address's query."""
        state, radius, sort = asked.get("stato", ""), asked.get("raggio", ""), asked.get("ordina", "")
        position = _position(asked.get("lat", ""), asked.get("lon", ""))
        kilometres = next((each for each in RADII if str(each) == radius), 0)
        return cls(
            words=asked.get("q", "").replace("\0", "").strip()[:80],
            state=state if state in STATES else "",
            area=asked.get("tema", "")[:80],
            district=asked.get("quartiere", "")[:80],
            kilometres=kilometres or (RADII[1] if position else 0),
            position=position,
            sort=Sort(sort) if sort in list(Sort) else Sort.USUAL,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.state or self.area or self.district or self.position)

    def query(self) -> str:
        """Return the query of the address that asks for the same, without the page."""
        latitude, longitude = self.position or ("", "")
        values = {
            "q": self.words,
            "stato": self.state,
            "tema": self.area,
            "quartiere": self.district,
            "raggio": self.kilometres or "",
            "lat": latitude,
            "lon": longitude,
            "ordina": self.sort,
        }
        return urlencode({key: value for key, value in values.items() if value != ""})

    def wanted(self, choices: Choices) -> Wanted:
        """Return what the database is asked; an area or district that nobody knows finds nothing."""
        near = self._near(choices.centre)
        in_district = self.district and (near is None or self.position is not None)
        return Wanted(
            states=STATES[self.state][1] if self.state else PUBLIC,
            words=tuple(plain(self.words).split()),
            area=_named(self.area, choices.areas),
            district=_named(self.district, choices.districts) if in_district else "",
            near=near,
        )

    def _near(self, centre: tuple[float, float] | None) -> Near | None:
        point = self.position or (centre if self.kilometres else None)
        return Near(*point, metres=self.kilometres * 1000) if point else None


def choices(facets: Sequence[Facet]) -> Choices:
    """Return among what a person may choose, from the areas, districts and states of the public campaigns."""
    areas: dict[str, tuple[str, int]] = {}
    districts: dict[str, tuple[str, int]] = {}
    for facet in facets:
        for name, heap in ((facet.area, areas), (facet.district, districts)):
            if slug := slugify(name):
                heap[slug] = (name[:1].upper() + name[1:], heap.get(slug, ("", 0))[1] + facet.count)
    states = {
        key: (label, sum(facet.count for facet in facets if facet.state in among))
        for key, (label, among) in STATES.items()
    }
    return Choices(areas, districts, {key: value for key, value in states.items() if value[1] or key == "aperte"})


def _named(slug: str, among: Mapping[str, tuple[str, int]]) -> str:
    return among.get(slug, ("\ue000", 0))[0] if slug else ""


def _position(latitude: str, longitude: str) -> tuple[float, float] | None:
    try:
        point = round(float(latitude), DECIMALS), round(float(longitude), DECIMALS)
    except ValueError:
        return None
    is_on_earth = all(abs(each) <= limit for each, limit in zip(point, _FARTHEST, strict=True))
    return point if is_on_earth else None
