"""Reads of the inbox."""

from datetime import datetime

from apps.webhooks.models import InboxState, WebhookEvent


def get_event(event_pk: int) -> WebhookEvent:
    """Return an event; raises WebhookEvent.DoesNotExist."""
    return WebhookEvent.objects.get(pk=event_pk)


def list_due(now: datetime, limit: int) -> list[int]:
    """Return the events that were received and not processed, whose next try has come."""
    return list(
        WebhookEvent.objects.filter(state=InboxState.RECEIVED, retry_at__lte=now)
        .order_by("retry_at")
        .values_list("pk", flat=True)[:limit]
    )
