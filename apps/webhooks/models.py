"""The inbox of Stripe's Connect webhook."""

from django.db import models
from django.db.models import Q


class InboxState(models.TextChoices):
    """`quarantined` disagrees with what we know and waits for a person."""

    RECEIVED = "received"
    PROCESSED = "processed"
    IGNORED = "ignored"
    QUARANTINED = "quarantined"


class WebhookEvent(models.Model):
    """One event as it was signed; inserted once by its id, processed after the answer."""

    event_id = models.CharField(max_length=80)
    account_id = models.CharField(max_length=64, blank=True)
    type = models.CharField(max_length=80)
    payload = models.JSONField()
    state = models.CharField(max_length=12, choices=InboxState.choices, default=InboxState.RECEIVED)
    note = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    retry_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event_id"], name="webhook_event_once"),
            models.CheckConstraint(condition=Q(state__in=InboxState.values), name="webhook_state_known"),
        ]
        indexes = [models.Index(fields=["retry_at"], condition=Q(state="received"), name="webhook_to_process")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.type} {self.state}"
