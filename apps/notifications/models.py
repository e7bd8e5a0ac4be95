"""Messages to people."""

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One e-mail: what it is about, to whom, and whether it went out."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80, help_text="The fact it tells: the same fact is told once.")
    to = models.EmailField()
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="message_once_per_fact"),
            models.CheckConstraint(condition=Q(state__in=["queued", "sent"]), name="message_state_known"),
            models.CheckConstraint(
                condition=Q(state="queued") | Q(sent_at__isnull=False), name="message_sent_has_an_instant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
