"""Writes of the search index: a new look at one public thing, and everything built again."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from apps.search import sources
from apps.search.models import SearchEntry
from apps.search.rules import plain, without_marks
from apps.search.sources import ALL, Found
from apps.search.states import EntryKind

_LENGTHS = {"title": 200, "area": 200, "district": 120, "path": 200}
BODY_LENGTH = 100_000


def refresh(*, key: str, now: datetime) -> None:
    """Take a new look at `kind:key` of the current city, such as `campaign:12`; safe to repeat.

    What is not public any more goes out of the index.
    """
    kind, _, of_kind = key.partition(":")
    _look_again(EntryKind(kind), of_kind)


def rebuild() -> int:
    """Build the index of the current city again; return how many entries it has."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
    for kind in sources.SOURCES:
        for key in sources.keys(kind):
            _look_again(kind, key)
    return SearchEntry.objects.count()


@transaction.atomic
def _look_again(kind: EntryKind, key: str) -> None:
    found = list(sources.SOURCES[kind](key))
    looked_at = SearchEntry.objects.filter(kind=kind)
    if key != ALL:
        looked_at = looked_at.filter(key=key)
    looked_at.exclude(key__in=[each.key for each in found]).delete()
    for each in found:
        _write(each)


def _write(found: Found) -> None:
    values = {**asdict(found), "body": without_marks(found.body)[:BODY_LENGTH]}
    values |= {name: without_marks(values[name])[:length] for name, length in _LENGTHS.items()}
    values["plain"] = plain(f"{found.title} {found.area} {found.district}")[:600]
    SearchEntry.objects.update_or_create(kind=values.pop("kind"), key=values.pop("key"), defaults=values)
