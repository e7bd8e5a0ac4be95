"""Following and ceasing to follow; a person's first follow begins the weekly digest."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.audit import services as audit
from apps.community import selectors
from apps.community.models import DigestMark, Follow
from apps.community.rules.weeks import next_digest_at
from apps.community.states import FollowKind
from tenants.registry import services as registry


@transaction.atomic
def follow(*, user_id: int, kind: str, key: str, now: datetime) -> bool:
    """Let a person follow something and return whether that is new; raises NothingToFollow."""
    target = selectors.find_target(kind, key)
    row, is_new = Follow.objects.get_or_create(
        user_id=user_id, kind=target.kind, key=target.key, defaults={"created_at": now}
    )
    if is_new:
        audit.record(actor=f"user:{user_id}", verb="follow", object_kind="follow", object_id=row.pk, now=now)
        DigestMark.objects.get_or_create(user_id=user_id, defaults={"told_until": now})
        due_at = next_digest_at(timezone.localtime(now))
        registry.put_on_agenda(kind="digest.send", key=str(user_id), due_at=due_at, now=now)
    return is_new


@transaction.atomic
def unfollow(*, user_id: int, kind: str, key: str, now: datetime) -> bool:
    """Let a person follow something no longer and return whether it was followed."""
    found = Follow.objects.filter(user_id=user_id, kind=FollowKind(kind), key=key).values_list("pk", flat=True).first()
    if found is None:
        return False
    Follow.objects.filter(pk=found).delete()
    audit.record(actor=f"user:{user_id}", verb="unfollow", object_kind="follow", object_id=found, now=now)
    return True
