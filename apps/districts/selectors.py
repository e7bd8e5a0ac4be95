"""Reads of the parts of a city."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.districts.models import District
from apps.kernel.errors import DomainError


class DistrictNotFound(DomainError):
    """The city has no such part."""

    code = "district_not_found"
    status = 404


def list_districts() -> list[District]:
    """Return the districts of the current city in their order, boundaries included."""
    return list(District.objects.order_by("position", "pk"))


def list_names() -> list[District]:
    """Return the districts of the current city in their order, without reading their boundaries."""
    return list(find_districts().order_by("position", "pk"))


def find_districts() -> QuerySet[District]:
    """Return the districts of the current city without their boundaries, for a reader who asks more in one query."""
    return District.objects.defer("boundary")


def find_district(slug: str) -> District:
    """Return a district by its address; raises DistrictNotFound."""
    return take_one(District.objects.all(), slug)


def take_one(districts: QuerySet[District], slug: str) -> District:
    """Return the one of some districts that has this address; raises DistrictNotFound."""
    found = districts.filter(slug=slug).first()
    if found is None:
        raise DistrictNotFound(_("Questo quartiere non esiste."))
    return found


def find_by_name(name: str) -> District | None:
    """Return the district with this name, in any case of its letters, or None."""
    return District.objects.filter(name__iexact=name.strip()).first() if name.strip() else None
