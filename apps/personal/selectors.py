"""Reads of a person's requests about her data."""

from datetime import datetime
from uuid import UUID

from apps.donations import selectors as donations
from apps.people import selectors as people
from apps.personal import rules
from apps.personal.models import DataExport, Deletion


def find_export(user_id: int, key: UUID, now: datetime) -> DataExport | None:
    """Return a person's own copy of her data while it can be downloaded, or None."""
    found = DataExport.objects.filter(user_id=user_id, key=key, ready_at__isnull=False, expires_at__gt=now)
    return found.exclude(content=None).first()


def latest_export(user_id: int) -> DataExport | None:
    """Return the last copy that a person asked for, without its content, or None."""
    return DataExport.objects.defer("content").filter(user_id=user_id).order_by("-pk").first()


def pending_deletion(user_id: int) -> Deletion | None:
    """Return the deletion that a person may still undo, or None."""
    return Deletion.objects.filter(user_id=user_id, undone_at__isnull=True, done_at__isnull=True).first()


def obstacles_of(user_id: int) -> list[rules.Obstacle]:
    """Return why a person's profile cannot be closed now."""
    gifts = donations.list_of_person(people.verified_addresses(user_id))
    return rules.obstacles(
        roles=people.roles_of(user_id),
        bodies=people.organisations_of(user_id),
        open_gifts=sum(gift.state in donations.OPEN for gift in gifts),
    )
