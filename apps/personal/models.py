"""A person's requests about her own data: a copy of it, and its deletion."""

from django.db import models
from django.db.models import Q


class DataExport(models.Model):
    """A copy of a person's data that was asked for; its content is emptied when its time is over."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    content = models.BinaryField(null=True)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="data_export_key_once"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ready_at__isnull=True), name="data_export_one_at_work"
            ),
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True, expires_at__isnull=True, content__isnull=True)
                | Q(ready_at__isnull=False, expires_at__isnull=False),
                name="data_export_ready_expires",
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"


class Deletion(models.Model):
    """The end of a profile: asked for, undone within its days of grace, or done."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    kept_gifts = models.JSONField(default=list, help_text="Gifts whose books are kept until the law's term.")
    forgotten_at = models.DateTimeField(null=True, help_text="When the term of the kept gifts was over.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(undone_at__isnull=True, done_at__isnull=True), name="deletion_one_pending"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(done_at__isnull=True), name="deletion_undone_or_done"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=models.F("asked_at")), name="deletion_has_days_of_grace"),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(done_at__isnull=False), name="deletion_forgotten_after_done"
            ),
        ]

    def __str__(self) -> str:
        return f"deletion {self.pk}"
