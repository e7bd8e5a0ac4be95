"""Writes of messages: enqueue in the transaction of the fact, send from the agenda."""

import json
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import connection
from django.template.loader import render_to_string

from apps.notifications.models import Message
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services

_WRITE_ONCE = """
INSERT INTO notifications_message (kind, key, "to", data, state, created_at) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (kind, key) DO NOTHING RETURNING id
"""


def enqueue(*, kind: str, key: str, to: str, data: dict[str, object], now: datetime) -> None:
    """Owe a message about the fact `key`, once; its template is `emails/<kind>.txt`, the first line is the subject."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_ONCE, [kind, key, to, json.dumps(data), Message.State.QUEUED, now])
        written = cursor.fetchone()
    if written:
        registry_services.put_on_agenda(kind="message.send", key=str(written[0]), due_at=now, now=now)


def send_message(*, key: str, now: datetime) -> None:
    """Send one message from the city's address; a message that went out is not sent again."""
    message = Message.objects.get(pk=int(key))
    if message.state == Message.State.SENT:
        return
    tenant = registry.current_tenant()
    context = {**message.data, "tenant": tenant, "origin": registry.portal_origin()}
    subject, _, body = render_to_string(f"emails/{message.kind}.txt", context).partition("\n")
    sender = f"{tenant.name} <{tenant.sender_address}>" if tenant.sender_address else None
    EmailMessage(subject.strip(), body.strip() + "\n", sender, [message.to]).send()
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=now)
