"""Sending a message: write it once, hand it to the mail server, remember what the server said.

At least once: the words and the Message-ID are committed before the server is asked, so after a crash between its
answer and our mark the same letter goes out again under the same Message-ID, and mail programs show one.
"""

from datetime import datetime, timedelta

from django.db import transaction

from apps.notifications import selectors, writing
from apps.notifications.models import Message, Suppression
from apps.notifications.rules import replies
from apps.notifications.rules.replies import Verdict
from apps.notifications.states import MessageState, Topic
from apps.notifications.transport import Reply, deliver
from apps.people import selectors as people
from tenants.registry import services as registry

NO_SUCH_ADDRESS = "L'indirizzo non esiste: la sua posta ha già respinto un messaggio."
_WRITTEN = ("user", "language", "subject", "text", "html", "message_id", "attempts")
CASE_FOLLOWS = frozenset({Topic.DONATIONS})
"""What the office must know of when it does not arrive: messages about money."""


def send_message(*, key: str, now: datetime) -> None:
    """Try to send the message `key`; one that is not queued is left alone.

    A temporary refusal puts it on the agenda again, later each time; after the last attempt, or a permanent refusal, it
    is failed or bounced, and the office is told when it is about money.
    """
    message = _written(int(key), now)
    if message is None:
        return
    _keep(message, deliver(message), now)


@transaction.atomic
def _written(message_id: int, now: datetime) -> Message | None:
    """Return the locked message, written and counted as tried once more, or None when there is nothing to send."""
    message = Message.objects.select_for_update(no_key=True).get(pk=message_id)
    if message.state != MessageState.QUEUED:
        return None
    if selectors.find_suppression(message.to) is not None:
        _end(message, MessageState.SUPPRESSED, NO_SUCH_ADDRESS, now)
        return None
    if not message.message_id:
        _write(message)
    message.attempts += 1
    message.save(update_fields=_WRITTEN)
    return message


def _write(message: Message) -> None:
    reader = people.reader_of(message.to) if message.user_id is None else None
    if reader is not None:
        message.user_id = reader.pk
    message.message_id = writing.new_message_id()
    if not message.subject:
        message.language = writing.language_of(message)
        letter = writing.compose(message)
        message.subject, message.text, message.html = letter.subject, letter.text, letter.html


@transaction.atomic
def _keep(message: Message, reply: Reply, now: datetime) -> None:
    if reply.verdict == Verdict.SENT:
        Message.objects.filter(pk=message.pk).update(state=MessageState.SENT, sent_at=now, last_error="")
        return
    wait = replies.wait_after(message.attempts) if reply.verdict == Verdict.LATER else None
    if wait is not None:
        _later(message, reply.words, now, wait)
        return
    if reply.verdict == Verdict.NO_SUCH_ADDRESS:
        Suppression.objects.get_or_create(
            address=message.to.lower(), defaults={"reason": reply.words[:300], "created_at": now}
        )
    is_bounce = reply.verdict == Verdict.NO_SUCH_ADDRESS
    _end(message, MessageState.BOUNCED if is_bounce else MessageState.FAILED, reply.words, now)
    if message.topic in CASE_FOLLOWS:
        registry.put_on_agenda(kind="message.failed", key=str(message.pk), due_at=now, now=now)


def _later(message: Message, words: str, now: datetime, wait: timedelta) -> None:
    Message.objects.filter(pk=message.pk).update(last_error=words[:500])
    registry.put_on_agenda(kind="message.send", key=str(message.pk), due_at=now + wait, now=now)


def _end(message: Message, state: MessageState, words: str, now: datetime) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, ended_at=now, last_error=words[:500])
