"""Sending again, by the office, what a message said."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.kernel.errors import DomainError
from apps.notifications import catalogue, selectors
from apps.notifications.models import Message, Suppression
from apps.notifications.states import MessageState, Topic, Wish
from apps.people import selectors as people
from tenants.registry import services as registry

_COPIED = ("kind", "topic", "to", "user_id", "language", "data", "subject", "text", "html")


class CannotResend(DomainError):
    """The message is on its way, or is not to be sent again."""

    code = "cannot_resend"
    status = 409


@transaction.atomic
def resend_message(*, message_id: int, actor: str, now: datetime) -> Message:
    """Owe a new message to the same address that says the same, linked to the first; the address is tried again.

    Raises CannotResend: one still queued or held, a code that has ended, or a topic that its reader switched off.
    """
    old = Message.objects.select_for_update(no_key=True).get(pk=message_id)
    reason = why_not(old)
    if reason:
        raise CannotResend(reason)
    Suppression.objects.filter(address=old.to.lower()).delete()
    again = len(selectors.list_resends(old.pk)) + 1
    copied = {name: getattr(old, name) for name in _COPIED}
    new = Message.objects.create(**copied, key=f"again:{old.pk}:{again}", resend_of=old, created_at=now)
    data: dict[str, object] = {"kind": old.kind, "new": new.pk}
    audit.record(actor=actor, verb="message.resent", object_kind="message", object_id=old.pk, now=now, data=data)
    registry.put_on_agenda(kind="message.send", key=str(new.pk), due_at=now, now=now)
    return new


def why_not(message: Message) -> str:
    """Return why a message is not sent again, in Italian, or nothing when it may be."""
    if message.state in (MessageState.QUEUED, MessageState.HELD):
        return "Il messaggio deve ancora partire."
    if people.is_nobodys(message.to):
        return "La persona a cui era mandato ha lasciato il portale."
    if catalogue.is_secret(message.kind, message.topic):
        return "Contiene un codice o un accesso che scade: la persona ne può chiedere uno nuovo."
    if selectors.wants(topic=Topic(message.topic), address=message.to) == Wish.NONE:
        return "Chi legge ha scelto di non ricevere questi messaggi."
    return ""
