"""News of all campaigns that everyone may read, for feeds, for the search and for digests; reads only."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from apps.campaigns.states import PUBLIC
from apps.editorial.models import Update
from apps.editorial.states import Audience


def list_latest(limit: int) -> list[Update]:
    """Return the latest news for everyone, each with its campaign, newest first."""
    return list(_public().order_by("-published_at", "-pk")[:limit])


def list_between(campaign_ids: Collection[int], since: datetime, until: datetime) -> list[Update]:
    """Return the news of some campaigns that were published in (since, until], each with its campaign, oldest first."""
    found = _public().filter(campaign_id__in=campaign_ids, published_at__gt=since, published_at__lte=until)
    return list(found.order_by("published_at", "pk"))


def find_public(update_id: int) -> Update | None:
    """Return a piece of news with its campaign when everyone may read it."""
    return _public().filter(pk=update_id).first()


def list_ids() -> list[int]:
    """Return the ids of all news of the current city."""
    return list(Update.objects.order_by("pk").values_list("pk", flat=True))


def _public() -> QuerySet[Update]:
    everyone = Update.objects.filter(audience=Audience.EVERYONE, withdrawn_at__isnull=True)
    return everyone.filter(campaign__state__in=PUBLIC).select_related("campaign")
