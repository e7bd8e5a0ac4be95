"""Parts of a city with a boundary of no extent, for tests that need only their names."""

from apps.districts.models import District
from apps.districts.states import DistrictKind

NOWHERE = {"type": "Polygon", "coordinates": []}


def add_district(name: str, slug: str) -> District:
    """Add a district to the current city."""
    return District.objects.create(
        kind=next(iter(DistrictKind)), name=name, slug=slug, boundary=NOWHERE, latitude=45, longitude=9, position=1
    )
