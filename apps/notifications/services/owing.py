"""Owing a message: once per fact, at once or with the next digest, as its reader wants."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from apps.notifications import catalogue, selectors
from apps.notifications.models import Message
from apps.notifications.states import MessageState, Topic, Wish
from tenants.registry import services as registry

_WRITE_ONCE = """
INSERT INTO notifications_message
    (kind, key, topic, "to", user_id, language, data, state, created_at, ended_at,
     subject, text, html, message_id, attempts, last_error, once)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '', '', 0, %s, %s)
ON CONFLICT DO NOTHING RETURNING id
"""
UNWANTED = "Chi legge non vuole questi messaggi."
_STATES = {Wish.IMMEDIATE: MessageState.QUEUED, Wish.DIGEST: MessageState.HELD, Wish.NONE: MessageState.SUPPRESSED}


def enqueue(
    *,
    kind: str,
    key: str,
    to: str,
    data: dict[str, object],
    now: datetime,
    user_id: int | None = None,
    language: str = "",
    topic: Topic | str = "",
    once: str = "",
) -> None:
    """Owe a message about the fact `key`, once; its template is `emails/<kind>.txt`, the first line is the subject.

    `topic` is the kind's own unless given. Of an optional topic its reader may want none, which is kept as suppressed,
    or have it wait for the digest, which only a person with an account gets. `language` is for a reader who has chosen
    none with an account; blank: the city's. `once` is what a person hears once, by whichever kind is first: see
    `once_per_reader`.
    """
    about = Topic(topic or catalogue.topic_of(kind))
    wish = selectors.wants(topic=about, user_id=user_id, address=to)
    if wish == Wish.DIGEST and (user_id is None or kind == catalogue.DIGEST):
        wish = Wish.IMMEDIATE
    ended_at, why = (now, UNWANTED) if wish == Wish.NONE else (None, "")
    row = [kind, key, about, to, user_id, language, json.dumps(data), _STATES[wish], now, ended_at, why, once]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_ONCE, row)
        written = cursor.fetchone()
    if written and wish == Wish.IMMEDIATE:
        registry.put_on_agenda(kind="message.send", key=str(written[0]), due_at=now, now=now)


def once_per_reader(fact: str, *, address: str, user_id: int | None) -> str:
    """Return what names a fact for one reader: a person, at whichever of their addresses, or else an address."""
    reader = f"user-{user_id}" if user_id else hashlib.sha256(address.lower().encode()).hexdigest()[:32]
    return f"{fact}-{reader}"


def mark_digested(*, message_ids: Sequence[int], now: datetime) -> None:
    """Say that held messages have gone out inside a digest."""
    Message.objects.filter(pk__in=message_ids, state=MessageState.HELD).update(state=MessageState.DIGESTED, sent_at=now)
