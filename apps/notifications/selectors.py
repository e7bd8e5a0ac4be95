"""Reads of messages."""

from apps.notifications.models import Message


def count_queued() -> int:
    """Return how many messages have not gone out."""
    return Message.objects.filter(state=Message.State.QUEUED).count()
