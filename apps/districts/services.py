"""Writes of the parts of a city: a file is kept, looked at, and put in the place of all districts at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.text import slugify

from apps.audit import services as audit
from apps.districts.models import District
from apps.districts.rules import geometry, reading
from apps.districts.rules.geometry import Boundary
from apps.districts.states import DistrictKind
from apps.kernel import private_files
from apps.kernel.errors import DomainError
from tenants.registry import services as registry

FOLDER = "districts"
UPLOAD_LIFETIME = timedelta(days=1)


class FileRefused(DomainError):
    """The file does not hold districts that can be shown."""

    code = "districts_refused"
    status = 422


@dataclass(frozen=True)
class Preview:
    """What putting a file in the place of the districts would do."""

    boundaries: tuple[Boundary, ...]
    gone: tuple[str, ...]


def keep_upload(*, data: bytes, now: datetime) -> str:
    """Keep a file, at most a day until it is used, and return its SHA-256. Raises FileRefused."""
    _read(data)
    with transaction.atomic():
        sha256 = private_files.keep(FOLDER, data)
        registry.put_on_agenda(kind="districts.forget", key=sha256, due_at=now + UPLOAD_LIFETIME, now=now)
    return sha256


def forget_upload(*, key: str, now: datetime) -> None:
    """Remove a file that was kept for its preview."""
    private_files.remove(FOLDER, key)


def name_properties(*, sha256: str) -> tuple[str, ...]:
    """Return the properties of a kept file that can be its names. Raises FileRefused, FileForgotten."""
    return _read(private_files.read(FOLDER, sha256)).names


def preview(*, sha256: str, name_property: str) -> Preview:
    """Look at a kept file, without writing anything. Raises FileRefused, FileForgotten."""
    found = _boundaries(sha256, name_property)
    names = {each.name.casefold() for each in found}
    before = District.objects.order_by("position").values_list("name", flat=True)
    return Preview(tuple(found), tuple(name for name in before if name.casefold() not in names))


def replace_districts(*, sha256: str, name_property: str, kind: DistrictKind, actor: str, now: datetime) -> int:
    """Put the districts of a kept file in the place of all that are there; return how many they are.

    All or nothing. Raises FileRefused, FileForgotten.
    """
    return replace_all(boundaries=_boundaries(sha256, name_property), kind=kind, source=sha256, actor=actor, now=now)


def replace_all(
    *,
    boundaries: list[Boundary],
    kind: DistrictKind,
    source: str,
    is_demo: bool = False,
    actor: str,
    now: datetime,
) -> int:
    """Put these districts in the place of all that are there; `source` says in the audit trail where they come from."""
    slugs = _slugs([each.name for each in boundaries])
    with transaction.atomic():
        _one_at_a_time()
        removed = District.objects.count()
        District.objects.all().delete()
        District.objects.bulk_create(
            District(
                kind=kind,
                name=each.name,
                slug=slug,
                boundary=each.geometry,
                latitude=each.latitude,
                longitude=each.longitude,
                position=position,
                is_demo=is_demo,
            )
            for position, (each, slug) in enumerate(zip(boundaries, slugs, strict=True))
        )
        data: dict[str, object] = {"source": source, "kind": kind, "removed": removed, "added": len(boundaries)}
        audit.record(actor=actor, verb="replace", object_kind="districts", object_id=0, now=now, data=data)
        registry.put_on_agenda(kind="search.refresh", key="district:all", due_at=now, now=now)
    return len(boundaries)


def _one_at_a_time() -> None:
    """Wait for another replacement to end: two at once would add their districts to each other's."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE districts_district IN SHARE ROW EXCLUSIVE MODE")


def _boundaries(sha256: str, name_property: str) -> list[Boundary]:
    collection = _read(private_files.read(FOLDER, sha256))
    try:
        return geometry.boundaries(collection, name_property)
    except reading.BoundariesRefused as error:
        raise FileRefused(str(error)) from error


def _read(data: bytes) -> reading.Collection:
    try:
        return reading.read(data)
    except reading.BoundariesRefused as error:
        raise FileRefused(str(error)) from error


def _slugs(names: list[str]) -> list[str]:
    slugs: list[str] = []
    for position, name in enumerate(names, start=1):
        slug = slugify(name)[:70].strip("-") or f"zona-{position}"
        slugs.append(f"{slug}-{position}" if slug in slugs else slug)
    return slugs
