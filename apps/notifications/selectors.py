"""Reads of messages, wishes and wordings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from apps.notifications import catalogue
from apps.notifications.models import Message, Preference, Suppression, Wording
from apps.notifications.states import FAILURES, OPTIONAL, MessageState, Topic, Wish
from apps.people import selectors as people


@dataclass(frozen=True)
class Held:
    """One message kept for a digest."""

    id: int
    kind: str
    topic: Topic
    data: dict[str, Any]
    created_at: datetime


def wants(*, topic: Topic, user_id: int | None = None, address: str = "") -> Wish:
    """Return how a person, or the reader of an address, wants a topic; what is not optional comes at once."""
    if topic not in OPTIONAL:
        return Wish.IMMEDIATE
    address = address or (people.address_of(user_id) if user_id is not None else "")
    found = Preference.objects.filter(address=address.lower(), topic=topic).values_list("wish", flat=True).first()
    return Wish(found) if found else Wish.IMMEDIATE


def wishes_of(address: str) -> dict[Topic, Wish]:
    """Return how the reader of an address wants each optional topic, in the order of topics."""
    found = dict(Preference.objects.filter(address=address.lower()).values_list("topic", "wish"))
    return {topic: Wish(found.get(topic, Wish.IMMEDIATE)) for topic in Topic if topic in OPTIONAL}


def held_for_digest(user_id: int) -> list[Held]:
    """Return what waits for a person's digest, oldest first."""
    rows = Message.objects.filter(user_id=user_id, state=MessageState.HELD).order_by("created_at", "pk")
    return [Held(row.pk, row.kind, Topic(row.topic), row.data, row.created_at) for row in rows]


def count_queued() -> int:
    """Return how many messages have not gone out."""
    return Message.objects.filter(state=MessageState.QUEUED).count()


def count_failed() -> int:
    """Return how many messages nobody tries to send any more."""
    return Message.objects.filter(state__in=sorted(FAILURES)).count()


def count_unread(user_id: int) -> int:
    """Return how many messages a person has not opened on the portal: one query on an index of the unread."""
    return Message.objects.filter(user_id=user_id, read_at__isnull=True).count()


def of_user(user_id: int) -> QuerySet[Message]:
    """Return a person's messages that were written or held, newest first."""
    return Message.objects.filter(user_id=user_id).exclude(subject="").order_by("-created_at", "-pk")


def data_of(user_id: int, addresses: Sequence[str]) -> list[dict[str, object]]:
    """Return the messages of a person and of her addresses, in lower case, for her; not the words that open a door."""
    mine = Q(user_id=user_id) | Q(user_id__isnull=True, address__in=list(addresses))
    rows = Message.objects.annotate(address=Lower("to")).filter(mine).exclude(subject="").order_by("-created_at", "-pk")
    return [
        {
            "oggetto": row.subject,
            "a": row.to,
            "testo": "" if catalogue.is_secret(row.kind, row.topic) else row.text,
            "scritto": row.created_at,
            "spedito": row.sent_at,
            "letto": row.read_at,
        }
        for row in rows
    ]


def get_message_of(user_id: int, message_id: int) -> Message | None:
    """Return one of a person's own messages, or None."""
    return of_user(user_id).filter(pk=message_id).first()


def find_message(message_id: int) -> Message | None:
    """Return a message, or None."""
    return Message.objects.select_related("resend_of").filter(pk=message_id).first()


def list_resends(message_id: int) -> list[Message]:
    """Return the messages that say again what one said, oldest first."""
    return list(Message.objects.filter(resend_of_id=message_id).order_by("pk"))


def list_messages() -> QuerySet[Message]:
    """Return every message, those that failed first, then newest first."""
    rank = Case(When(state__in=sorted(FAILURES), then=Value(0)), default=Value(1), output_field=IntegerField())
    return Message.objects.annotate(rank=rank).order_by("rank", "-created_at", "-pk")


def list_sent(words: str) -> QuerySet[Message]:
    """Return the messages that went out, newest first, with some words in their address or subject."""
    sent = Message.objects.filter(state=MessageState.SENT).order_by("-sent_at", "-pk")
    return sent.filter(Q(to__icontains=words) | Q(subject__icontains=words)) if words else sent


def find_suppression(address: str) -> Suppression | None:
    """Return why nothing is sent to an address, or None."""
    return Suppression.objects.filter(address=address.lower()).first()


def find_wording(kind: str, language: str) -> Wording | None:
    """Return the city's own words for a kind in a language, or None."""
    return Wording.objects.filter(kind=kind, language=language).first()


def worded_kinds(language: str) -> dict[str, Wording]:
    """Return the city's own words in a language by kind."""
    return {wording.kind: wording for wording in Wording.objects.filter(language=language)}


def get_state(message_id: int) -> MessageState:
    """Return how far a message has come; raises Message.DoesNotExist."""
    return MessageState(Message.objects.values_list("state", flat=True).get(pk=message_id))
