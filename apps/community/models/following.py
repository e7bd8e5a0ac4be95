"""Who follows what, of which facts the followers were told, up to when a person's digests have told the news."""

from django.db import models
from django.db.models import Q

from apps.community.states import Fact, FollowKind


class Follow(models.Model):
    """One thing that one person follows."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in FollowKind])
    key = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "key"], name="follow_once"),
            models.CheckConstraint(condition=Q(kind__in=list(FollowKind)), name="follow_kind_known"),
            models.CheckConstraint(condition=~Q(key=""), name="follow_has_a_key"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="follow_of_what")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Told(models.Model):
    """A fact of which the followers have been told."""

    fact = models.CharField(max_length=10, choices=[(fact, fact) for fact in Fact])
    key = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fact", "key"], name="told_once"),
            models.CheckConstraint(condition=Q(fact__in=list(Fact)), name="told_fact_known"),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.key}"


class DigestMark(models.Model):
    """Up to when a person's digests have told the news."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    told_until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user"], name="digest_mark_once")]

    def __str__(self) -> str:
        return f"{self.user_id} until {self.told_until}"
