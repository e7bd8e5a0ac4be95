"""What a person has read of the messages on the portal."""

from datetime import datetime

from django.db.models.functions import Upper

from apps.notifications.models import Message
from apps.people import selectors as people


def adopt_messages(*, user_id: int) -> None:
    """Give a person the messages that went, before there was an account, to the addresses that are proven theirs."""
    addresses = [address.upper() for address in people.verified_addresses(user_id)]
    if addresses:
        Message.objects.alias(upper=Upper("to")).filter(upper__in=addresses, user__isnull=True).update(user_id=user_id)


def mark_read(*, user_id: int, message_id: int, now: datetime) -> None:
    """Remember when a person first opened one of their messages."""
    Message.objects.filter(pk=message_id, user_id=user_id, read_at__isnull=True).update(read_at=now)


def mark_all_read(*, user_id: int, now: datetime) -> None:
    """Remember that a person has seen all their messages."""
    Message.objects.filter(user_id=user_id, read_at__isnull=True).update(read_at=now)
